"""An address that leads nowhere, to whoever may open the page: a clear page in the same design, whatever was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_from_bytes

import pytest

from tests.support.harbour_people import MARGARET
from tests.unit.web.access.addresses import NOBODY, Address, every_address, parametrised
from tests.unit.web.access.browsing import body, browser, nothing_at, sent

if TYPE_CHECKING:
    from joinedup.web.access.rules import Rule
    from tests.support.filled_harbour import Filled

BAD = (
    *("999999", "abc", "-1", "0", "1.5", "007x", str(2**31), str(2**63), "9" * 5_000, "x" * 5_000),
    *(
        "..",
        "../..",
        "%00",
        "%0a",
        "%2e%2e%2f",
        "%ED%A0%80",
        "%FF",
        "'; drop table audit_entry; --",
        "1' or '1'='1",
    ),
    *(
        "\U0001f600",
        "\u202e\u05d4\u05e2\u05e8\u05d4",
        "\u0661",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "%s",
        " ",
    ),
)
QUERIES = (
    *(
        "page",
        "show",
        "action",
        "subject",
        "by",
        "on",
        "before",
        "source",
        "table",
        "rule",
        "next",
        "code",
        "state",
    ),
)
BAD_QUERIES = (
    *(
        "-1",
        "0",
        "9" * 5_000,
        "abc",
        "\x00",
        "<script>alert(1)</script>",
        "' or 1=1 --",
        "\U0001f600",
        "\u202e\u05d4",
    ),
    *(
        "0001-01-01",
        "9999-12-31",
        "2023-02-30",
        "//evil.example",
        "javascript:alert(1)",
        "decision",
        "x" * 5_000,
    ),
)


def typed(pattern: str, kwargs: dict[str, object], name: str, bad: str) -> str:
    """An address as somebody types it, with something bad where a name or number belongs."""

    def part(match: re.Match[str]) -> str:
        value = bad if match[1] == name else str(kwargs[match[1]])
        return value if value.startswith("%") else quote_from_bytes(value.encode(), safe="/.")

    return "/" + re.sub(r"<\w+:(\w+)>", part, pattern)


def test_whatever_stands_in_an_address_it_is_found_or_not_found(filled: Filled) -> None:
    wrong = []
    for name, (pattern, one) in every_address(filled).items():
        if not one.kwargs:
            continue
        client = browser(filled.viewers[_who_may(one, pattern.callback.rule, filled)])
        for parameter in one.kwargs:
            for bad in BAD:
                address = typed(str(pattern.pattern), dict(one.kwargs), parameter, bad)
                answer = sent(client, address) if one.got_by == NOBODY else client.get(address)
                if answer.status_code != 404 or "Page not found" not in answer.content.decode():
                    wrong.append((name, address[:90], answer.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def test_an_address_of_nothing_leaks_no_more_than_that_it_is_not_there(filled: Filled) -> None:
    client = browser(filled.viewers["gp"])
    for number in ("0", "999999", str(2**70)):
        assert body(client.get(f"/tasks/{number}/")) == nothing_at(client, "/tasks/")


@pytest.mark.parametrize("asked", BAD_QUERIES, ids=lambda bad: ascii(bad)[:20])
def test_whatever_is_asked_behind_the_question_mark_no_page_fails(filled: Filled, asked: str) -> None:
    from django.urls import reverse

    about = "&".join(f"{name}={quote(asked)}" for name in QUERIES)
    looking = (
        "place",
        "people",
        "caseload",
        "person",
        "audit",
        "data",
        "data-set-aside-rule",
        "emergency-reviews",
    )
    for name in (*looking, "sign-in", "sign-in-begin", "sign-in-answer", "decisions", "tasks", "meetings"):
        one = parametrised(filled).get(name, Address())
        by = "gp" if name in ("people", "caseload", "person", "tasks", "meetings") else "caldicott-guardian"
        client = browser(filled.viewers["analyst" if name.startswith("data") else by])
        answer = client.get(f"{reverse(name, kwargs=dict(one.kwargs))}?{about}")
        assert answer.status_code in (200, 302), name
        assert "<script>alert" not in answer.content.decode(), name


@pytest.mark.parametrize("name", ["action", "subject", "by", "on", "before"])
def test_whatever_the_audit_is_looked_through_for_it_does_not_fail(filled: Filled, name: str) -> None:
    client = browser(filled.viewers["caldicott-guardian"])
    for asked in BAD_QUERIES:
        assert client.get("/audit/", {name: asked}).status_code == 200, asked


@pytest.mark.parametrize(
    "asked", [*BAD_QUERIES, "/\\evil.example", "https://evil.example", "///x", "place", "http:x"]
)
def test_after_signing_in_nobody_is_sent_anywhere_but_here(filled: Filled, asked: str) -> None:
    answer = sent(browser(None), "/sign-in/", {"persona": "gp", "next": asked})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "back", [*BAD_QUERIES, "/\\evil.example", "https://evil.example", "///x", "place", "/a\r\nb"]
)
def test_after_opening_names_nobody_is_sent_anywhere_but_here(filled: Filled, back: str) -> None:
    words = {"person": [MARGARET], "purpose": "giving-care", "back": back}
    answer = sent(browser(filled.viewers["gp"]), "/names/", words)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith(("//", "/\\"))


def _who_may(one: Address, rule: Rule, filled: Filled) -> str:
    """A persona who is let in."""
    for by in (one.posted_by if one.got_by == NOBODY else one.got_by,):
        if by:
            return min(by)
    return next(role for role, one in sorted(filled.viewers.items()) if rule.allows(one))
