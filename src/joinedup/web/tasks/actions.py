"""Asking, answering and finishing a task. Each is one transaction with one audit entry; doing it twice changes nothing more."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import Post
from joinedup.web.audit.actions import record
from joinedup.web.care_teams import actions as care_teams
from joinedup.web.care_teams.queries import in_team
from joinedup.web.clock import now
from joinedup.web.tasks.models import OPEN, Stands, Step, Task
from joinedup.web.tasks.queries import open_for, with_standing


class NotTheirsToDo(JoinedupError):
    """The task cannot go this way: by this viewer, or from where it stands; the message says why."""


@transaction.atomic
def ask(
    *, by: Viewer, person: str, organisation: str, role: str, what: str, by_when: date, plan_action: str = ""
) -> Task:
    """Ask an organisation to do something for a person. One's own organisation has accepted by asking.

    Asking the same again while it is open (a button pressed twice) gives the task that is there.
    """
    if not in_team(by, person):
        raise NotTheirsToDo("only the care team of a person asks for something for them")
    # A button pressed twice: the second press waits here for the first, and then finds its task.
    Post.objects.select_for_update(no_key=True).get(pk=by.post_id)
    wanted = {"person": person, "organisation": organisation, "role": role, "what": what, "by_when": by_when}
    there = with_standing().filter(**wanted, by__organisation=by.organisation, stands__in=OPEN).first()
    if there is not None:
        return there
    task = Task(**wanted, plan_action=plan_action, by_id=by.post_id, at=now())
    task.save()
    _step(by, task, 1, Stands.ASKED)
    if organisation == by.organisation:
        _step(by, task, 2, Stands.ACCEPTED)
    record(
        by=by, action="asked a task", subject=f"person {person}", detail={"task": task.pk, "of": organisation}
    )
    return task


@transaction.atomic
def accept(*, by: Viewer, task: Task) -> None:
    """Take a task on for one's organisation, which by this joins the person's care team."""
    if not _moved(by, task, Stands.ACCEPTED, from_=(Stands.ASKED,), of=task.organisation):
        return
    if not in_team(by, task.person):
        care_teams.join(
            by=by, person=task.person, organisation=by.organisation, because=f"Accepted task {task.pk}"
        )
    record(by=by, action="accepted a task", subject=f"person {task.person}", detail={"task": task.pk})


@transaction.atomic
def decline(*, by: Viewer, task: Task, reason: str) -> None:
    """Say that one's organisation will not do it, and why. It sees nothing of the person."""
    if _moved(by, task, Stands.DECLINED, from_=(Stands.ASKED,), of=task.organisation, reason=reason):
        record(by=by, action="declined a task", subject=f"person {task.person}", detail={"task": task.pk})


@transaction.atomic
def finish(*, by: Viewer, task: Task, note: str, leaves: bool) -> None:
    """The task is done. Where one's part is over, the organisation leaves the care team, and reads no more."""
    if _moved(by, task, Stands.DONE, from_=(Stands.ACCEPTED,), of=task.organisation, reason=note):
        record(by=by, action="did a task", subject=f"person {task.person}", detail={"task": task.pk})
        if leaves:
            _leave(by, task)


@transaction.atomic
def hand_back(*, by: Viewer, task: Task, reason: str) -> None:
    """Give an accepted task back, and say why. Unless it has another task there, the organisation leaves the care team."""
    if _moved(by, task, Stands.HANDED_BACK, from_=(Stands.ACCEPTED,), of=task.organisation, reason=reason):
        record(by=by, action="handed a task back", subject=f"person {task.person}", detail={"task": task.pk})
        _leave(by, task)


@transaction.atomic
def withdraw(*, by: Viewer, task: Task) -> None:
    """Whoever asked no longer needs it."""
    if _moved(by, task, Stands.WITHDRAWN, from_=(Stands.ASKED,), of=task.by.organisation):
        record(by=by, action="withdrew a task", subject=f"person {task.person}", detail={"task": task.pk})


@transaction.atomic
def leave_team(*, by: Viewer, person: str) -> None:
    """The part of one's organisation is over: it leaves the care team that it joined by a task, and reads no more.

    NotTheirsToDo while a task of theirs is under way there: that is done or handed back first.
    """
    # Whoever accepts a task for the same person at this moment comes before or after, and is seen or joins again.
    ours = Task.objects.filter(organisation=by.organisation, person=person).order_by("pk")
    list(ours.select_for_update(no_key=True))
    if open_for(by.organisation, person):
        raise NotTheirsToDo("your organisation has a task under way for this person")
    care_teams.leave(by=by, person=person, organisation=by.organisation, because="Their part is over")


def _leave(by: Viewer, task: Task) -> None:
    if not open_for(by.organisation, task.person):
        care_teams.leave(
            by=by, person=task.person, organisation=by.organisation, because=f"After task {task.pk}"
        )


def _moved(
    by: Viewer, task: Task, to: Stands, *, from_: tuple[Stands, ...], of: str, reason: str = ""
) -> bool:
    """Whether a step was added: False where the task already stands so. NotTheirsToDo where it cannot go there."""
    if by.organisation != of:
        raise NotTheirsToDo("this task is another organisation's to answer")
    Task.objects.select_for_update(no_key=True).get(pk=task.pk)
    last = Step.objects.filter(task=task).order_by("-number").first()
    if last is None or last.stands == to:
        return False
    if last.stands not in from_:
        raise NotTheirsToDo(f"meanwhile the task was {Stands(last.stands).label.lower()}")
    _step(by, task, last.number + 1, to, reason)
    return True


def _step(by: Viewer, task: Task, number: int, stands: Stands, reason: str = "") -> None:
    Step(task=task, number=number, stands=stands, reason=reason, by_id=by.post_id, at=now()).save()
