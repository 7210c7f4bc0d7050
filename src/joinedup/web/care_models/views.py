"""The pages of care models: all of them, one, and one site of one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from joinedup.place.model import CareModel, Place
from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_models import actions, presenters, queries
from joinedup.web.care_models.forms import ReadinessForm
from joinedup.web.kept.engine_room.sites import site_codes, sites
from joinedup.web.kept.page import KeptPage, Refused
from joinedup.web.kept.queries import kept, page_if_ready
from joinedup.web.learning.asking import Asked, answered
from joinedup.web.learning.presenters import CycleLine, cycle_lines
from joinedup.web.learning.queries import cycles, entries
from joinedup.web.network.presenters import PostRow, names_of, post_row
from joinedup.web.network.queries import posts
from joinedup.web.people.whom import whom_in_words
from joinedup.web.place.presenters import VERDICT_COLOURS, care_models
from joinedup.wording import slug


def list_care_models(request: Request, viewer: Viewer) -> HttpResponse:
    """What the place offers, to whom, and whether it works."""
    place, scorecard = request.place, page_if_ready(request, "scorecard")
    ready = {
        slug(model.name): presenters.sites_in_short(_sites(request, viewer, place, model))
        for model in place.care_models
    }
    words = {
        "care_models": care_models(place, scorecard),
        "about": {slug(one.name): presenters.about(place, one, None) for one in place.care_models},
        "ready": ready,
        "is_ready": scorecard is not None,
        "colours": VERDICT_COLOURS,
    }
    return render(request, "care_models/list.html.jinja", words)


def show_care_model(request: Request, viewer: Viewer, care_model: str) -> HttpResponse:
    """One care model: logic model, ledger, enrolment, sites."""
    place, model = _care_model(request, care_model)
    found = kept(request, f"care-model/{care_model}")
    figures = found if isinstance(found, KeptPage) else None
    ledger = presenters.ledger_of(model, figures)
    rows = _sites(request, viewer, place, model)
    words = {
        "model": model,
        "slug": care_model,
        "whom": whom_in_words(model.eligible),
        "about": presenters.about(place, model, figures),
        "logic": presenters.shown_logic_model(model, ledger),
        "ledger": ledger,
        "figures": figures,
        "refused": found.why if isinstance(found, Refused) else "",
        "colours": VERDICT_COLOURS,
        "sites": rows,
        "in_short": presenters.sites_in_short(rows),
        "cycles": _cycles(viewer, place, model),
        "runs_engine_room": viewer.may(May.RUN_ENGINE_ROOM),
    }
    return render(request, "care_models/show.html.jinja", words)


def show_site(request: Request, viewer: Viewer, care_model: str, site: str) -> HttpResponse:
    """One site: what is known of it, and everything said about it."""
    place, model = _care_model(request, care_model)
    row = _site(request, viewer, place, model, site)
    said = [one for one in queries.statements(viewer, model.name) if one.organisation == site]
    shown = [
        (one.get_stands_display(), presenters.statement_words(one), one.because) for one in reversed(said)
    ]
    words = {
        "model": model,
        "slug": care_model,
        "row": row,
        "history": shown,
        "runs_engine_room": viewer.may(May.RUN_ENGINE_ROOM),
    }
    return render(request, "care_models/site.html.jinja", words)


def say_how_a_site_stands(request: Request, viewer: Viewer, care_model: str, site: str) -> HttpResponse:
    """The engine room says whether a site is ready."""
    place, model = _care_model(request, care_model)
    row = _site(request, viewer, place, model, site)
    form = ReadinessForm(request.POST or None, today=timezone.localdate())
    asked = Asked(
        heading="Is it ready?",
        caption=f"{row.name}, {model.name}",
        does="Write this down",
        back=reverse("site", args=[care_model, site]),
        back_words=row.name,
    )

    def act(said: dict[str, Any]) -> str:
        actions.say_how_a_site_stands(by=viewer, place=place, model=model, site=site, **said)
        return reverse("site", args=[care_model, site])

    return answered(request, form, asked, act)


def _site(request: Request, viewer: Viewer, place: Place, model: CareModel, site: str) -> presenters.SiteRow:
    row = next((one for one in _sites(request, viewer, place, model) if one.code == site), None)
    if row is None:
        raise Http404
    return row


def _cycles(viewer: Viewer, place: Place, model: CareModel) -> list[CycleLine]:
    """The cycles on the measures that the care model is to change."""
    measures = {one.measure for one in model.assumptions}
    found = [one for one in cycles(viewer, place) if one.measure in measures]
    return cycle_lines(found, entries=entries(viewer, (one.key for one in found)), today=timezone.localdate())


def _care_model(request: Request, care_model: str) -> tuple[Place, CareModel]:
    place = request.place
    model = next((one for one in place.care_models if slug(one.name) == care_model), None)
    if model is None:
        raise Http404
    return place, model


def _sites(request: Request, viewer: Viewer, place: Place, model: CareModel) -> list[presenters.SiteRow]:
    """The sites with their figures; without those while they are worked out."""
    figures = page_if_ready(request, f"care-model/{slug(model.name)}")
    found = list(figures.further["sites"]) if figures else [asdict(one) for one in sites(place, model, None)]
    names = names_of(place)
    shown: list[PostRow] = [
        post_row(one, names) for one in posts(viewer).filter(organisation__in=site_codes(place, model))
    ]
    return presenters.site_rows(found, queries.latest_statements(viewer, model.name), shown)
