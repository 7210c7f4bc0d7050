"""A page reads one build from its first line to its last: the one that is current when its request arrives."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from joinedup.place.model import Place
from joinedup.web.published.current import SharedBuild, builds_of, say_build_of_this_page
from joinedup.web.published.place_file import place_of

# These answer whatever is wrong with the place's folder.
WITHOUT_A_BUILD = frozenset({"/health/", "/ready/"})


class ReadsOneBuild(HttpRequest):
    """Says the types of what is hung on a request here: the place, and its build (None where nothing is built)."""

    place: Place
    build: SharedBuild | None


class OneBuildForEachPage:
    """Hangs the place file and the current build on the request."""

    def __init__(self, respond: Callable[[ReadsOneBuild], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: ReadsOneBuild) -> HttpResponse:
        if request.path_info in WITHOUT_A_BUILD:
            return self.respond(request)
        folder = settings.SURROUNDINGS.place
        request.place = place_of(folder)
        request.build = builds_of(folder).current()
        say_build_of_this_page(request.build)
        try:
            return self.respond(request)
        finally:
            say_build_of_this_page(None)
