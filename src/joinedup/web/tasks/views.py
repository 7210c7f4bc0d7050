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
from joinedup.web.care_teams.queries import in_team
from joinedup.web.names.presenters import called
from joinedup.web.names.queries import names_open
from joinedup.web.tasks import actions, presenters, queries
from joinedup.web.tasks.forms import AskForm, DoneForm, ReasonForm

if TYPE_CHECKING:
    from joinedup.web.tasks.models import TaskNow


ON_ONE_PAGE = 50


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
    form = AskForm(
        request.POST or None,
        place=request.place,
        today=timezone.localdate(),
        initial={"organisation": request.GET.get("organisation", "")},
    )
    if request.method == "POST" and form.is_valid():
        task = actions.ask(by=viewer, person=person, **form.cleaned_data)
        return redirect("task", number=task.pk)
    return render(
        request,
        "tasks/ask.html.jinja",
        {"form": form, "person": person, "called": called(person, names_open(viewer, [person]))},
    )


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
        "steps": [presenters.shown_step(place, step) for step in task.steps.all()],
        "answers": presenters.answers(viewer, task),
        "reason": reason,
        "done": done,
        "refused": refused,
        "wrote": wrote,
    }
    return render(request, "tasks/show.html.jinja", words)
