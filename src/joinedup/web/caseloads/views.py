"""The pages of caseloads: everybody the viewer looks after, and one care model's."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import people_joined
from joinedup.web.caseloads import presenters, queries, registered
from joinedup.web.caseloads.forms import FindForm
from joinedup.web.caseloads.mine import caseload_cards, joined_rows, registered_rows
from joinedup.web.names.purposes import Purpose
from joinedup.web.names.queries import names_open
from joinedup.web.people.presenters import organisation_names
from joinedup.web.people.rule import rule_in_words
from joinedup.web.plans.queries import newest_of
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
    names = names_open(viewer, [*joined, *(one.person for one in people)])
    words = {
        "form": form,
        "cards": caseload_cards(viewer, build, place) if build else [],
        "joined": joined_rows(joined, names, build, newest_of(viewer, joined), timezone.localdate())
        if build
        else [],
        "registered": registered_rows(people, names, build) if build and people else [],
        "count": count,
        "unnamed": [one for one in (*joined, *(one.person for one in people)) if one not in names],
        "page": page,
        "practice": organisation_names(place).get(viewer.organisation, viewer.organisation),
        "purposes": Purpose.choices,
        "here": request.get_full_path(),
        "may_break_glass": viewer.may(May.BREAK_GLASS),
        "build": build,
    }
    return render(request, "caseloads/mine.html.jinja", words)


def show(request: Request, viewer: Viewer, name: str) -> HttpResponse:
    """Who is on a caseload, or who could be."""
    build, place = request.build, request.place
    model = queries.care_model(place, name)
    if model is None or build is None:
        raise Http404
    found = queries.caseload(viewer, build, model)
    shows_waiting = request.GET.get("show") == "waiting"
    page = Paginator(found.waiting if shows_waiting else found.listed, ON_ONE_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page)
    facts = (queries.facts_now if shows_waiting else queries.facts_on_joining)(build, model, shown)
    columns = [one for one in queries.columns_of_rule(model) if not (shows_waiting and one == "age")]
    names = names_open(viewer, [one.person for one in shown])
    words = {
        "unnamed": [one.person for one in shown if one.person not in names],
        "found": found,
        "slug": name,
        "shows_waiting": shows_waiting,
        "page": page,
        "rows": presenters.rows(
            shown,
            facts,
            names=names,
            place=place,
            as_of=found.as_of,
            since=queries.eligible_since(build, model, shown) if shows_waiting else {},
            first=queries.first_month(build, model) if shows_waiting else None,
            plans=newest_of(viewer, [one.person for one in shown]),
            today=timezone.localdate(),
        ),
        "fact_headings": [presenters.heading(column) for column in columns],
        "rule": rule_in_words(model.eligible),
        "known_on": day(found.as_of.replace(day=1)),
        "counted": presenters.counted(found),
        "waited": presenters.waited(found),
        "purposes": Purpose.choices,
        "here": request.get_full_path(),
        "build": build,
    }
    return render(request, "caseloads/show.html.jinja", words)
