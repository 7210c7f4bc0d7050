"""Which meetings a viewer takes part in, and whom of those on their lists the viewer may know of.

Whoever is not in somebody's care team sees a meeting without them: not their place in the list, not a number that counts them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team, people_of
from joinedup.web.meetings.models import Arranged, Invited, Item, Meeting

if TYPE_CHECKING:
    from joinedup.web.meetings.models import MeetingNow

SHOWN_FIRST = 5
LOOKS_BACK = timedelta(days=1)


def as_arranged() -> QuerySet[MeetingNow]:
    """Meetings, each with when and where it is as it is arranged now, and how often it was arranged."""
    newest = Arranged.objects.filter(meeting=OuterRef("pk")).order_by("-number").values("number")[:1]
    return Meeting.objects.filter(arranged__number=Subquery(newest)).annotate(
        arranged_as=F("arranged__number"),
        held_on=F("arranged__held_on"),
        starts_at=F("arranged__starts_at"),
        where=F("arranged__where"),
    )


def meetings_of(viewer: Viewer) -> QuerySet[MeetingNow]:
    """The meetings that the viewer's organisation calls or is invited to, the latest first."""
    found = as_arranged().select_related("finished", "by__user")
    if not viewer.may(May.WRITE_PLANS):
        return found.none()
    invited = Exists(Invited.objects.filter(meeting=OuterRef("pk"), organisation=viewer.organisation))
    ours = found.filter(Q(organisation=viewer.organisation) | Q(invited))
    return ours.order_by("-held_on", F("starts_at").desc(nulls_last=True), "-pk")


def meeting_for(viewer: Viewer, number: int) -> MeetingNow | None:
    """One meeting; None where there is none that the viewer takes part in."""
    return (
        meetings_of(viewer)
        .filter(pk=number)
        .prefetch_related("invited", "attended", "arranged__by__user")
        .first()
    )


def items_of(viewer: Viewer, meeting: Meeting) -> list[Item]:
    """Those on the list who are in the viewer's care, in the order they were put there."""
    found = Item.objects.filter(meeting=meeting).select_related("by__user")
    found = found.prefetch_related("decided__by__user", "agreed")
    mine = people_of(viewer)
    return [item for item in found if item.person in mine]


def is_over(meeting: Meeting) -> bool:
    """Whether somebody said that the meeting is over."""
    return hasattr(meeting, "finished")


def to_come(viewer: Viewer) -> list[MeetingNow]:
    """Meetings that are not over, the next first, with how each was arranged before."""
    return list(_next_first(meetings_of(viewer)).prefetch_related("arranged"))


def next_about(viewer: Viewer, person: str, today: date) -> MeetingNow | None:
    """The next meeting of the viewer's that has a person in their care on its list; None where there is none."""
    if not in_team(viewer, person):
        return None
    listed = Item.objects.filter(person=person).values("meeting")
    return _next_first(meetings_of(viewer).filter(pk__in=listed, held_on__gte=today)).first()


def for_first_screen(viewer: Viewer, today: date) -> list[MeetingNow]:
    """The next few meetings, and those of the last day that nobody has finished."""
    return [one for one in to_come(viewer) if one.held_on >= today - LOOKS_BACK][:SHOWN_FIRST]


def _next_first(meetings: QuerySet[MeetingNow]) -> QuerySet[MeetingNow]:
    return meetings.filter(finished__isnull=True).order_by(
        "held_on", F("starts_at").asc(nulls_first=True), "pk"
    )
