"""Tasks asked of an organisation, and by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import has_joined, in_team
from joinedup.web.names.presenters import called
from joinedup.web.names.queries import names_open
from joinedup.web.tasks import actions, presenters, queries
from joinedup.web.tasks.forms import AskForm, DoneForm, ReasonForm
from joinedup.web.tasks.models import Stands

if TYPE_CHECKING:
    from joinedup.web.tasks.models import TaskNow


ON_ONE_PAGE = 50
_LONGEST_NUMBER = 9


def list_tasks(request: Request, viewer: Viewer) -> HttpResponse:
    """What is asked of the viewer's organisation, and what it asked of others."""
    place, today = request.place, timezone.localdate()
    of_us = Paginator(queries.asked_of_us(viewer), ON_ONE_PAGE).get_page(request.GET.get("of-us"))
    by_us = Paginator(queries.asked_by_us(viewer), ON_ONE_PAGE).get_page(request.GET.get("by-us"))
    words = {
        "of_us": presenters.shown_tasks(place, viewer, list(of_us), today),
        "by_us": presenters.shown_tasks(place, viewer, list(by_us), today),
        "pages_of_us": of_us,
        "pages_by_us": by_us,
    }
    return render(request, "tasks/list.html.jinja", words)


def show(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """One task, what became of it, and what the viewer can do."""
    return _shown(request, viewer, _task(viewer, number), ReasonForm(), DoneForm())


def ask(request: Request, viewer: Viewer, person: str) -> HttpResponse:
    """Ask another organisation to do something for a person."""
    if not in_team(viewer, person):
        raise Http404
    before = _came_back(viewer, person, request.GET.get("again", ""))
    form = AskForm(
        request.POST or None,
        place=request.place,
        today=timezone.localdate(),
        initial={"organisation": request.GET.get("organisation", ""), "what": before.what if before else ""},
    )
    if request.method == "POST" and form.is_valid():
        plan_action = before.plan_action if before else ""
        task = actions.ask(by=viewer, person=person, plan_action=plan_action, **form.cleaned_data)
        return redirect("task", number=task.pk)
    return render(
        request,
        "tasks/ask.html.jinja",
        {"form": form, "person": person, "called": called(person, names_open(viewer, [person]))},
    )


def leave_team(request: Request, viewer: Viewer, person: str) -> HttpResponse:
    """Leave the care team that the viewer's organisation joined by a task, once none of its tasks there is under way."""
    if not has_joined(viewer.organisation, person):
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            actions.leave_team(by=viewer, person=person)
            return redirect("people")
        except actions.NotTheirsToDo as told:
            refused = str(told)
    under_way = queries.under_way(viewer, person)
    words = {
        "person": person,
        "called": called(person, names_open(viewer, [person])),
        "under_way": presenters.shown_tasks(request.place, viewer, under_way, timezone.localdate()),
        "refused": refused,
    }
    return render(request, "tasks/leave.html.jinja", words)


def accept(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Take a task on: from here the plan can be read."""
    return _answered(request, viewer, _posted(request, viewer, number), actions.accept)


def withdraw(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Take back a task that nobody has answered."""
    return _answered(request, viewer, _posted(request, viewer, number), actions.withdraw)


def decline(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Say no, and why."""
    task, form = _posted(request, viewer, number), ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, viewer, task, form, DoneForm())
    return _answered(request, viewer, task, actions.decline, **form.cleaned_data)


def hand_back(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Give a task back, and say why."""
    task, form = _posted(request, viewer, number), ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, viewer, task, form, DoneForm())
    return _answered(request, viewer, task, actions.hand_back, **form.cleaned_data)


def finish(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Say that a task is done."""
    task, form = _posted(request, viewer, number), DoneForm(request.POST)
    if not form.is_valid():
        return _shown(request, viewer, task, ReasonForm(), form)
    return _answered(request, viewer, task, actions.finish, **form.cleaned_data)


def _answered(
    request: Request, viewer: Viewer, task: TaskNow, action: Callable[..., None], **said: Any
) -> HttpResponse:
    """Do it, and show the task as it is afterwards; the list, where the viewer no longer sees it."""
    try:
        action(by=viewer, task=task, **said)
    except actions.NotTheirsToDo as refused:
        now, wrote = _task(viewer, task.pk), str(said.get("reason") or said.get("note") or "")
        return _shown(request, viewer, now, ReasonForm(), DoneForm(), refused=str(refused), wrote=wrote)
    return redirect("task", number=task.pk) if queries.task_for(viewer, task.pk) else redirect("tasks")


def _posted(request: Request, viewer: Viewer, number: int) -> TaskNow:
    """The task of a form sent in; its own page is where the form is, so an address typed in finds nothing."""
    if request.method != "POST":
        raise Http404
    return _task(viewer, number)


def _task(viewer: Viewer, number: int) -> TaskNow:
    found = queries.task_for(viewer, number)
    if found is None:
        raise Http404
    return found


def _came_back(viewer: Viewer, person: str, number: str) -> TaskNow | None:
    """The task of the same person that is asked again, so that its words need not be written twice; None where it is none."""
    if not (number.isdecimal() and len(number) <= _LONGEST_NUMBER):
        return None
    found = queries.task_for(viewer, int(number))
    return found if found is not None and found.person == person else None


def _shown(
    request: Request,
    viewer: Viewer,
    task: TaskNow,
    reason: ReasonForm,
    done: DoneForm,
    refused: str = "",
    wrote: str = "",
) -> HttpResponse:
    place, today = request.place, timezone.localdate()
    words = {
        "task": presenters.shown_tasks(place, viewer, [task], today)[0],
        "person": task.person if in_team(viewer, task.person) else "",
        "steps": [presenters.shown_step(place, step) for step in task.steps.all()],
        "answers": presenters.answers(viewer, task),
        "may_leave": task.stands == Stands.DONE and queries.may_leave(viewer, task.person),
        "reason": reason,
        "done": done,
        "refused": refused,
        "wrote": wrote,
    }
    return render(request, "tasks/show.html.jinja", words)
