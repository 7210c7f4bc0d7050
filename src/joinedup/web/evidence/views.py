"""The evidence library: everything in it, one entry with its fit check, adding what the place learned."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from joinedup.learning.evidence import Tried, library
from joinedup.learning.fit import Answer, fit_check, how_it_is_judged, overall
from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.evidence import actions, presenters, queries
from joinedup.web.evidence.forms import FindingForm, LookingFor
from joinedup.web.kept.queries import page_if_ready
from joinedup.web.learning.asking import Asked, answered


def list_evidence(request: Request, viewer: Viewer) -> HttpResponse:
    """What others tried and what this place learned, by what it changes and of which kind."""
    form = LookingFor(request.GET)
    form.is_valid()
    measure, kind = (form.cleaned_data.get(name, "") for name in ("measure", "kind"))
    found = [
        one
        for one in library()
        if (not kind or one.kind == kind) and (not measure or one.has_measure(measure))
    ]
    own = [
        one
        for one in queries.findings(viewer)
        if (not kind or one.kind == kind) and (not measure or one.measure == measure)
    ]
    known = _surroundings(request, viewer)
    words = {
        "form": form,
        "own": [presenters.own_entry(one) for one in own],
        "entries": [presenters.entry(one, _answers(known, one)) for one in found],
        "runs_engine_room": viewer.may(May.RUN_ENGINE_ROOM),
    }
    return render(request, "evidence/list.html.jinja", words)


def show_evidence(request: Request, viewer: Viewer, entry: str) -> HttpResponse:
    """Something tried elsewhere, and whether it fits here."""
    tried = next((one for one in library() if one.id == entry), None)
    if tried is None:
        raise Http404
    answers = _answers(_surroundings(request, viewer), tried)
    words = {
        "tried": tried,
        "about": presenters.about(tried),
        "effects": [presenters.shown_effect(one) for one in tried.effects],
        "picture": presenters.picture(tried.name, tried.effects),
        "overall": overall(answers),
        "judged": how_it_is_judged(),
        "answers": presenters.shown_answers(answers),
        "is_worked_out": page_if_ready(request, "people-here") is not None,
    }
    return render(request, "evidence/show.html.jinja", words)


def show_finding(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Something this place learned."""
    finding = queries.finding_numbered(viewer, number)
    if finding is None:
        raise Http404
    effects = [presenters.effect_of(finding)] if finding.change is not None else []
    words = {
        "finding": finding,
        "about": presenters.about_own(finding),
        "effects": [presenters.shown_effect(one) for one in effects],
        "picture": presenters.picture(finding.name, effects),
    }
    return render(request, "evidence/own.html.jinja", words)


def add_finding(request: Request, viewer: Viewer) -> HttpResponse:
    """Add what the place learned."""
    form = FindingForm(request.POST or None)
    asked = Asked(
        heading="Add what we learned",
        does="Add it to the library",
        back=reverse("evidence"),
        back_words="Evidence library",
        lead="Also what did not work: that is what the next place wants to know.",
    )

    def act(said: dict[str, Any]) -> str:
        return reverse("own-finding", args=[actions.add_finding(by=viewer, **said).pk])

    return answered(request, form, asked, act)


def _surroundings(request: Request, viewer: Viewer) -> queries.Surroundings:
    people, series = page_if_ready(request, "people-here"), page_if_ready(request, "series")
    return queries.surroundings(viewer, request.place, people, series)


def _answers(known: queries.Surroundings, tried: Tried) -> tuple[Answer, ...]:
    return fit_check(tried, queries.here(known, tried))
