"""The audit, for whoever answers for confidentiality."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit import queries
from joinedup.web.audit.forms import LookingFor
from joinedup.web.audit.presenters import shown_entry
from joinedup.web.audit.verified import verified


def index(request: Request, viewer: Viewer) -> HttpResponse:
    """Who did what, the newest first; looked through by action, day, person and doer."""
    form = LookingFor(request.GET)
    asked = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    found = queries.entries(viewer, **asked)
    page, names = found[: queries.SHOWN], queries.names(viewer, found)
    older = urlencode(asked | {"before": page[-1].number}) if len(found) > queries.SHOWN else ""
    words = {
        "entries": [shown_entry(entry, names, request.place) for entry in page],
        "actions": queries.actions(viewer),
        "form": form,
        "asked": asked,
        "older": older,
    }
    return render(request, "audit/index.html.jinja", words)


def verify(request: Request, viewer: Viewer) -> HttpResponse:
    """Whether anybody changed the audit behind the application's back: asked for with a button, as it reads every entry."""
    found = verified() if request.method == "POST" else None
    return render(request, "audit/verify.html.jinja", {"found": found})
