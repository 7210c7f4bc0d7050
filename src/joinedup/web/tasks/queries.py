"""Which tasks a viewer may see: those asked of their organisation and not yet answered, and those of people in their care."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import has_joined, in_team, people_of
from joinedup.web.names.presenters import called
from joinedup.web.names.queries import names_open
from joinedup.web.tasks.models import OPEN, Stands, Step, Task

if TYPE_CHECKING:
    from joinedup.web.tasks.models import TaskNow

SHOWN_FIRST = 10
LATELY = timedelta(days=30)


def with_standing() -> QuerySet[TaskNow]:
    """Tasks, each with how it `stands` now and `since` when, soonest first."""
    latest = Step.objects.filter(task=OuterRef("pk")).order_by("-number")
    return (
        Task.objects.annotate(
            stands=Subquery(latest.values("stands")[:1]), since=Subquery(latest.values("at")[:1])
        )
        .select_related("by__user")
        .order_by("by_when", "pk")
    )


def asked_of_us(viewer: Viewer) -> list[TaskNow]:
    """Tasks of the viewer's organisation that are open: to be answered, and accepted but not done."""
    if not viewer.may(May.WRITE_PLANS):
        return []
    return _visible(viewer, with_standing().filter(organisation=viewer.organisation, stands__in=OPEN))


def asked_by_us(viewer: Viewer) -> list[TaskNow]:
    """Tasks that the viewer's organisation asked of others and that are open, or were declined or handed back lately."""
    if not viewer.may(May.WRITE_PLANS):
        return []
    ours = (
        with_standing().filter(by__organisation=viewer.organisation).exclude(organisation=viewer.organisation)
    )
    came_back = Q(stands__in=(Stands.DECLINED, Stands.HANDED_BACK), since__gte=timezone.now() - LATELY)
    return _visible(viewer, ours.filter(Q(stands__in=OPEN) | came_back))


def of_person(viewer: Viewer, person: str) -> list[TaskNow]:
    """Every task for a person, to somebody in the care team; none to anybody else."""
    return list(with_standing().filter(person=person)) if in_team(viewer, person) else []


def task_for(viewer: Viewer, number: int) -> TaskNow | None:
    """One task with its steps; None where there is none that the viewer may see."""
    if not viewer.may(May.WRITE_PLANS):
        return None
    found = with_standing().filter(pk=number).prefetch_related("steps__by__user").first()
    return next(iter(_visible(viewer, (found,) if found else ())), None)


def people_known(viewer: Viewer, tasks: Iterable[Task]) -> dict[str, str]:
    """How the people of tasks are called, those in whose care team the viewer is: nobody else sees whom a task is for."""
    mine = people_of(viewer)
    known = {task.person for task in tasks if task.person in mine}
    names = names_open(viewer, known)
    return {person: called(person, names) for person in known}


def for_first_screen(viewer: Viewer) -> list[TaskNow]:
    """What waits for an answer from the viewer's organisation, or was accepted by it: the soonest few."""
    return asked_of_us(viewer)[:SHOWN_FIRST]


def under_way(viewer: Viewer, person: str) -> list[TaskNow]:
    """The tasks that the viewer's organisation has accepted for a person and not done yet."""
    return [
        task
        for task in of_person(viewer, person)
        if task.organisation == viewer.organisation and task.stands == Stands.ACCEPTED
    ]


def may_leave(viewer: Viewer, person: str) -> bool:
    """Whether the viewer's organisation joined the care team of a person and has nothing more to do there."""
    return has_joined(viewer.organisation, person) and not open_for(viewer.organisation, person)


def open_for(organisation: str, person: str) -> bool:
    """Whether an organisation still has a task under way for a person."""
    return with_standing().filter(organisation=organisation, person=person, stands=Stands.ACCEPTED).exists()


def tasks_by_number(viewer: Viewer, numbers: Collection[int]) -> dict[int, TaskNow]:
    """The tasks with these numbers that the viewer may see."""
    return {task.pk: task for task in _visible(viewer, with_standing().filter(pk__in=numbers))}


def _visible(viewer: Viewer, tasks: Iterable[TaskNow]) -> list[TaskNow]:
    """Those that wait for the viewer's organisation to answer, and those of people whose care team it is in."""
    mine, found = people_of(viewer), list(tasks)
    return [
        task
        for task in found
        if task.person in mine or (task.organisation == viewer.organisation and task.stands == Stands.ASKED)
    ]
