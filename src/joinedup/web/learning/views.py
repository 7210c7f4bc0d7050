"""The pages of cycles: all of them, one with its chart, adding one, writing down what happened and what was learned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.kept.page import Refused
from joinedup.web.kept.queries import kept, page_if_ready
from joinedup.web.learning import actions, forms, presenters, queries
from joinedup.web.learning.asking import Asked, answered
from joinedup.web.learning.charting import afresh, charted_where, cycle_chart, never_charted
from joinedup.web.learning.measures import title_of
from joinedup.web.learning.models import CycleEntry

Stage = CycleEntry.Stage


def list_cycles(request: Request, viewer: Viewer) -> HttpResponse:
    """Every cycle, the latest first."""
    found = queries.cycles(viewer, request.place)
    written = list(queries.entries(viewer, (one.key for one in found)))
    words = {
        "cycles": presenters.cycle_lines(found, entries=written, today=timezone.localdate()),
        "learned": presenters.learned_lately(found, written),
        "runs_engine_room": viewer.may(May.RUN_ENGINE_ROOM),
    }
    return render(request, "learning/list.html.jinja", words)


def show_cycle(request: Request, viewer: Viewer, key: str) -> HttpResponse:
    """One cycle: its chart with the days things changed, plan, do, study, act."""
    cycle = _cycle(request, viewer, key)
    written = list(queries.entries(viewer, [key]))
    months = _months(request, cycle)
    noted = presenters.noted(cycle, written, () if isinstance(months, str) else afresh(months))
    learned = [one for one in written if one.stage == Stage.LEARNED]
    words = {
        "cycle": cycle,
        "measure": title_of(cycle.measure),
        "written_down": presenters.written_down(cycle),
        "stands": presenters.how_it_stands(cycle, learned[-1] if learned else None, timezone.localdate()),
        "noted": noted,
        "chart": None
        if isinstance(months, str)
        else cycle_chart(months, cycle.starts_on, [one.mark for one in noted]),
        "why_not": months,
        "done": presenters.shown_entries(written, Stage.DONE),
        "studied": presenters.shown_entries(written, Stage.STUDIED),
        "learned": presenters.shown_entries(written, Stage.LEARNED),
        "runs_engine_room": viewer.may(May.RUN_ENGINE_ROOM),
    }
    return render(request, "learning/cycle.html.jinja", words)


def add_cycle(request: Request, viewer: Viewer) -> HttpResponse:
    """Plan a cycle."""
    series = page_if_ready(request, "series")
    form = forms.CycleForm(
        request.POST or None,
        areas=[one.name for one in request.place.neighbourhoods],
        never_charted=never_charted(series) if series else (),
    )
    asked = Asked(
        heading="Add a cycle",
        does="Add the cycle",
        back=reverse("learning"),
        back_words="Learning",
        lead="One small change, one measure, and what you expect of it, written down before it starts.",
    )

    def act(said: dict[str, Any]) -> str:
        return reverse("cycle", args=[actions.add_cycle(by=viewer, **said)])

    return answered(request, form, asked, act)


def write_note(request: Request, viewer: Viewer, key: str) -> HttpResponse:
    """Do and study: what was done, what the figures showed."""
    cycle = _cycle(request, viewer, key)
    form = forms.NoteForm(request.POST or None, today=timezone.localdate())
    return answered(request, form, _asked(cycle, "What happened?"), _acting(request, viewer, key, {}))


def record_learned(request: Request, viewer: Viewer, key: str) -> HttpResponse:
    """Act: what was learned, and what follows from it."""
    cycle = _cycle(request, viewer, key)
    form = forms.LearnedForm(request.POST or None, today=timezone.localdate())
    acting = _acting(request, viewer, key, {"stage": Stage.LEARNED})
    return answered(request, form, _asked(cycle, "What was learned?"), acting)


def _asked(cycle: queries.CycleNow, heading: str) -> Asked:
    return Asked(
        heading=heading,
        does="Write this down",
        back=reverse("cycle", args=[cycle.key]),
        back_words="The cycle",
        caption=cycle.name,
    )


def _acting(
    request: Request, viewer: Viewer, key: str, further: Mapping[str, Any]
) -> Callable[[dict[str, Any]], str]:
    def act(said: dict[str, Any]) -> str:
        actions.write_down(by=viewer, place=request.place, cycle=key, **{**further, **said})
        return reverse("cycle", args=[key])

    return act


def _cycle(request: Request, viewer: Viewer, key: str) -> queries.CycleNow:
    found = queries.cycle_with(viewer, request.place, key)
    if found is None:
        raise Http404
    return found


def _months(request: Request, cycle: queries.CycleNow) -> Mapping[str, Any] | str:
    """What is charted, or why nothing is."""
    series = kept(request, "series")
    if series is None:
        return "The figures are being worked out. Open the page again in a few minutes."
    return series.why if isinstance(series, Refused) else charted_where(series, cycle.measure, cycle.area)
