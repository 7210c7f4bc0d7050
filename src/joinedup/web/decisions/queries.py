"""What a viewer may read of the board's business: everything, once signed in, save what is withheld with a reason."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.decisions.models import Condition, Proposal, ProposalStatus, Status


def proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """Every proposal, the newest first."""
    if not viewer.may(May.SEE_DECISIONS):
        return Proposal.objects.none()
    statuses = Prefetch("statuses", queryset=ProposalStatus.objects.select_related("by__user"))
    return Proposal.objects.select_related("by__user", "replaces").prefetch_related(statuses, "outcomes")


def undecided(viewer: Viewer) -> QuerySet[Proposal]:
    """Those that nothing has become of yet, the newest first: every other status follows on being proposed."""
    later = ProposalStatus.objects.filter(proposal=OuterRef("pk")).exclude(status=Status.PROPOSED)
    return proposals(viewer).filter(~Exists(later))


def proposal_numbered(viewer: Viewer, number: int) -> Proposal | None:
    """One proposal; None where there is none."""
    return proposals(viewer).filter(pk=number).first()


def condition_numbered(viewer: Viewer, number: int, condition: int) -> Condition | None:
    """A condition of a proposal that is still to be met; None where there is none."""
    found = proposal_numbered(viewer, number)
    return found.conditions.filter(pk=condition, met__isnull=True).first() if found else None


def replaceable(viewer: Viewer) -> list[Proposal]:
    """Decisions in force, which another may supersede or reverse."""
    taken = list(proposals(viewer).filter(statuses__status=Status.TAKEN))
    return [one for one in taken if list(one.statuses.all())[-1].status == Status.TAKEN]


def members_of(place: Place, agreement: str) -> tuple[str, ...]:
    """The codes of an agreement's members; nobody where the place file no longer has it."""
    return next((one.members for one in place.agreements if one.name == agreement), ())


def belongs(viewer: Viewer, place: Place, proposal: Proposal) -> bool:
    """Whether the viewer's organisation is one of those that the decision binds."""
    return viewer.organisation in members_of(place, proposal.agreement)


def takes_part(viewer: Viewer, place: Place, proposal: Proposal) -> bool:
    """Whether the viewer proposes or decides for a member: only they write, and read what is withheld from others."""
    return belongs(viewer, place, proposal) and (viewer.may(May.PROPOSE) or viewer.may(May.DECIDE))
