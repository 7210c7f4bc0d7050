"""The pages of the board: bad input, hostile text, addresses of nothing, and who reads what."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.unit.web.decisions.board import (
    BOARD,
    COUNCIL,
    HOSPITAL,
    declares,
    member,
    place,
    proposed,
    secretary,
    signs,
    votes,
)

pytestmark = pytest.mark.usefixtures("database")


def browser(persona: str) -> Any:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"persona": persona})
    return client


def filled_in(**words: str) -> dict[str, str]:
    return {
        "title": "Open the hub at weekends",
        "why": "People wait.",
        "option_1": "Open it",
        "option_2": "Leave it",
        "put_to_vote": "1",
        "accountable": "QZZ",
        "responsible": "L81001",
        "expected": "Fewer admissions",
        "review_on-day": "1",
        "review_on-month": "4",
        "review_on-year": "2035",
        "form_key": str(uuid4()),
    } | words


def asked(**words: str) -> Any:
    return browser("programme-lead").post("/decisions/new/1-1/", filled_in(**words))


def test_a_form_sent_twice_puts_one_proposal() -> None:
    form, client = filled_in(), browser("programme-lead")
    addresses = {client.post("/decisions/new/1-1/", form).headers["Location"] for _ in range(2)}
    assert len(addresses) == 1


def test_more_money_than_the_right_allows_is_refused_with_the_limit() -> None:
    answer = asked(amount_pounds="£50,001")
    assert "This right decides up to £50,000" in answer.content.decode()


@pytest.mark.parametrize("amount", ["-5", "1.50", "lots", "９９", "9" * 25])
def test_an_amount_that_is_no_whole_pounds_is_refused(amount: str) -> None:
    assert asked(amount_pounds=amount).status_code == 200


def test_an_empty_form_says_everything_that_is_missing_at_once() -> None:
    text = browser("programme-lead").post("/decisions/new/1-1/", {"form_key": str(uuid4())}).content.decode()
    for missing in (
        "Enter what is to be decided",
        "Choose the one body",
        "Enter a review date",
        "at least two options",
    ):
        assert missing in text


def test_text_that_is_too_long_is_refused_with_its_length() -> None:
    assert "4000 characters or fewer: it has 5000" in asked(why="x" * 5000).content.decode()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "مرحبا بالعالم", "🙂" * 20, "'; drop table x; --", "{{ 7*7 }}"]
)
def test_hostile_and_foreign_text_is_shown_as_it_was_written(text: str) -> None:
    from html import escape

    client = browser("programme-lead")
    address = client.post("/decisions/new/1-1/", filled_in(why=text)).headers["Location"]
    page = client.get(address).content.decode()
    assert escape(text).replace("&#x27;", "&#39;") in page
    assert "<script>alert" not in page


def test_a_right_by_which_votes_cannot_be_counted_is_refused_kindly() -> None:
    client = browser("programme-lead")
    assert "no votes can be counted by the rule" in client.get("/decisions/new/").content.decode().casefold()
    assert client.get("/decisions/new/1-3/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/decisions/999/", "/decisions/1/votes/99/", "/decisions/new/9-9/", "/decisions/x/"]
)
def test_an_address_of_nothing_is_not_found(address: str) -> None:
    assert browser("programme-lead").get(address).status_code == 404


def test_what_is_withheld_is_read_by_the_board_alone_and_the_reason_by_everybody() -> None:
    address = f"/decisions/{proposed(in_confidence='Two posts', withheld_because='Single employees').pk}/"
    assert "Two posts" in browser("board-member").get(address).content.decode()
    text = browser("care-coordinator").get(address).content.decode()
    assert "Two posts" not in text
    assert "Single employees" in text


def test_who_does_not_propose_finds_no_form() -> None:
    address = f"/decisions/{proposed().pk}/"
    for below in ("evidence/", "conditions/", "interests/1/", "votes/1/", "withdraw/", "outcomes/", "sign/"):
        assert browser("care-coordinator").get(address + below).status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "/no-such-page/",
        "https://elsewhere.example/",
        "//elsewhere/network/",
        "http://[",
        "/people/",
        "javascript:alert(1)",
    ],
)
def test_evidence_is_a_page_that_the_board_can_open(page: str) -> None:
    answer = browser("programme-lead").post(
        f"/decisions/{proposed().pk}/evidence/", {"address": page, "shows": "x"}
    )
    assert answer.status_code == 200
    assert "nhsuk-error-message" in answer.content.decode()


def test_evidence_keeps_the_hash_of_the_place_file() -> None:
    from joinedup.web.decisions.evidence import place_file_sha256

    proposal = proposed()
    browser("programme-lead").post(
        f"/decisions/{proposal.pk}/evidence/", {"address": "http://localhost/network/", "shows": "Members"}
    )
    assert [one.place_file_sha256 for one in proposal.evidence.all()] == [place_file_sha256()]


def test_dissent_without_a_reason_is_asked_for_one() -> None:
    client, address = browser("board-member"), f"/decisions/{proposed().pk}/"
    client.post(f"{address}interests/1/", {"kind": "none"})
    assert (
        "Enter why it votes against"
        in client.post(f"{address}votes/1/", {"choice": "against"}).content.decode()
    )


def page_of(proposal: Any, persona: str = "board-member") -> str:
    return " ".join(browser(persona).get(f"/decisions/{proposal.pk}/").content.decode().split())


def test_a_member_of_the_board_is_told_what_waits_for_them() -> None:
    from joinedup.web.decisions import actions

    proposal = proposed()
    assert "has not voted yet, and first says whether there is an interest" in page_of(proposal)
    declares(member("RZZ1"), proposal, HOSPITAL)
    assert "Cast this vote" in page_of(proposal)
    actions.vote(by=member("RZZ1"), place=place(), proposal=proposal, seat=HOSPITAL, choice="for", because="")
    assert "What waits for you" not in page_of(proposal)
    votes(member("SEA"), proposal, COUNCIL)
    assert "There is a quorum, so the vote can be closed" in page_of(proposal)
    assert "What waits for you" not in page_of(proposal, "care-coordinator")


def test_of_what_was_not_carried_nothing_is_expected_to_come() -> None:
    proposal = proposed("1-2")
    for organisation, seat in (("RZZ1", HOSPITAL), ("QZZ", BOARD)):
        votes(member(organisation), proposal, seat)
    votes(member("SEA"), proposal, COUNCIL, "against", "No money")
    signs(member("SEA"), proposal)
    words = page_of(proposal)
    assert "2 for, 1 against, 0 abstained" in words
    assert "It was not carried, so there is nothing to compare." in words


@pytest.fixture
def taken() -> Any:
    """A decision in force, whose review was due long ago."""
    proposal = proposed(review_on=date(2020, 4, 1))
    for organisation, seat in (("RZZ1", HOSPITAL), ("SEA", COUNCIL)):
        votes(member(organisation), proposal, seat)
    signs(member("SEA"), proposal)
    return proposal


def test_a_review_is_due_until_somebody_wrote_down_what_it_showed(taken: Any) -> None:
    from joinedup.web.decisions import actions

    assert "Review was due on 1 April 2020" in page_of(taken)
    said = {"actual": "As many as before", "judgement": "cannot-tell", "address": "", "build_sha256": ""}
    actions.add_outcome(by=member("RZZ1"), place=place(), proposal=taken, **said)
    words = page_of(taken)
    assert "Review was due" not in words
    assert "Reviewed on" in words
    assert "Cannot be told from chance" in words


def test_while_the_place_file_cannot_be_used_nothing_is_said_to_be_covered(
    taken: Any, place_folder: Path
) -> None:
    assert "The approval covers Quay hub (care_models[1]), as it stands" in page_of(taken)
    file = place_folder / "place.toml"
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text + "\nnot a key = [", encoding="utf-8")
        words = page_of(taken)
    finally:
        file.write_text(text, encoding="utf-8")
    assert "The place file cannot be used as it lies there now" in words
    assert "The approval covers" not in words


def test_every_page_offered_as_evidence_is_one_that_the_board_may_open() -> None:
    from joinedup.web.decisions.evidence import pages_of
    from joinedup.web.decisions.forms import EvidenceForm

    offered = pages_of(place())
    assert "Quay hub" in " ".join(words for _, words in offered)
    for address, words in offered:
        form = EvidenceForm(
            {"address": address, "shows": words}, viewer=secretary(), host="localhost", pages=offered
        )
        assert form.is_valid(), form.errors
    page = browser("programme-lead").get(f"/decisions/{proposed().pk}/evidence/").content.decode()
    assert '<option value="/scorecard/">The scorecard</option>' in page


def test_a_decision_shows_the_words_that_its_hash_is_of() -> None:
    from joinedup.network.place_parts import part_at, parts_of

    part = part_at(parts_of(place()), "care_models[1]")
    assert part is not None
    words = page_of(proposed())
    assert "What the place file says there, value by value" in words
    assert f"SHA-256 {part.sha256}" in words
    assert "age &gt;= 65" in words


def test_a_condition_of_a_decision_taken_is_overdue_from_the_day_after(taken: Any) -> None:
    from datetime import timedelta

    from django.utils.timezone import localdate

    from joinedup.web.decisions.models import Condition

    words = {"words": "Two nurses start", "owner": "L81001", "by": taken.by, "at": taken.at}
    Condition.objects.create(proposal=taken, due_on=localdate(), **words)
    assert "Not met yet" in page_of(taken)
    assert "Overdue" not in page_of(taken)
    Condition.objects.create(proposal=taken, due_on=localdate() - timedelta(days=1), **words)
    assert "Overdue" in page_of(taken)


def test_whoever_says_what_came_of_it_reads_what_was_expected(taken: Any) -> None:
    text = browser("board-member").get(f"/decisions/{taken.pk}/outcomes/").content.decode()
    assert "What was expected" in text
    assert "Fewer emergency admissions" in text


def test_a_condition_is_offered_until_somebody_has_voted() -> None:
    proposal = proposed()
    assert "Add a condition" in page_of(proposal, "programme-lead")
    votes(member("RZZ1"), proposal, HOSPITAL)
    assert "Add a condition" not in page_of(proposal, "programme-lead")
