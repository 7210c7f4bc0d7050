"""What a viewer may read of the network. Agreements and posts are open to everybody; disputes to members of the agreement."""

from __future__ import annotations

from django.db.models import QuerySet

from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.network.models import Dispute, EstablishedPost, MembershipChange


def membership_changes(viewer: Viewer, agreement: str) -> QuerySet[MembershipChange]:
    """Who joined and left an agreement, in order."""
    if not viewer.may(May.SEE_PLACE):
        return MembershipChange.objects.none()
    return MembershipChange.objects.filter(agreement=agreement).select_related("decision", "by__user")


def agreements_of(viewer: Viewer, place: Place) -> frozenset[str]:
    """The agreements whose business the viewer follows: those of their organisation, for roles that propose or decide."""
    if not (viewer.may(May.PROPOSE) or viewer.may(May.DECIDE)):
        return frozenset()
    return frozenset(one.name for one in place.agreements if viewer.organisation in one.members)


def disputes(viewer: Viewer, place: Place) -> QuerySet[Dispute]:
    """The disputes of the viewer's agreements, the newest first."""
    return Dispute.objects.filter(agreement__in=agreements_of(viewer, place)).prefetch_related(
        "steps__by__user"
    )


def dispute_numbered(viewer: Viewer, place: Place, number: int) -> Dispute | None:
    """One dispute; None where the viewer has none of that number."""
    return disputes(viewer, place).filter(pk=number).first()


def posts(viewer: Viewer) -> QuerySet[EstablishedPost]:
    """The posts of every organisation, filled and vacant."""
    if not viewer.may(May.SEE_PLACE):
        return EstablishedPost.objects.none()
    return EstablishedPost.objects.prefetch_related("changes")


def post_numbered(viewer: Viewer, number: int) -> EstablishedPost | None:
    """One post; None where there is none."""
    return posts(viewer).filter(pk=number).first()


def keeps_posts_of(viewer: Viewer, place: Place, organisation: str) -> bool:
    """Whether the viewer writes down posts of an organisation: their own, or a fellow member of an agreement."""
    if not viewer.may(May.PROPOSE):
        return False
    alike = [one.members for one in place.agreements if viewer.organisation in one.members]
    return organisation == viewer.organisation or any(organisation in members for members in alike)
