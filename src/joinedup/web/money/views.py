"""The finance lead's pages. What takes long is kept (web/kept); here it is looked up and shown."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from joinedup.place.contracts import Contract
from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.kept.askable import settled_years, whose_gains
from joinedup.web.kept.views import shown
from joinedup.web.money import actions
from joinedup.web.money.forms import RecordSpending
from joinedup.web.money.models import ChangeFund
from joinedup.web.money.overview import overview
from joinedup.web.money.presenters import rule_of_alarm, shown_fund
from joinedup.web.money.queries import change_money
from joinedup.wording import slug


def show(request: Request, viewer: Viewer) -> HttpResponse:
    """Everything about money on one page, a line each, with where to read on."""
    funds = change_money(viewer, request.place, timezone.localdate())
    words = {
        "groups": overview(request),
        "funds": [shown_fund(one) for one in funds],
        "build": request.build,
    }
    return render(request, "money/show.html.jinja", words)


def budget(request: Request, viewer: Viewer) -> HttpResponse:
    """How each pound was arrived at."""
    return shown(request, "budget", title="The budget", template="money/answer.html.jinja")


def checks(request: Request, viewer: Viewer) -> HttpResponse:
    """What should be asked before anybody signs."""
    return shown(request, "checks", title="The checks", template="money/checks.html.jinja")


def settlement(request: Request, viewer: Viewer, contract: str, year: int) -> HttpResponse:
    """Who owes whom in a year of a contract."""
    agreed = _contract(request, contract)
    years = settled_years(request.place, agreed)
    if year not in years:
        raise Http404
    words = {"contract": agreed, "others": [one for one in years if one != year]}
    return shown(
        request,
        f"settlement/{contract}/{year}",
        title="The settlement",
        template="money/settlement.html.jinja",
        slug=contract,
        **words,
    )


def stress(request: Request, viewer: Viewer, contract: str) -> HttpResponse:
    """Who could lose how much under a contract."""
    _contract(request, contract)
    return shown(request, f"stress/{contract}", title="The stress test", template="money/answer.html.jinja")


def forms(request: Request, viewer: Viewer, contract: str) -> HttpResponse:
    """A contract under every legal form."""
    _contract(request, contract)
    return shown(request, f"forms/{contract}", title="Legal forms", template="money/answer.html.jinja")


def members(request: Request, viewer: Viewer, what: str) -> HttpResponse:
    """Who gains and who loses by a change."""
    if what not in map(slug, whose_gains(request.place)):
        raise Http404
    return shown(
        request, f"members/{what}", title="Who gains and who loses", template="money/answer.html.jinja"
    )


def spending(request: Request, viewer: Viewer) -> HttpResponse:
    """What was spent of the money and time for change; whoever may records a quarter."""
    place, today = request.place, timezone.localdate()
    form = RecordSpending(request.POST or None, place=place, today=today)
    if request.method == "POST":
        if not viewer.may(May.RECORD_SPENDING):
            raise Http404
        if form.is_valid():
            said = form.cleaned_data
            actions.record_spending(
                by=viewer,
                fund=ChangeFund(said["fund"]),
                quarter=said["quarter"],
                spent_pounds=said["spent"],
                used_elsewhere_pounds=said["elsewhere"],
                staff=said["staff"],
                note=said["note"],
            )
            return redirect("spending")
    words = {
        "form": form,
        "funds": [shown_fund(one) for one in change_money(viewer, place, today)],
        "rule": rule_of_alarm(),
        "build": request.build,
    }
    return render(request, "money/spending.html.jinja", words)


def _contract(request: Request, name: str) -> Contract:
    """The contract of that name in an address; 404 where the place has none."""
    found = (one for one in request.place.contracts if slug(one.name) == name)
    if (contract := next(found, None)) is None:
        raise Http404
    return contract
