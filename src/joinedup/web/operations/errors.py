"""What a page says when something fails: what happened, whether anything was lost, what to do. Never who it was about."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render

from joinedup.errors import JoinedupError
from joinedup.web.access.request import Request
from joinedup.web.accounts.queries import viewer_of
from joinedup.web.operations.what_failed import (
    BUILD_GONE,
    DATABASE_LOST,
    FAILED,
    FORBIDDEN,
    FORM_TOO_OLD,
    NOT_FOUND,
    NOT_UNDERSTOOD,
    TOO_LARGE,
    WhatFailed,
)


def not_found(request: Request, exception: Exception) -> HttpResponse:
    """The same page for what does not exist and for what the viewer may not see."""
    request.viewer = viewer_of(request) if hasattr(request, "user") else None
    return _page(request, NOT_FOUND)


def bad_request(request: Request, exception: Exception) -> HttpResponse:
    """Something that this page does not take, or too much of it."""
    return _page(request, TOO_LARGE if isinstance(exception, RequestDataTooBig) else NOT_UNDERSTOOD)


def forbidden(request: Request, exception: Exception) -> HttpResponse:
    """Something that nobody may do from here."""
    return _page(request, FORBIDDEN)


def form_too_old(request: Request, reason: str = "") -> HttpResponse:
    """A form without the word that shows it is ours: it was left open for long, or is not ours."""
    return _page(request, FORM_TOO_OLD)


def failed(request: Request) -> HttpResponse:
    """Whatever nobody foresaw. The action's transaction was rolled back before this page is made."""
    what = failure_of(sys.exc_info()[1])
    if what is DATABASE_LOST:
        request.viewer = None  # what stands on top of a page for a viewer is asked of the database
    return _page(request, what)


def failure_of(error: BaseException | None) -> WhatFailed:
    """Which page an error is told on: the database gone, the build gone, or anything else."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OperationalError | InterfaceError):
            return DATABASE_LOST
        if isinstance(error, JoinedupError):
            return BUILD_GONE
        error = error.__cause__ or error.__context__
    return FAILED


def _page(request: Request, what: WhatFailed) -> HttpResponse:
    words: dict[str, Any] = {"what": what}
    return render(request, "errors/show.html.jinja", words, status=what.status)
