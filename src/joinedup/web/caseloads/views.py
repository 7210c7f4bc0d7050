"""The pages of caseloads: everybody the viewer looks after, and one care model's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from joinedup.place.model import CareModel, Place
from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import people_joined
from joinedup.web.caseloads import presenters, queries, registered
from joinedup.web.caseloads.by_plan import ByPlan, asked_for, choices, in_address, narrowed
from joinedup.web.caseloads.forms import FindForm
from joinedup.web.caseloads.mine import caseload_cards, joined_rows, registered_rows
from joinedup.web.names.purposes import Purpose
from joinedup.web.names.queries import names_open
from joinedup.web.people.presenters import organisation_names
from joinedup.web.people.rule import rule_in_words
from joinedup.web.plans.queries import PlanNow, plans_now
from joinedup.web.published.current import SharedBuild
from joinedup.wording import day

ON_ONE_PAGE = 20


def mine(request: Request, viewer: Viewer) -> HttpResponse:
    """The people the viewer looks after, and a way to find one of them."""
    build, place = request.build, request.place
    form = FindForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        return redirect("person", form.cleaned_data["number"])
    count = registered.how_many_registered(viewer)
    page = Paginator(range(count), ON_ONE_PAGE).get_page(request.GET.get("page"))
    skip = max(page.start_index() - 1, 0)
    people = registered.registered(viewer, build, skip=skip, most=ON_ONE_PAGE) if build and count else []
    joined = sorted(people_joined(viewer))[:100]
    everybody = [*joined, *(one.person for one in people)]
    names, plans, today = names_open(viewer, everybody), plans_now(viewer, everybody), timezone.localdate()
    words = {
        "form": form,
        "cards": caseload_cards(viewer, build, place) if build else [],
        "joined": joined_rows(joined, names, build, plans, today) if build else [],
        "registered": registered_rows(people, names, build, plans, today) if build and people else [],
        "count": count,
        "unnamed": [one for one in everybody if one not in names],
        "page": page,
        "practice": organisation_names(place).get(viewer.organisation, viewer.organisation),
        "purposes": Purpose.choices,
        "here": request.get_full_path(),
        "may_break_glass": viewer.may(May.BREAK_GLASS),
        "build": build,
    }
    return render(request, "caseloads/mine.html.jinja", words)


def show(request: Request, viewer: Viewer, name: str) -> HttpResponse:
    """Who is on a caseload, or who could be: all of them, or by whether they have a shared care plan."""
    build, place = request.build, request.place
    model = queries.care_model(place, name)
    if model is None or build is None:
        raise Http404
    found = queries.caseload(viewer, build, model)
    shows_waiting = request.GET.get("show") == "waiting"
    listed, today = found.waiting if shows_waiting else found.listed, timezone.localdate()
    plans = plans_now(viewer, [one.person for one in listed])
    by_plan, lists = asked_for(request.GET.get("plan")), narrowed(listed, plans, today)
    keeps = {"show": "waiting"} if shows_waiting else {}
    page = Paginator(lists[by_plan], ON_ONE_PAGE).get_page(request.GET.get("page"))
    words = {
        **_rows(viewer, build, place, model, list(page), plans, today, shows_waiting),
        "found": found,
        "slug": name,
        "shows_waiting": shows_waiting,
        "choices": choices(lists, by_plan, keeps) if listed else [],
        "page": page,
        "in_address": "".join(
            f"{urlencode({key: said})}&" for key, said in in_address(by_plan, keeps).items()
        ),
        "order": presenters.in_which_order(shows_waiting, by_plan),
        "nobody": presenters.nobody(shows_waiting, by_plan if listed else ByPlan.EVERYBODY),
        "rule": rule_in_words(model.eligible),
        "known_on": day(found.as_of.replace(day=1)),
        "counted": presenters.counted(found),
        "waited": presenters.waited(found),
        "purposes": Purpose.choices,
        "here": request.get_full_path(),
        "build": build,
    }
    return render(request, "caseloads/show.html.jinja", words)


def _rows(
    viewer: Viewer,
    build: SharedBuild,
    place: Place,
    model: CareModel,
    shown: Sequence[queries.Listed],
    plans: Mapping[str, PlanNow],
    today: date,
    shows_waiting: bool,
) -> dict[str, Any]:
    """The rows of one page of the list, what stands over their facts, and whose names are not open."""
    facts = (queries.facts_now if shows_waiting else queries.facts_on_joining)(build, model, shown)
    columns = [one for one in queries.columns_of_rule(model) if not (shows_waiting and one == "age")]
    names = names_open(viewer, [one.person for one in shown])
    rows = presenters.rows(
        shown,
        facts,
        names=names,
        place=place,
        as_of=queries.last_day(build),
        since=queries.eligible_since(build, model, shown) if shows_waiting else {},
        first=queries.first_month(build, model) if shows_waiting else None,
        plans=plans,
        today=today,
    )
    return {
        "rows": rows,
        "fact_headings": [presenters.heading(column) for column in columns],
        "unnamed": [one.person for one in shown if one.person not in names],
    }
