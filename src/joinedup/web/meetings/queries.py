"""Which meetings a viewer takes part in, and whom of those on their lists the viewer may know of.

Whoever is not in somebody's care team sees a meeting without them: not their place in the list, not a number that counts them.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team, people_of
from joinedup.web.meetings.models import Item, Meeting

SHOWN_FIRST = 5
LOOKS_BACK = timedelta(days=1)


def meetings_of(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings that the viewer's organisation calls or is invited to, the latest first."""
    if not viewer.may(May.WRITE_PLANS):
        return Meeting.objects.none()
    ours = Q(organisation=viewer.organisation) | Q(invited__organisation=viewer.organisation)
    found = Meeting.objects.filter(ours).select_related("finished", "by__user").distinct()
    return found.order_by("-held_on", "-pk")


def meeting_for(viewer: Viewer, number: int) -> Meeting | None:
    """One meeting; None where there is none that the viewer takes part in."""
    return meetings_of(viewer).filter(pk=number).prefetch_related("invited", "attended").first()


def items_of(viewer: Viewer, meeting: Meeting) -> list[Item]:
    """Those on the list who are in the viewer's care, in the order they were put there."""
    found = Item.objects.filter(meeting=meeting).select_related("by__user")
    found = found.prefetch_related("decided__by__user", "agreed")
    mine = people_of(viewer)
    return [item for item in found if item.person in mine]


def is_over(meeting: Meeting) -> bool:
    """Whether somebody said that the meeting is over."""
    return hasattr(meeting, "finished")


def to_come(viewer: Viewer, today: date) -> list[Meeting]:
    """Meetings that are not over, the next first."""
    return list(meetings_of(viewer).filter(finished__isnull=True).order_by("held_on", "pk"))


def next_about(viewer: Viewer, person: str, today: date) -> Meeting | None:
    """The next meeting of the viewer's that has a person in their care on its list; None where there is none."""
    if not in_team(viewer, person):
        return None
    listed = Item.objects.filter(person=person).values("meeting")
    coming = meetings_of(viewer).filter(pk__in=listed, finished__isnull=True, held_on__gte=today)
    return coming.order_by("held_on", "pk").first()


def for_first_screen(viewer: Viewer, today: date) -> list[Meeting]:
    """The next few meetings, and those of the last day that nobody has finished."""
    return [one for one in to_come(viewer, today) if one.held_on >= today - LOOKS_BACK][:SHOWN_FIRST]
