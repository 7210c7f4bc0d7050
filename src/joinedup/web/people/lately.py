"""What the care team did lately for a person: so that somebody who comes back sees what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from joinedup.place.model import Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.models import TeamChange
from joinedup.web.care_teams.queries import in_team
from joinedup.web.pages import moment
from joinedup.web.plans.models import Version
from joinedup.web.tasks.models import Stands, Step
from joinedup.web.tasks.words import organisation_name, who

SHOWN = 6


@dataclass(frozen=True)
class Event:
    """One thing that somebody did."""

    at: datetime
    when: str
    what: str
    who: str
    address: str = ""


def lately(viewer: Viewer, place: Place, person: str) -> list[Event]:
    """The last few things that anybody in the care team did, the latest first; nothing to whoever is not in it."""
    if not in_team(viewer, person):
        return []
    found = [*_versions(place, person), *_steps(place, person), *_departures(place, person)]
    return sorted(found, key=lambda event: event.at, reverse=True)[:SHOWN]


def _versions(place: Place, person: str) -> Iterator[Event]:
    saved = Version.objects.filter(plan__person=person).select_related("by__user").order_by("-at")[:SHOWN]
    for version in saved:
        said = "Shared care plan begun" if version.number == 1 else "Shared care plan changed"
        address = reverse("plan-version", args=[person, version.number])
        yield Event(version.at, moment(version.at), said, who(place, version.by), address)


def _steps(place: Place, person: str) -> Iterator[Event]:
    taken = Step.objects.filter(task__person=person).select_related("by__user", "task")
    # Asked and accepted at one moment, by whoever takes their own action on, is one thing: the first step says it.
    first = {(step.task_id, step.at): step for step in taken.order_by("-at", "-number")[:SHOWN]}
    for step in first.values():
        said = f"Task {Stands(step.stands).label.lower()}: {step.task.what}"
        yield Event(step.at, moment(step.at), said, who(place, step.by), reverse("task", args=[step.task_id]))


def _departures(place: Place, person: str) -> Iterator[Event]:
    """Who left. An organisation joins by accepting a task, which is said as a step of the task."""
    left = TeamChange.objects.filter(person=person, change=TeamChange.Change.LEFT.value)
    for one in left.select_related("by__user").order_by("-at")[:SHOWN]:
        name = organisation_name(place, one.organisation)
        yield Event(one.at, moment(one.at), f"{name} left the care team", who(place, one.by))
