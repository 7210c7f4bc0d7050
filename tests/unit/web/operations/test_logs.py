"""What stands in the log, and what never does."""

from __future__ import annotations

import io
import json
import logging
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("database")


def lines_of(does: Any, logger: str = "joinedup") -> list[dict[str, Any]]:
    """What a piece of work writes to the log, as it would stand there."""
    from joinedup.web.operations.logs import JsonLines

    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logging.getLogger(logger).addHandler(handler)
    try:
        does()
    finally:
        logging.getLogger(logger).removeHandler(handler)
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_an_address_is_written_as_its_pattern_and_never_with_what_stood_in_it() -> None:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"persona": "analyst"})
    lines = lines_of(lambda: client.get("/data/builds/4711/?name=Ada"))
    assert [(line["address"], line["status"]) for line in lines] == [("data/builds/<int:number>/", 404)]
    assert "4711" not in json.dumps(lines)
    assert "Ada" not in json.dumps(lines)


def test_an_address_that_is_none_is_not_written_at_all() -> None:
    from django.test import Client

    lines = lines_of(lambda: Client(headers={"host": "localhost"}).get("/people/kq3v6abc/secret/"))
    assert lines[0]["address"] == "(no such page)"
    assert "kq3v6abc" not in json.dumps(lines)


def test_values_put_into_a_message_and_what_an_error_said_are_left_out() -> None:
    log = logging.getLogger("joinedup.of_a_test")

    def fails() -> None:
        try:
            raise ValueError("Ada Okafor, 943 476 5919")
        except ValueError:
            log.exception("could not save %s", "kq3v6abc")

    line = lines_of(fails)[0]
    assert line["event"] == "could not save %s"
    assert line["error"] == "ValueError"
    assert line["where"][-1].endswith(f"test_logs.py:{fails.__code__.co_firstlineno + 2}")
    assert "Ada" not in json.dumps(line)
    assert "kq3v6abc" not in json.dumps(line)


def test_a_request_that_fails_is_written_with_its_pattern_alone() -> None:
    from django.http import HttpRequest
    from django.urls import ResolverMatch

    request = HttpRequest()
    request.method, request.path = "GET", "/people/kq3v6abc/"
    request.resolver_match = ResolverMatch(lines_of, (), {}, route="people/<str:person>/")
    log = logging.getLogger("django.request")
    lines = lines_of(
        lambda: log.error("%s: %s", "Error", request.path, extra={"request": request}), "django.request"
    )
    assert lines[0]["address"] == "people/<str:person>/"
    assert "kq3v6abc" not in json.dumps(lines)
