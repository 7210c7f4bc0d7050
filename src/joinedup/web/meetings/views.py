"""The meeting's screens: the list of meetings, one meeting, one person in it, its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team
from joinedup.web.meetings import actions, forms, presenters, queries
from joinedup.web.meetings.models import Item
from joinedup.web.meetings.words import when
from joinedup.web.names.presenters import called
from joinedup.web.names.purposes import Purpose
from joinedup.web.names.queries import names_open
from joinedup.web.plans import queries as plans
from joinedup.web.plans.presenters import shown_plan
from joinedup.web.tasks import queries as tasks
from joinedup.web.tasks.forms import AskForm
from joinedup.web.tasks.presenters import ShownTask, shown_tasks

if TYPE_CHECKING:
    from joinedup.web.meetings.models import MeetingNow

CHOSEN_FROM = 200


def list_meetings(request: Request, viewer: Viewer) -> HttpResponse:
    """The meetings the viewer's organisation takes part in."""
    found = queries.meetings_of(viewer).prefetch_related("invited", "attended", "arranged__by__user")[:50]
    return render(
        request, "meetings/list.html.jinja", {"meetings": [_in_words(request, viewer, one) for one in found]}
    )


def call(request: Request, viewer: Viewer) -> HttpResponse:
    """Call a meeting."""
    around: dict[str, Any] = {
        "place": request.place,
        "own": viewer.organisation,
        "today": timezone.localdate(),
    }
    form = forms.CallForm(request.POST or None, **around)
    if request.method == "POST" and form.is_valid():
        return redirect("meeting", number=actions.call(by=viewer, **form.cleaned_data).pk)
    return render(request, "meetings/call.html.jinja", {"form": form})


def move(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Move a meeting to another day, time or place: for the organisation that called it."""
    meeting, refused = _meeting(viewer, number), ""
    if meeting.organisation != viewer.organisation or (request.method != "POST" and queries.is_over(meeting)):
        raise Http404
    form = forms.MoveForm(request.POST or None, initial=_as_arranged(meeting), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(by=viewer, meeting=meeting, **form.cleaned_data)
        except actions.NotPossible as why:
            meeting, refused = _meeting(viewer, number), str(why)
        else:
            return redirect("meeting", number=number)
    words = {
        "form": form,
        "meeting": _in_words(request, viewer, meeting),
        "refused": refused,
        "begun_from": meeting.arranged_as if refused else form["begun_from"].value(),
    }
    return render(request, "meetings/move.html.jinja", words)


def show(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """The meeting: who is there, and the list person by person."""
    meeting = _meeting(viewer, number)
    on_list, there = _item_form(viewer, meeting, None), forms.AttendedForm(place=request.place)
    return _shown(request, viewer, meeting, on_list, there)


def add_person(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Put somebody on the list from the meeting's screen."""
    meeting = _posted(request, viewer, number)
    form = _item_form(viewer, meeting, request.POST)
    return _done(request, viewer, meeting, form, actions.put_on_list, on_list=form)


def attend(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Note a post that is there."""
    meeting = _posted(request, viewer, number)
    form = forms.AttendedForm(request.POST, place=request.place)
    return _done(request, viewer, meeting, form, actions.note_attendance, there=form)


def finish(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """The meeting is over: show its record."""
    meeting = _posted(request, viewer, number)
    try:
        actions.finish(by=viewer, meeting=meeting)
    except actions.NotPossible as refused:
        return _again(request, viewer, meeting, refused)
    return redirect("meeting-record", number=number)


def show_person(request: Request, viewer: Viewer, number: int, item: int) -> HttpResponse:
    """One person of the list: their plan, what is decided, who does what."""
    meeting = _meeting(viewer, number)
    found = _item(viewer, meeting, item)
    return _person(request, viewer, meeting, found, forms.DecisionForm(), _ask_form(request))


def decide(request: Request, viewer: Viewer, number: int, item: int) -> HttpResponse:
    """Record a decision."""
    meeting = _posted(request, viewer, number)
    found, form = _item(viewer, meeting, item), forms.DecisionForm(request.POST)
    if not form.is_valid():
        return _person(request, viewer, meeting, found, form, _ask_form(request))
    return _recorded(request, viewer, meeting, found, actions.decide, form)


def agree(request: Request, viewer: Viewer, number: int, item: int) -> HttpResponse:
    """Record an action: it becomes a task."""
    meeting = _posted(request, viewer, number)
    found, form = _item(viewer, meeting, item), _ask_form(request, request.POST)
    if not form.is_valid():
        return _person(request, viewer, meeting, found, forms.DecisionForm(), form)
    return _recorded(request, viewer, meeting, found, actions.agree, form)


def record(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """The record of a meeting on one page, to print."""
    meeting = _meeting(viewer, number)
    items = _items(request, viewer, meeting)
    words = {
        "meeting": _in_words(request, viewer, meeting),
        "items": items,
        **_names(request, viewer, meeting, [item.pseudonym for item in items]),
    }
    return render(request, "meetings/record.html.jinja", words)


def list_for_meeting(request: Request, viewer: Viewer, person: str) -> HttpResponse:
    """Put a person on the list of one of the meetings to come."""
    if not in_team(viewer, person):
        raise Http404
    coming = queries.to_come(viewer)
    choices = [(str(one.pk), f"{one.title}, {when(one)}") for one in coming]
    form = forms.WhichMeetingForm(request.POST or None, meetings=choices)
    if request.method == "POST" and form.is_valid():
        meeting = _meeting(viewer, int(form.cleaned_data["meeting"]))
        try:
            actions.put_on_list(
                by=viewer, meeting=meeting, person=person, question=form.cleaned_data["question"]
            )
        except actions.NotPossible as refused:
            return _again(request, viewer, meeting, refused, form)
        return redirect("meeting", number=meeting.pk)
    words = {
        "form": form,
        "person": person,
        "called": called(person, names_open(viewer, [person])),
        "any": bool(coming),
    }
    return render(request, "meetings/list_person.html.jinja", words)


def _done(
    request: Request,
    viewer: Viewer,
    meeting: MeetingNow,
    form: django_forms.Form,
    action: Callable[..., object],
    *,
    on_list: forms.ItemForm | None = None,
    there: forms.AttendedForm | None = None,
) -> HttpResponse:
    """Do what a form of the meeting's screen asks; with mistakes, the screen again."""
    if not form.is_valid():
        on_list = on_list or _item_form(viewer, meeting, None)
        there = there or forms.AttendedForm(place=request.place)
        return _shown(request, viewer, meeting, on_list, there)
    try:
        action(by=viewer, meeting=meeting, **form.cleaned_data)
    except actions.NotPossible as refused:
        return _again(request, viewer, meeting, refused, form)
    return redirect("meeting", number=meeting.pk)


def _recorded(
    request: Request,
    viewer: Viewer,
    meeting: MeetingNow,
    item: Item,
    action: Callable[..., object],
    form: django_forms.Form,
) -> HttpResponse:
    try:
        action(by=viewer, item=item, **form.cleaned_data)
    except actions.NotPossible as refused:
        return _again(request, viewer, meeting, refused, form)
    return redirect("meeting-person", number=meeting.pk, item=item.pk)


def _again(
    request: Request,
    viewer: Viewer,
    meeting: MeetingNow,
    refused: Exception,
    form: django_forms.Form | None = None,
) -> HttpResponse:
    """The meeting's screen as it is now, saying why nothing was changed, with the words that somebody wrote."""
    said = form.cleaned_data if form else {}
    wrote = next((said[name] for name in ("question", "words", "what") if said.get(name)), "")
    now, there = _meeting(viewer, meeting.pk), forms.AttendedForm(place=request.place)
    return _shown(request, viewer, now, _item_form(viewer, now, None), there, str(refused), wrote)


def _shown(
    request: Request,
    viewer: Viewer,
    meeting: MeetingNow,
    on_list: forms.ItemForm,
    there: forms.AttendedForm,
    refused: str = "",
    wrote: str = "",
) -> HttpResponse:
    words = {
        "meeting": _in_words(request, viewer, meeting),
        "items": _items(request, viewer, meeting),
        "on_list": on_list,
        "there": there,
        "refused": refused,
        "wrote": wrote,
        **_names(request, viewer, meeting, [item.person for item in queries.items_of(viewer, meeting)]),
    }
    return render(request, "meetings/show.html.jinja", words)


def _person(
    request: Request,
    viewer: Viewer,
    meeting: MeetingNow,
    item: Item,
    decision: forms.DecisionForm,
    action: AskForm,
) -> HttpResponse:
    place, items = request.place, _items(request, viewer, meeting)
    place_in_list = next(place for place, one in enumerate(items) if one.number == item.pk)
    newest = plans.newest(viewer, item.person)
    words = {
        "meeting": _in_words(request, viewer, meeting),
        "item": items[place_in_list],
        "turn": place_in_list + 1,
        "turns": len(items),
        "next": items[place_in_list + 1] if place_in_list + 1 < len(items) else None,
        "before": items[place_in_list - 1] if place_in_list else None,
        "plan": shown_plan(place, newest, {}, timezone.localdate()) if newest else None,
        "decision": decision,
        "action": action,
        "open_tasks": _open_from_before(request, viewer, items[place_in_list]),
        **_names(request, viewer, meeting, [item.person]),
    }
    return render(request, "meetings/person.html.jinja", words)


def _names(request: Request, viewer: Viewer, meeting: MeetingNow, people: list[str]) -> dict[str, Any]:
    """Whose names are not shown, and what shows them: a meeting speaks of people by their names."""
    known = names_open(viewer, people)
    return {
        "unnamed": [person for person in people if person not in known],
        "purposes": Purpose.choices,
        "here": reverse("meeting", args=[meeting.pk])
        if request.method == "POST"
        else request.get_full_path(),
    }


def _open_from_before(request: Request, viewer: Viewer, item: presenters.ShownItem) -> list[ShownTask]:
    """The tasks that are open for a person, but for those that this meeting agreed: these stand among its actions."""
    agreed = {task.number for task in item.tasks}
    found = [task for task in tasks.of_person(viewer, item.pseudonym) if task.pk not in agreed]
    shown = shown_tasks(request.place, viewer, found, timezone.localdate())
    return [task for task in shown if task.is_open]


def _items(request: Request, viewer: Viewer, meeting: MeetingNow) -> list[presenters.ShownItem]:
    found = queries.items_of(viewer, meeting)
    numbers = [one.task_id for item in found for one in item.agreed.all()]
    place, today = request.place, timezone.localdate()
    seen = list(tasks.tasks_by_number(viewer, numbers).values())
    shown = {one.number: one for one in shown_tasks(place, viewer, seen, today)}
    return presenters.shown_items(meeting, found, shown, names_open(viewer, [item.person for item in found]))


def _in_words(request: Request, viewer: Viewer, meeting: MeetingNow) -> presenters.ShownMeeting:
    return presenters.shown_meeting(request.place, viewer, meeting, timezone.localdate())


def _as_arranged(meeting: MeetingNow) -> dict[str, Any]:
    """What stands in the form that moves a meeting, before anything is changed."""
    return {
        "held_on": meeting.held_on,
        "starts_at": meeting.starts_at,
        "where": meeting.where,
        "begun_from": meeting.arranged_as,
    }


def _item_form(viewer: Viewer, meeting: MeetingNow, sent: QueryDict | None) -> forms.ItemForm:
    """The people with a plan in the viewer's care who are not on the list yet."""
    listed = {item.person for item in queries.items_of(viewer, meeting)}
    found = [person for person in plans.with_a_plan(viewer, CHOSEN_FROM) if person not in listed]
    names = names_open(viewer, found)
    people = [(person, called(person, names)) for person in found]
    if sent and sent.get("person") in listed:
        people.append((str(sent["person"]), ""))
    return forms.ItemForm(sent, people=people)


def _ask_form(request: Request, sent: QueryDict | None = None) -> AskForm:
    return AskForm(sent, place=request.place, today=timezone.localdate())


def _meeting(viewer: Viewer, number: int) -> MeetingNow:
    found = queries.meeting_for(viewer, number)
    if found is None:
        raise Http404
    return found


def _posted(request: Request, viewer: Viewer, number: int) -> MeetingNow:
    if request.method != "POST":
        raise Http404
    return _meeting(viewer, number)


def _item(viewer: Viewer, meeting: MeetingNow, number: int) -> Item:
    for item in queries.items_of(viewer, meeting):
        if item.pk == number:
            return item
    raise Http404
