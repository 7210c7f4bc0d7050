"""Showing a kept page, or that it is still being worked out, or why it cannot be."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from joinedup.web.access.request import Request
from joinedup.web.kept.page import Refused
from joinedup.web.kept.queries import kept

NOT_YET = 202


def shown(
    request: Request, name: str, *, title: str, template: str = "kept/page.html.jinja", **words: Any
) -> HttpResponse:
    """The page of that name in a template that knows it as `page`. What is not there yet says so, and is not waited for."""
    found = kept(request, name)
    around = {"title": title, "build": request.build, **words}
    if found is None:
        answer = render(request, "kept/waiting.html.jinja", around, status=NOT_YET)
        answer.headers["Cache-Control"] = "no-store"
        return answer
    if isinstance(found, Refused):
        return render(request, "kept/refused.html.jinja", {**around, "why": found.why})
    return render(request, template, {**around, "page": found})
