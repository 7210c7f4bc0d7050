"""R26 to R32: nobody who sees the whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from joinedup.money.checks.rule import Judgement
from tests.unit.money.checks.proposals import GONE, judge, judge_place


def of_agreement(rule: str, **change: Any) -> Judgement:
    return judge_place(
        rule, {f"agreements.0.{key.replace('__', '.')}": value for key, value in change.items()}
    )


def test_a_commissioner_that_keeps_no_right_to_step_in_is_found() -> None:
    found = judge("R26", retained_by_commissioner=["statutory-duties", "monitoring"])
    assert found.outcome == "found"
    assert found.words.startswith("Seacombe Board does not keep the right to step in:")


def test_two_bodies_that_decide_the_same_are_found() -> None:
    second = {"subject": "Moving money", "decides": "the hospital", "rule": "alone"}
    found = of_agreement("R27", decisions__1=second)
    assert found.outcome == "found"
    assert "The board and the hospital both decide Moving money" in found.words


def test_decisions_without_limits_or_reserved_matters_are_found() -> None:
    assert "limit in pounds" in of_agreement("R27", decisions__0__limit=GONE).words
    assert "reserved to a member" in of_agreement("R27", decisions__0__reserved_to=[]).words


def test_an_agreement_that_has_ended_decides_nothing() -> None:
    assert of_agreement("R27", left_on=date(2024, 1, 1)).outcome == "cannot-be-judged"


def test_interests_declared_after_28_days_are_late() -> None:
    assert of_agreement("R28", voters__0__declared_on=date(2023, 4, 29)).outcome == "passed"
    found = of_agreement("R28", voters__0__declared_on=date(2023, 4, 30))
    assert found.outcome == "found"
    assert "declared interests after 29 days; the law gives 28" in found.words


def test_a_voter_who_never_declared_or_does_not_step_aside_is_found() -> None:
    assert "has declared no interests" in of_agreement("R28", voters__2__declared_on=GONE).words
    assert "does not step aside" in of_agreement("R28", voters__1__steps_aside=False).words


def test_a_quorum_that_needs_the_conflicted_is_found() -> None:
    found = of_agreement("R28", quorum=3)
    assert found.outcome == "found"
    assert found.words == "On moving money 2 of 3 have no interest, and 3 are needed to decide."


def test_nobody_who_holds_the_whole_risk_of_a_signed_contract_is_found() -> None:
    found = judge("R29", risk_owner=GONE)
    assert found.outcome == "found"
    assert found.words.startswith("No body holds the view of all remaining risk")


def test_a_risk_log_that_goes_nowhere_cannot_be_judged() -> None:
    unknown = judge("R29", risk_log_reports_to=GONE)
    assert unknown.outcome == "cannot-be-judged"
    assert unknown.missing[0].path == ("contracts", 0, "risk_log_reports_to")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("host", "which body holds the pool"),
        ("pool_manager", "who manages it"),
        ("covers_overspend", "what covers an overspend"),
        ("exit_notice_months", "how a body leaves"),
    ],
)
def test_a_pooled_budget_without_a_clause_is_found(key: str, words: str) -> None:
    found = judge_place("R30", {f"budget.{key}": GONE})
    assert found.outcome == "found"
    assert words in found.words


def test_a_pooled_budget_told_of_too_seldom_is_found() -> None:
    found = judge_place("R30", {"budget.report_every_weeks": 13})
    assert found.words == "The board is told of the pooled budget every 13 weeks; at most 6 should pass."


def test_a_place_without_a_pooled_budget_is_asked_nothing_of_it() -> None:
    assert judge_place("R30", {"budget": GONE}).outcome == "does-not-apply"


def test_a_gate_that_is_missing_is_found() -> None:
    gates = [{"name": "before-signature", "on": date(2024, 1, 15), "by": "the regulator", "passed": True}]
    found = judge("R31", gates=gates)
    assert found.outcome == "found"
    assert "at early engagement, before procurement and before the start" in found.words


def test_a_draft_need_not_have_passed_the_last_gate() -> None:
    assert judge("R31", signed_on=GONE, gates__3=GONE_GATE).outcome == "passed"


GONE_GATE = {"name": "early-engagement", "on": date(2023, 4, 2), "by": "the regulator", "passed": True}


def test_a_look_that_failed_was_paid_on_success_or_came_too_late_is_found() -> None:
    assert "was not passed" in judge("R31", gates__2__passed=False).words
    assert "paid when the contract goes ahead" in judge("R31", gates__2__paid_on_success=True).words
    assert "after 1 February 2024" in judge("R31", gates__2__on=date(2024, 2, 2)).words


def test_advisers_who_left_before_signature_are_found() -> None:
    found = judge("R31", advisers_until=date(2024, 1, 31))
    assert "were gone before signature on 1 February 2024" in found.words


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("care_models.0.primary_care_lead", GONE, 'No practice leads "Hubs".'),
        ("care_models.0.assumptions", [], "nothing tests it"),
        ("care_models.0.assumptions.0.test", "interrupted-time-series", "nobody to compare with"),
        ("engine_room.staff", 0, "Nobody is employed"),
        ("workforce.budget", 0, "Nothing is set aside for the people who give the care"),
        ("agreements.0.decisions.1.decides", "the board", "The board decides everything"),
    ],
)
def test_a_lesson_not_taken_is_found(key: str, value: Any, words: str) -> None:
    found = judge_place("R32", {key: value})
    assert found.outcome == "found"
    assert words in found.words
