"""Builds started here: which there were, how far one is, starting one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.data import actions, queries
from joinedup.web.data.build_files import is_building
from joinedup.web.data.evaluable_presenter import shown_evaluable
from joinedup.web.data.run_presenter import ShownRun, shown_run


def index(request: Request, viewer: Viewer) -> HttpResponse:
    """The builds started here, the newest first."""
    return _list(request, viewer)


def start(request: Request, viewer: Viewer) -> HttpResponse:
    """Start one with the evaluations that were ticked, and go to its progress; say so where it is refused."""
    if request.method != "POST":
        return redirect("data-builds")
    place, ticked = settings.SURROUNDINGS.place, request.POST.getlist("evaluate")
    found = {one.slug: one for one in queries.evaluable_care_models(viewer, place, request.place)}
    try:
        if not found.keys() >= set(ticked):
            raise actions.BuildRefused("a care model was ticked that place.toml does not have")
        evaluate = [one for slug, one in found.items() if slug in ticked]
        run = actions.start_build(by=viewer, place=place, at=timezone.now(), evaluate=evaluate)
    except actions.BuildRefused as error:
        return _list(request, viewer, refused=str(error), ticked=ticked)
    return redirect("data-build", number=run.pk)


def show(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """How far one is. A script asks again every other second; without it there is a link that does."""
    words = {"build": request.build, "run": _run(request, viewer, number)}
    return render(request, "data/run.html.jinja", words)


def progress(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """The same as the page says, for its script."""
    run = _run(request, viewer, number)
    parts = [asdict(part) for part in run.parts]
    return JsonResponse({"is_over": run.is_over, "sentence": run.sentence, "parts": parts})


def _run(request: Request, viewer: Viewer, number: int) -> ShownRun:
    found = queries.run_numbered(viewer, number) if number < 2**62 else None
    if found is None:
        raise Http404
    place = settings.SURROUNDINGS.place
    return shown_run(found, place, is_building(place), timezone.now(), request.place)


def _list(
    request: Request, viewer: Viewer, *, refused: str = "", ticked: Sequence[str] | None = None
) -> HttpResponse:
    place = settings.SURROUNDINGS.place
    building, now = is_building(place), timezone.now()
    found = queries.evaluable_care_models(viewer, place, request.place)
    words = {
        "build": request.build,
        "runs": [shown_run(run, place, building, now, request.place) for run in queries.runs(viewer)],
        "may_start": viewer.may(May.START_BUILDS),
        "care_models": [shown_evaluable(one, ticked) for one in found],
        "refused": refused,
    }
    return render(request, "data/builds.html.jinja", words, status=409 if refused else 200)
