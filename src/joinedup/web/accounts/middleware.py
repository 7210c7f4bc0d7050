"""Hangs on each request the way to find out who is asking; the database is asked only where somebody wants to know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse

from joinedup.web.access.request import Request
from joinedup.web.accounts.queries import viewer_of


class WhoIsAsking:
    """`request.find_viewer()` gives the viewer, or None when nobody is signed in."""

    def __init__(self, respond: Callable[[Request], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: Request) -> HttpResponse:
        request.find_viewer = partial(viewer_of, request)
        return self.respond(request)
