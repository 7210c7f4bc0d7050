"""R14 to R16: a legal form whose tax nobody pays for; a way out, and no arbiter."""

from __future__ import annotations

from datetime import date

from tests.unit.money.checks.proposals import GONE, judge


def test_vat_without_a_written_opinion_is_found() -> None:
    found = judge("R14", tax={"irrecoverable": 0, "in_budget": 0})
    assert found.outcome == "found"
    assert found.words == "No written opinion says what VAT the legal form costs."


def test_an_opinion_that_came_after_signature_is_found() -> None:
    assert "came on 2 February 2024, after signature" in judge("R14", tax__opinion_on=date(2024, 2, 2)).words


def test_less_in_the_budget_than_cannot_be_recovered_is_found() -> None:
    found = judge("R14", tax__in_budget=499_999)
    assert found.outcome == "found"
    assert "£500,000 of VAT a year cannot be recovered" in found.words


def test_an_opinion_without_an_amount_cannot_be_judged() -> None:
    unknown = judge("R14", tax={"opinion_on": date(2023, 11, 1)})
    assert unknown.outcome == "cannot-be-judged"
    assert unknown.missing[0].path == ("contracts", 0, "tax", "irrecoverable")


def test_a_form_that_keeps_vat_as_it_is_needs_no_amount() -> None:
    opinion = {"opinion_on": date(2023, 11, 1)}
    assert judge("R14", tax=opinion, form="alliance").outcome == "passed"
    assert judge("R14", tax={}, form="alliance").outcome == "found"
    assert judge("R14", tax=opinion, form="corporate-joint-venture").outcome == "cannot-be-judged"


def test_leaving_because_no_price_was_agreed_is_found_unless_an_arbiter_decides_first() -> None:
    way = {"when": "no price within six months", "on_price_disagreement": True, "who": ["HOLD"]}
    found = judge("R15", exits=[way])
    assert found.outcome == "found"
    assert found.words.startswith("Seacombe Care Ltd can end the contract when no price is agreed")
    assert judge("R15", exits=[{**way, "arbiter_first": True}]).outcome == "passed"


def test_an_ordinary_notice_is_no_walking_away() -> None:
    assert judge("R15", exits=[{"when": "at any time", "notice_months": 12}]).outcome == "passed"


def test_a_dispute_without_arbiter_time_or_continuity_is_found_with_each() -> None:
    found = judge("R16", disputes={})
    assert found.outcome == "found"
    for words in ("Nobody is named to decide", "by when a dispute is decided", "care goes on as before"):
        assert words in found.words
    assert judge("R16", disputes__days=GONE).words == "Nothing says by when a dispute is decided."
