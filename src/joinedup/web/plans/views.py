"""The shared care plan of a person: read, written, its history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.emergency.actions import say_read
from joinedup.web.emergency.queries import under_way
from joinedup.web.names.presenters import called
from joinedup.web.names.queries import names_open
from joinedup.web.plans import actions, forms, headings, presenters, queries
from joinedup.web.plans.draft import Action, Draft
from joinedup.web.plans.merging import joined
from joinedup.web.plans.models import Version
from joinedup.web.tasks import actions as task_actions
from joinedup.web.tasks import queries as task_queries
from joinedup.web.tasks.forms import AskForm
from joinedup.web.tasks.presenters import ShownTask, shown_tasks


def show(request: Request, viewer: Viewer, person: str) -> HttpResponse:
    """The plan as it is now, with its actions' tasks."""
    if not queries.may_read(viewer, person):
        raise Http404
    access = under_way(viewer, person)
    if access is not None:
        say_read(by=viewer, access=access, page="plan")
    newest, tasks = queries.newest(viewer, person), _tasks(request, viewer, person)
    place, today = request.place, timezone.localdate()
    asked_last = sorted(tasks, key=lambda one: one[1].number)
    by_action = {action: shown for action, shown in asked_last if action}
    plan = presenters.shown_plan(place, newest, by_action, today) if newest else None
    writes = queries.may_write(viewer, person)
    return _page(
        request,
        viewer,
        "plans/show.html.jinja",
        person,
        plan=plan,
        tasks=[shown for _, shown in tasks],
        writes=writes,
    )


def edit(request: Request, viewer: Viewer, person: str) -> HttpResponse:
    """Write in the plan."""
    _in_the_team(viewer, person)
    place = request.place
    if request.method != "POST":
        newest = queries.newest(viewer, person)
        plan, rows = forms.forms_of(
            place, newest.draft() if newest else Draft(), newest.number if newest else 0
        )
        return _form(request, viewer, person, plan, rows)
    if "another" in request.POST:
        return _form(request, viewer, person, *forms.with_another_row(place, request.POST))
    plan, rows = forms.forms_sent(place, request.POST)
    if not (plan.is_valid() & rows.is_valid()):
        return _form(request, viewer, person, plan, rows)
    draft = forms.draft_of(plan, rows)
    if draft.says_the_same(Draft()) and queries.newest(viewer, person) is None:
        plan.add_error("about_me", forms.NOTHING_WRITTEN)
        return _form(request, viewer, person, plan, rows)
    return _saved(request, viewer, person, draft, plan.cleaned_data["begun_from"])


def history(request: Request, viewer: Viewer, person: str) -> HttpResponse:
    """Every version, with what changed in each."""
    _in_the_team(viewer, person)
    place, found = request.place, queries.versions(viewer, person)
    befores = [*(version.draft() for version in found[1:]), Draft()]
    shown = (
        [
            (
                version.number,
                presenters.signed(place, version),
                presenters.changes(place, before, version.draft()),
            )
            for version, before in zip(found, befores, strict=True)
        ]
        if found
        else []
    )
    return _page(request, viewer, "plans/history.html.jinja", person, versions=shown)


def show_version(request: Request, viewer: Viewer, person: str, number: int) -> HttpResponse:
    """The plan as one version said it."""
    found = queries.version(viewer, person, number)
    if found is None:
        raise Http404
    plan = presenters.shown_plan(request.place, found, {}, timezone.localdate())
    return _page(request, viewer, "plans/version.html.jinja", person, plan=plan)


def ask_action(request: Request, viewer: Viewer, person: str, key: str) -> HttpResponse:
    """Ask the organisation that an action of the plan names to take it on."""
    action = _action(viewer, person, key)
    first = {
        "what": action.what,
        "organisation": action.owner,
        "role": action.role,
        "by_when": action.by_when,
    }
    form = AskForm(request.POST or None, initial=first, place=request.place, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        task_actions.ask(by=viewer, person=person, plan_action=key, **form.cleaned_data)
        return redirect("plan", person=person)
    return _page(request, viewer, "tasks/ask.html.jinja", person, form=form)


def _saved(request: Request, viewer: Viewer, person: str, draft: Draft, begun_from: int) -> HttpResponse:
    """Save it; where somebody else saved meanwhile, show what they changed and both changes joined."""
    try:
        actions.save(by=viewer, person=person, draft=draft, begun_from=begun_from)
    except actions.ChangedMeanwhile as changed:
        return _changed(request, viewer, person, draft, begun_from, changed.newest)
    return redirect("plan", person=person)


def _changed(
    request: Request, viewer: Viewer, person: str, mine: Draft, begun_from: int, newest: Version
) -> HttpResponse:
    place, base, theirs = request.place, queries.said_in(viewer, person, begun_from), newest.draft()
    both = joined(base, theirs, mine)
    plan, rows = forms.forms_of(place, both.draft, newest.number)
    words = {
        "meanwhile": presenters.saved(place, newest),
        "theirs": presenters.changes(place, base, theirs, both.both_changed),
        "mine": presenters.changes(place, base, mine, both.both_changed),
    }
    return _form(request, viewer, person, plan, rows, **words)


def _form(
    request: Request, viewer: Viewer, person: str, plan: forms.PlanForm, rows: forms.Rows, **words: Any
) -> HttpResponse:
    shown = {"meanwhile": "", **words}
    return _page(request, viewer, "plans/edit.html.jinja", person, plan=plan, rows=rows, **shown)


def _page(request: Request, viewer: Viewer, template: str, person: str, **words: Any) -> HttpResponse:
    names = names_open(viewer, [person])
    about = {"person": person, "called": called(person, names), "headings": headings}
    return render(request, template, {**about, **words})


def _tasks(request: Request, viewer: Viewer, person: str) -> list[tuple[str, ShownTask]]:
    """The person's tasks, each with the key of the action it was asked for."""
    place, today = request.place, timezone.localdate()
    found = task_queries.of_person(viewer, person)
    return [
        (task.plan_action, shown)
        for task, shown in zip(found, shown_tasks(place, viewer, found, today), strict=True)
    ]


def _action(viewer: Viewer, person: str, key: str) -> Action:
    newest = queries.newest(viewer, person)
    for action in newest.draft().actions if newest else ():
        if action.key == key and action.owner:
            return action
    raise Http404


def _in_the_team(viewer: Viewer, person: str) -> None:
    if not queries.may_write(viewer, person):
        raise Http404
