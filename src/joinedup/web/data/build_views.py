"""Builds started here: which there were, how far one is, starting one."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.data import actions, queries
from joinedup.web.data.build_files import is_building, read_progress
from joinedup.web.data.run_presenter import ShownRun, shown_run


def index(request: Request, viewer: Viewer) -> HttpResponse:
    """The builds started here, the newest first."""
    return _list(request, viewer, refused="", status=200)


def start(request: Request, viewer: Viewer) -> HttpResponse:
    """Start one, and go to its progress; say so where one is under way."""
    if request.method != "POST":
        return redirect("data-builds")
    try:
        run = actions.start_build(by=viewer, place=settings.SURROUNDINGS.place, at=timezone.now())
    except actions.BuildRefused as error:
        return _list(request, viewer, refused=str(error), status=409)
    return redirect("data-build", number=run.pk)


def show(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """How far one is. A script asks again every other second; without it there is a link that does."""
    words = {"build": request.build, "run": _run(request, viewer, number)}
    return render(request, "data/run.html.jinja", words)


def progress(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """The same as the page says, for its script."""
    run = _run(request, viewer, number)
    return JsonResponse({"is_over": run.is_over, "percent": run.percent, "sentence": run.sentence})


def _run(request: Request, viewer: Viewer, number: int) -> ShownRun:
    found = queries.run_numbered(viewer, number) if number < 2**62 else None
    if found is None:
        raise Http404
    place = settings.SURROUNDINGS.place
    return shown_run(found, read_progress(place, number), is_building(place), timezone.now(), request.place)


def _list(request: Request, viewer: Viewer, *, refused: str, status: int) -> HttpResponse:
    place = settings.SURROUNDINGS.place
    building, now = is_building(place), timezone.now()
    words = {
        "build": request.build,
        "runs": [
            shown_run(run, read_progress(place, run.pk), building, now, request.place)
            for run in queries.runs(viewer)
        ],
        "may_start": viewer.may(May.START_BUILDS),
        "refused": refused,
    }
    return render(request, "data/builds.html.jinja", words, status=status)
