"""The plan of a person, to their care team and to nobody else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team, people_of
from joinedup.web.emergency import queries as emergency
from joinedup.web.plans.draft import Draft
from joinedup.web.plans.models import Version

# A plan shows on the first screen this long before the day it is to be looked at again.
AHEAD = timedelta(days=14)
SHOWN_FIRST = 10
# Of more people than this, everybody's plan is looked at instead of asking for theirs.
ASKED_BY_NAME = 200


@dataclass(frozen=True)
class PlanNow:
    """When a plan was saved last, and when it is to be looked at again; None where nobody said."""

    saved_on: date
    review_on: date | None


def may_write(viewer: Viewer, person: str) -> bool:
    """Whether the viewer writes in the plan of a person: in the care team alone."""
    return viewer.may(May.WRITE_PLANS) and in_team(viewer, person)


def may_read(viewer: Viewer, person: str) -> bool:
    """Whether the viewer reads it: in the care team, or in an emergency under way, when the contingency plan is wanted most."""
    return viewer.may(May.WRITE_PLANS) and emergency.may_read(viewer, person)


def versions(viewer: Viewer, person: str) -> list[Version]:
    """Every version of a person's plan, the newest first; none to whoever is not in the care team."""
    if not may_write(viewer, person):
        return []
    return list(Version.objects.filter(plan__person=person).select_related("by__user").order_by("-number"))


def version(viewer: Viewer, person: str, number: int) -> Version | None:
    """One version of a person's plan, to the care team."""
    if not may_write(viewer, person):
        return None
    return Version.objects.filter(plan__person=person, number=number).select_related("by__user").first()


def newest(viewer: Viewer, person: str) -> Version | None:
    """The plan as it is now; None where none is written, or the viewer is not in the care team."""
    if not may_read(viewer, person):
        return None
    return Version.objects.filter(plan__person=person).select_related("by__user").order_by("-number").first()


def said_in(viewer: Viewer, person: str, number: int) -> Draft:
    """What a version said; nothing for the version before the first."""
    found = version(viewer, person, number) if number else None
    return found.draft() if found else Draft()


def due_for_review(viewer: Viewer, today: date) -> list[tuple[str, date]]:
    """Person and day of the plans in the viewer's care whose review is near or past, soonest first."""
    if not viewer.may(May.WRITE_PLANS):
        return []
    newer = Version.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    near = (
        Version.objects.filter(~Exists(newer), review_on__lte=today + AHEAD)
        .order_by("review_on", "pk")
        .values_list("plan__person", "review_on")
    )
    mine = people_of(viewer)
    return [(person, day) for person, day in near if day and person in mine][:SHOWN_FIRST]


def plans_now(viewer: Viewer, people: Collection[str]) -> Mapping[str, PlanNow]:
    """By person, how the plans of some people in the viewer's care stand: one question, for a page of a list or a whole one."""
    if not viewer.may(May.WRITE_PLANS) or not people:
        return {}
    newer = Version.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    found = Version.objects.filter(~Exists(newer))
    if len(people) <= ASKED_BY_NAME:
        found = found.filter(plan__person__in=people)
    asked = people_of(viewer).intersection(people)
    return {
        person: PlanNow(timezone.localdate(at), review_on)
        for person, at, review_on in found.order_by().values_list("plan__person", "at", "review_on")
        if person in asked
    }


def for_first_screen(viewer: Viewer, today: date) -> list[tuple[str, date]]:
    """The plans to look at again soon."""
    return due_for_review(viewer, today)


def with_a_plan(viewer: Viewer, most: int) -> list[str]:
    """The people in the viewer's care who have a plan, those written in last first; at most so many."""
    if not viewer.may(May.WRITE_PLANS):
        return []
    mine = people_of(viewer)
    lately = (
        Version.objects.values("plan__person")
        .annotate(last=Max("at"))
        .order_by("-last")
        .values_list("plan__person", flat=True)
    )
    return list(islice((person for person in lately.iterator() if person in mine), most))
