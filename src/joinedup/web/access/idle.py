"""A session ends after some minutes without a request, whatever the browser keeps."""

from __future__ import annotations

from collections.abc import Callable
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LAST_SEEN = "last_seen"


class EndIdleSessions:
    """Empties a session that was left alone for longer than the settings allow."""

    def __init__(
        self, respond: Callable[[HttpRequest], HttpResponse], clock: Callable[[], float] = time
    ) -> None:
        self.respond, self.clock = respond, clock

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now, last = int(self.clock()), request.session.get(LAST_SEEN)
        if last is not None and now - int(last) > settings.SURROUNDINGS.idle_minutes * 60:
            request.session.flush()
        elif last is not None:
            request.session[LAST_SEEN] = now
        return self.respond(request)
