"""Who is in whose care team. Every page about a person asks here first, and starts from what the viewer may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from joinedup.web.access.roles import TITLES, May, Role
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.models import TeamChange
from joinedup.web.care_teams.on_record import teams_on_record


@dataclass(frozen=True)
class Membership:
    """One organisation's part in the care team of a person, and why. `since` is None where the records do not say; where it
    joined here, `joined_by` says who there took it on."""

    organisation: str
    because: str
    since: date | None
    joined_here: bool = False
    joined_by: str = ""


def in_team(viewer: Viewer, person: str) -> bool:
    """Whether the viewer's organisation is in the care team of the person (a pseudonym), and the viewer's role gives care."""
    if not viewer.may(May.SEE_CASELOADS):
        return False
    return viewer.organisation in teams_on_record().organisations(person) or has_joined(
        viewer.organisation, person
    )


def people_of(viewer: Viewer) -> frozenset[str]:
    """The pseudonyms of everybody in whose care team the viewer is: thousands, for a practice."""
    if not viewer.may(May.SEE_CASELOADS):
        return frozenset()
    on_record, joined = teams_on_record().people_of(viewer.organisation), people_joined(viewer)
    return on_record | joined if joined else on_record


def people_joined(viewer: Viewer) -> frozenset[str]:
    """The pseudonyms of those whose care team the viewer's organisation joined by a task and has not left."""
    if not viewer.may(May.SEE_CASELOADS):
        return frozenset()
    ours = TeamChange.objects.filter(organisation=viewer.organisation)
    latest = ours.order_by().values("person").annotate(last=Max("pk")).values("last")
    joined = ours.filter(pk__in=latest, change=TeamChange.Change.JOINED.value)
    return frozenset(joined.order_by().values_list("person", flat=True))


def team_of(viewer: Viewer, person: str) -> list[Membership]:
    """The care team of a person as it is now, to somebody in it; to anybody else it is empty."""
    return memberships(person) if in_team(viewer, person) else []


def memberships(person: str) -> list[Membership]:
    """The care team of a person as it is now, whoever asks: for use by actions and by pages that have asked before."""
    found: dict[str, Membership] = {}
    for one in teams_on_record().memberships(person):
        found.setdefault(one.organisation, Membership(one.organisation, one.because, one.since))
    for change in _joined(person).values():
        joined_on = timezone.localdate(change.at)
        found.setdefault(
            change.organisation,
            Membership(
                change.organisation, change.because, joined_on, joined_here=True, joined_by=_by(change)
            ),
        )
    return list(found.values())


def _joined(person: str) -> Mapping[str, TeamChange]:
    """By organisation, the row by which it joined, for those that have not left since."""
    changes = TeamChange.objects.filter(person=person).select_related("by__user")
    latest = {change.organisation: change for change in changes}
    return {
        code: change for code, change in latest.items() if change.change == TeamChange.Change.JOINED.value
    }


def _by(change: TeamChange) -> str:
    return f"{change.by.user.name}, {TITLES[Role(change.by.role)]}"


def has_joined(organisation: str, person: str) -> bool:
    """Whether an organisation joined the care team of a person by a task, and has not left."""
    latest = TeamChange.objects.filter(person=person, organisation=organisation).order_by("-pk").first()
    return latest is not None and latest.change == TeamChange.Change.JOINED.value
