"""The audit as the Caldicott guardian reads it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.behind_its_back import changed

pytestmark = pytest.mark.usefixtures("database")
HOSTILE = (
    "<script>alert(1)</script>",
    "'; drop table audit_entry; --",
    "\u202eabc",
    "🏥" * 200,
    "a" * 5_000,
    "\x00",
)


@pytest.fixture
def guardian() -> Any:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"persona": "caldicott-guardian"})
    return client


def read(client: Any, **asked: str) -> str:
    return str(client.get("/audit/", asked).content.decode())


def test_entries_are_shown_the_newest_first_with_names_for_numbers(guardian: Any) -> None:
    page = read(guardian)
    assert "Ruth Owen" in page
    assert "signed in" in page


def test_entries_are_looked_through_by_subject_action_and_day(guardian: Any) -> None:
    from joinedup.web.audit.actions import record

    record(by="a test", action="name opened", subject="person p7q", detail={"purpose": "direct care"})
    assert "purpose: direct care" in read(guardian, subject="person p7q")
    assert "signed in" not in read(guardian, subject="person p7q").partition("<table")[2]
    assert "purpose: direct care" in read(guardian, action="name opened")
    assert "No entry is like that" in read(guardian, on="1/1/2020")


def test_a_person_is_called_as_on_every_page_and_found_by_that(guardian: Any) -> None:
    from joinedup.web.audit.actions import record

    for person in ("vzpijw7l" + "a" * 18, "f5k53h3w" + "a" * 18):
        record(by="a test", action="name opened", subject=f"person {person}", detail={})
    assert "person VZPIJW7L</a>" in read(guardian)
    for written in ("VZPIJW7L", "person vzpijw7l", f"person vzpijw7l{'a' * 18}"):
        rows = read(guardian, subject=written).partition("<table")[2]
        assert ("VZPIJW7L" in rows, "F5K53H3W" in rows) == (True, False), written
    assert "No entry is like that" in read(guardian, subject="person vzpij")


def test_a_day_that_is_none_is_said_beside_its_box(guardian: Any) -> None:
    page = read(guardian, on="yesterday")
    assert "There is a problem" in page
    assert "Enter the day like 27/3/2024" in page


@pytest.mark.parametrize("word", HOSTILE)
def test_whatever_is_looked_for_the_page_is_whole(guardian: Any, word: str) -> None:
    for name in ("action", "subject", "by", "on", "before"):
        answer = guardian.get("/audit/", {name: word})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_older_entries_are_one_link_away(guardian: Any) -> None:
    from joinedup.web.audit.actions import record

    for number in range(60):
        record(by="a test", action="tried", subject=f"thing {number}")
    assert "?before=12" in read(guardian).replace("&amp;", "&")
    assert "Older entries" not in read(guardian, before="12")


def test_the_check_says_on_the_page_what_the_command_says(guardian: Any) -> None:
    assert "The audit is whole" in guardian.post("/audit/verify/").content.decode()
    changed("update audit_entry set by = 'somebody else'")
    assert "The audit is broken" in guardian.post("/audit/verify/").content.decode()


def test_details_are_said_in_words_and_not_as_the_database_holds_them() -> None:
    from datetime import UTC, datetime

    from django.conf import settings

    from joinedup.web.audit.models import Entry
    from joinedup.web.audit.presenters import shown_entry
    from joinedup.web.published.place_file import place_of

    entry = Entry(
        number=1,
        at=datetime(2024, 4, 1, 9, 5, tzinfo=UTC),
        by="user 1",
        action="voted",
        subject="decision 3",
        detail={
            "post": 7,
            "vote": "for",
            "minuted": True,
            "steps_aside": False,
            "organisation": "SEA",
            "with": ["SEA", "nobody"],
        },
    )
    said = shown_entry(entry, {}, place_of(settings.SURROUNDINGS.place)).detail
    council = "organisation: Harbour Council; with: Harbour Council, nobody"
    assert said == f"vote: for; minuted: yes; steps aside: no; {council}"
