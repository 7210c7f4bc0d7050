"""The page that opens a record in an emergency, and the button that ends it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team
from joinedup.web.emergency import actions
from joinedup.web.emergency.queries import all_under_way
from joinedup.web.people.forms import EmergencyForm
from joinedup.web.people.queries import has_record


def ask(request: Request, viewer: Viewer) -> HttpResponse:
    """Who, and why; then the record, or that nobody was found. Both are on record."""
    build = request.build
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["number"]
        if in_team(viewer, asked):
            return redirect("person", asked)
        person = asked if build is not None and has_record(build, asked) else None
        actions.open_in_emergency(by=viewer, person=person, reason=form.cleaned_data["reason"])
        if person is not None:
            return redirect("person", person)
        form.add_error("number", "There is no record with this NHS number. Check the number")
    return render(request, "emergency/ask.html.jinja", {"form": form, "build": build})


def end(request: Request, viewer: Viewer, access: int) -> HttpResponse:
    """The emergency is over."""
    found = all_under_way(viewer).filter(pk=access).first()
    if request.method != "POST" or found is None:
        raise Http404
    actions.end(by=viewer, access=found)
    return redirect("people")
