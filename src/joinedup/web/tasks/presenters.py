"""What the pages say about tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from joinedup.place.model import Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team
from joinedup.web.pages import day
from joinedup.web.tasks import queries
from joinedup.web.tasks.models import Stands, Step
from joinedup.web.tasks.words import at, days_late, moment, organisation_name, role_name, who

if TYPE_CHECKING:
    from joinedup.web.tasks.models import TaskNow

# The colour of a standing's tag; the tag says it in words as well.
_COLOURS = {
    Stands.ASKED: "blue",
    Stands.ACCEPTED: "yellow",
    Stands.DONE: "green",
    Stands.DECLINED: "red",
    Stands.HANDED_BACK: "orange",
    Stands.WITHDRAWN: "grey",
}
UNKNOWN_PERSON = "Somebody you see when you accept"


@dataclass(frozen=True)
class ShownTask:
    """A task as a line of a list."""

    number: int
    address: str
    what: str
    person: str
    person_address: str
    asked_of: str
    whose_work: str
    asked_by: str
    by_when: str
    late: str
    stands: str
    colour: str
    is_open: bool


@dataclass(frozen=True)
class ShownStep:
    """What became of a task at one moment."""

    stands: str
    who: str
    when: str
    reason: str


def shown_task(place: Place, task: TaskNow, today: date, people: Mapping[str, str]) -> ShownTask:
    """A task in words. Whom it is for is said where they are among the `people` whom the viewer may know of, as they are called."""
    stands = Stands(task.stands)
    is_open = stands in (Stands.ASKED, Stands.ACCEPTED)
    return ShownTask(
        number=task.pk,
        address=reverse("task", args=(task.pk,)),
        what=task.what,
        person=people.get(task.person, UNKNOWN_PERSON),
        person_address=reverse("person", args=(task.person,)) if task.person in people else "",
        asked_of=at(place, task.role, task.organisation),
        whose_work=role_name(task.role) or "Anybody’s",
        asked_by=organisation_name(place, task.by.organisation),
        by_when=day(task.by_when),
        late=days_late(task.by_when, today) if is_open else "",
        stands=stands.label,
        colour=_COLOURS[stands],
        is_open=is_open,
    )


def shown_tasks(place: Place, viewer: Viewer, tasks: list[TaskNow], today: date) -> list[ShownTask]:
    """Tasks as lines of a list, each naming its person only where the viewer is in the care team."""
    people = queries.people_known(viewer, tasks)
    return [shown_task(place, task, today, people) for task in tasks]


def shown_step(place: Place, step: Step) -> ShownStep:
    """A step in words, with who took it and when."""
    return ShownStep(Stands(step.stands).label, who(place, step.by), moment(step.at), step.reason)


def answers(viewer: Viewer, task: TaskNow) -> tuple[str, ...]:
    """What the viewer can do with a task as it stands: the names of the addresses, and `ask-again` where it came back."""
    stands = Stands(task.stands)
    if stands in (Stands.DECLINED, Stands.HANDED_BACK):
        return ("ask-again",) if in_team(viewer, task.person) else ()
    if task.organisation == viewer.organisation:
        if stands == Stands.ASKED:
            return ("accept-task", "decline-task")
        return ("finish-task", "hand-back-task") if stands == Stands.ACCEPTED else ()
    if task.by.organisation == viewer.organisation and stands == Stands.ASKED:
        return ("withdraw-task",)
    return ()
