"""The page of one person."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team, memberships
from joinedup.web.emergency.actions import say_read
from joinedup.web.emergency.queries import under_way
from joinedup.web.names.presenters import called
from joinedup.web.names.purposes import Purpose
from joinedup.web.names.queries import names_open
from joinedup.web.people import at_a_glance, presenters, queries
from joinedup.web.people.drawing import drawing, legend
from joinedup.web.people.lately import lately
from joinedup.web.people.record import Record
from joinedup.web.people.timeline import timeline
from joinedup.web.people.window import choices, tabs, window
from joinedup.web.pseudonyms import reference
from joinedup.web.published.current import SharedBuild


def show(request: Request, viewer: Viewer, person: str) -> HttpResponse:
    """One person, to their care team: everything that happened to them anywhere, on one page."""
    build, place = request.build, request.place
    record = queries.record_of(viewer, build, place, person)
    if record is None or build is None:
        raise Http404
    emergency = under_way(viewer, person)
    if emergency is not None:
        say_read(by=viewer, access=emergency, page="record")
    names = names_open(viewer, [person])
    words = {
        "person": person,
        "name": names.get(person),
        "called": called(person, names),
        "reference": reference(person),
        "facts": presenters.facts(record),
        **_what_happened(request, build, record),
        "together": at_a_glance.together(viewer, person, timezone.localdate()),
        "lately": lately(viewer, place, person),
        "record": record,
        "on_caseloads": presenters.on_caseloads(record, place),
        "scores": presenters.scores(record.scores),
        "score_source": presenters.score_source(),
        "team": presenters.team(memberships(person), place),
        "purposes": Purpose.choices,
        "may_see_names": viewer.may(May.SEE_NAMES),
        "is_in_team": in_team(viewer, person),
        "here": request.get_full_path(),
        "build": build,
    }
    return render(request, "people/show.html.jinja", words)


def _what_happened(request: Request, build: SharedBuild, record: Record) -> dict[str, Any]:
    """The part of the history that the address asks for, and the last twelve months in short."""
    asked, last_year = window(record, request.GET), window(record, {})
    organisations = presenters.organisation_names(request.place)
    happened = queries.happenings(build, record, min(asked.since, last_year.since))
    shown = timeline(
        record,
        [one for one in happened if asked.holds(one)],
        asked.since,
        organisations,
        until=asked.until,
        with_conditions=not asked.only,
    )
    prescribed = 0 if asked.only else queries.items_prescribed(build, record, asked.since, asked.until)
    said = presenters.told(shown, prescribed)
    lately_there = [one for one in happened if last_year.holds(one)]
    return {
        "shown": shown,
        "told": said,
        "drawing": drawing(shown, said),
        "legend": legend(),
        "tabs": tabs(record, asked),
        "window": asked,
        "choices": choices(happened, asked),
        "on_record": at_a_glance.on_record(record, lately_there, organisations),
    }
