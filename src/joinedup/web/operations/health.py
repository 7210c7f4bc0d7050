"""Whether the application is alive (/health) and whether it can do its work (/ready), for whatever watches over it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse

from joinedup.errors import JoinedupError
from joinedup.place.file import read_place
from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.published.current import builds_of


@dataclass(frozen=True)
class Readiness:
    """Each part in a word. Without a build the application works, and says on its pages that nothing is built yet."""

    database: str
    place_file: str
    build: str

    @property
    def is_ready(self) -> bool:
        return self.database == self.place_file == "ready"


def health(request: Request, viewer: Viewer | None) -> HttpResponse:
    """The process answers."""
    return HttpResponse("well\n", content_type="text/plain; charset=utf-8")


def ready(request: Request, viewer: Viewer | None) -> HttpResponse:
    """200 when requests can be answered; 503, with what is wrong in a word, when not."""
    found = readiness()
    words = {
        "ready": found.is_ready,
        "database": found.database,
        "place_file": found.place_file,
        "build": found.build,
    }
    return JsonResponse(words, status=200 if found.is_ready else 503)


def readiness() -> Readiness:
    """What is there now."""
    return Readiness(_database(), _place_file(), _build())


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "does not answer"
    return "needs to be brought up to date" if waiting else "ready"


def _place_file() -> str:
    try:
        read_place(settings.SURROUNDINGS.place)
    except (JoinedupError, OSError):
        return "cannot be used"
    return "ready"


def _build() -> str:
    try:
        return "published" if builds_of(settings.SURROUNDINGS.place).current() else "none yet"
    except JoinedupError:
        return "cannot be read"
