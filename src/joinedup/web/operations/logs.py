"""The log: one line of JSON for each request and each failure, without anything about a person.

An address is written as its pattern (people/<str:person>/), never with what stood in it; a message as its words, never with the
values put into them; an error as its kind and where it happened, never what it said. Who did what is in the audit, not here.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

# What our own code may add to a line with `extra=`.
OURS = ("method", "address", "status", "milliseconds", "build", "reason", "entries", "template", "line")
FRAMES = 6


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            # The words without their arguments: %s stays %s.
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        line |= {name: getattr(record, name) for name in OURS if hasattr(record, name)}
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            line |= {"method": request.method, "address": pattern_of(request)}
        if record.exc_info and record.exc_info[1] is not None:
            line |= where(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


class LogRequests:
    """Writes a line for each request when it is answered."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond
        self.log = logging.getLogger("joinedup.requests")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.respond(request)
        build = getattr(request, "build", None)
        said = {
            "method": request.method,
            "address": pattern_of(request),
            "status": response.status_code,
            "milliseconds": round(1000 * (time.perf_counter() - began), 1),
            "build": build.version[:8] if build else None,
        }
        self.log.info("request", extra=said)
        return response


def pattern_of(request: HttpRequest) -> str:
    """The pattern of a request's address; nothing of the address itself where it has none."""
    match = getattr(request, "resolver_match", None)
    return match.route or "/" if match else "(no such page)"


def where(error: BaseException) -> dict[str, Any]:
    """The kind of an error, and the lines of code it passed through, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return {
        "error": type(error).__name__,
        "where": [f"{frame.filename.rpartition('/site-packages/')[2]}:{frame.lineno}" for frame in frames],
    }


def settings_of_logs(*, requests: bool) -> Mapping[str, Any]:
    """Everything (each request only where asked for) to the process's own error output, from where whoever runs it collects it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "joinedup.web.operations.logs.JsonLines"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "joinedup": {"handlers": ["lines"], "level": "INFO", "propagate": False},
            "joinedup.requests": {"level": "INFO" if requests else "WARNING"},
            # Not found and not allowed are lines of joinedup.requests already.
            "django.request": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
            "django.security": {"handlers": ["lines"], "level": "WARNING", "propagate": False},
            "django.security.csrf": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
        },
    }
