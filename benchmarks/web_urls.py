"""The addresses of the application, and the yardstick of its pages: an empty page of the same frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from joinedup.web.access.routes import route
from joinedup.web.access.rules import SIGNED_IN
from joinedup.web.urls import *  # noqa: F403
from joinedup.web.urls import urlpatterns as of_the_application


def empty(request: Any, viewer: Any) -> HttpResponse:
    """Nothing but what every page has."""
    return render(request, "frame.html.jinja", {"build": request.build})


urlpatterns = [*of_the_application, route("benchmark/empty/", empty, name="benchmark-empty", sees=SIGNED_IN)]
