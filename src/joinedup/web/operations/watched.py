"""Whatever watches over the application asks as nobody: its addresses answer while the database is away, whoever asks."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from joinedup.web.published.middleware import WITHOUT_A_BUILD


class WatchedAsNobody:
    """Leaves out the session of a request for health or readiness: looking it up would ask the database."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in WITHOUT_A_BUILD:
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.respond(request)
