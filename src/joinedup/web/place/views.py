"""The first page, the scorecard, and the pages of figures about the place and its care models."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.kept.queries import page_if_ready
from joinedup.web.kept.views import shown
from joinedup.web.money.overview import money_in_one_line
from joinedup.web.money.presenters import alarm, rule_of_alarm, shown_fund
from joinedup.web.money.queries import change_money
from joinedup.web.place import presenters
from joinedup.web.place.in_short import in_short
from joinedup.web.place.waiting import waiting_for_a_decision
from joinedup.web.place.work import work_of
from joinedup.wording import slug


def show(request: Request, viewer: Viewer) -> HttpResponse:
    """What the place is trying to achieve and whether it works, under the work of whoever looks."""
    place, today = request.place, timezone.localdate()
    scorecard = page_if_ready(request, "scorecard")
    words = {
        "work": work_of(request, viewer, today),
        "in_short": in_short(place, scorecard),
        "is_ready": scorecard is not None,
        "care_models": presenters.care_models(place, scorecard),
        "colours": presenters.VERDICT_COLOURS,
        "lately": presenters.lately(scorecard),
        "money": money_in_one_line(request),
        "alarm": alarm(change_money(viewer, place, today)),
        "waiting": waiting_for_a_decision(viewer),
        "build": request.build,
    }
    return render(request, "place/show.html.jinja", words)


def scorecard(request: Request, viewer: Viewer) -> HttpResponse:
    """Version one beside version two, inequality, organisation by organisation."""
    funds = change_money(viewer, request.place, timezone.localdate())
    words = {
        "funds": [shown_fund(one) for one in funds],
        "alarm": alarm(funds),
        "rule": rule_of_alarm(),
        "colours": presenters.VERDICT_COLOURS,
    }
    return shown(request, "scorecard", title="Scorecard", template="place/scorecard.html.jinja", **words)


def charts(request: Request, viewer: Viewer) -> HttpResponse:
    """Every control chart."""
    return shown(request, "charts", title="Control charts", template="place/charts.html.jinja")


def report(request: Request, viewer: Viewer) -> HttpResponse:
    """Who lives here, what they need, what it costs."""
    return shown(request, "report", title="The population in figures")


def evaluation(request: Request, viewer: Viewer, care_model: str) -> HttpResponse:
    """Whether a care model works, as far as the records can tell."""
    if care_model not in (slug(one.name) for one in request.place.care_models):
        raise Http404
    words = {"colours": presenters.VERDICT_COLOURS}
    name = f"evaluation/{care_model}"
    return shown(request, name, title="Evaluation", template="place/evaluation.html.jinja", **words)
