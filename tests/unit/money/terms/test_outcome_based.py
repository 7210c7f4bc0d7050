"""Payment for outcomes: how an outcome earns its part, gates, and money that is returned or paid on top."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.year_facts import MissingFact, OutcomeYear, YearFacts
from tests.unit.money.terms.years import (
    a_term,
    a_year,
    an_outcome,
    numbers,
    paid,
    pounds,
    received,
    refused,
    truths,
)

FALLS, REABLED = an_outcome([9.0], 10.0, 8.0, 0.25), an_outcome([0.9], 0.5, 0.8, 0.75)


def a_priced_year(**facts: Any) -> YearFacts:
    return a_year(**{"price_pence": pounds(1_000_000), **facts})


def test_the_part_that_is_missed_is_returned_outcome_by_outcome() -> None:
    term = a_term("outcome-based", share_at_risk=0.10)
    falls, reabled = paid(term, a_priced_year(outcomes={"falls": FALLS, "reabled": REABLED}))
    assert (falls.payer, falls.payee, int(falls.amount_pence[0])) == ("HOLD", "COMM", 12_500_00)
    assert falls.reason(0) == (
        "falls stands at 9, from 10 towards 8: 50% of its £25,000 is earned; the rest is returned"
    )
    assert falls.rests_on == ("outcome falls", "price")
    assert reabled.amount_pence[0] == 0
    assert "100% of its £75,000 is earned" in reabled.reason(0)


def test_a_year_with_nothing_at_risk_says_so_and_large_values_are_written_out() -> None:
    term = a_term("outcome-based", share_at_risk=[0.0, 0.1])
    (payment,) = paid(term, a_priced_year(outcomes={"beds": an_outcome([62_143.0], 70_000.0, 60_000.0)}))
    assert payment.amount_pence[0] == 0
    told = "beds stands at 62,143, from 70,000 towards 60,000: nothing depends on it in year 1"
    assert payment.reason(0) == told


def test_an_amount_is_paid_on_top_as_it_is_earned() -> None:
    term = a_term("outcome-based", amount=[0, 40_000], outcomes=["falls"])
    (payment,) = paid(term, a_year(year=2, outcomes={"falls": FALLS, "reabled": REABLED}))
    assert (payment.payer, payment.payee, int(payment.amount_pence[0])) == ("COMM", "HOLD", 20_000_00)
    assert payment.reason(0).endswith("50% of its £40,000 is earned")


@pytest.mark.parametrize(
    ("scale", "keys", "value", "earned"),
    [
        ("step", {}, 8.0, 1.0),
        ("step", {}, 8.1, 0.0),
        ("linear", {}, 8.5, 0.75),
        ("linear", {}, 12.0, 0.0),
        ("linear", {}, 3.0, 1.0),
        ("linear", {"begins": {"falls": 9.0}}, 8.5, 0.5),
        ("tiered", {"tiers": [{"progress": 0.5, "earns": 0.4}, {"progress": 1.0, "earns": 1.0}]}, 8.5, 0.4),
        ("tiered", {"tiers": [{"progress": 0.5, "earns": 0.4}, {"progress": 1.0, "earns": 1.0}]}, 9.5, 0.0),
        ("better-of-attainment-and-improvement", {"begins": {"falls": 9.0}}, 8.5, 0.75),
        ("better-of-attainment-and-improvement", {"begins": {"falls": 12.0}}, 9.0, 0.75),
    ],
)
def test_four_ways_of_earning_where_lower_is_better(
    scale: str,
    keys: dict[str, Any],
    value: float,
    earned: float,
) -> None:
    term = a_term("outcome-based", amount=1_000, scale=scale, **keys)
    (payment,) = paid(term, a_year(outcomes={"falls": an_outcome([value], 10.0, 8.0)}))
    assert payment.amount_pence[0] == round(earned * 1_000_00)


def test_gates_leave_nothing_and_are_named() -> None:
    term = a_term("outcome-based", share_at_risk=0.1, gates=["safe"])
    year = a_priced_year(outcomes={"falls": FALLS}, met={"safe": truths(False)})
    (payment,) = paid(term, year)
    assert payment.amount_pence[0] == 100_000_00
    assert "would be earned, but not met: safe, so nothing is; all of it is returned" in payment.reason(0)
    assert "condition safe" in payment.rests_on


def test_the_gate_of_one_outcome_closes_that_one_only() -> None:
    gated = OutcomeYear(numbers(8.0), 10.0, 8.0, 0.5, gate="data complete")
    open_ = OutcomeYear(numbers(8.0), 10.0, 8.0, 0.5)
    year = a_year(outcomes={"falls": gated, "slips": open_}, met={"data complete": truths(False)})
    first, second = paid(a_term("outcome-based", amount=1_000), year)
    assert (first.amount_pence[0], second.amount_pence[0]) == (0, 500_00)
    with pytest.raises(MissingFact, match="data complete"):
        paid(a_term("outcome-based", amount=1_000), a_year(outcomes={"falls": gated}))


def test_indicators_that_are_not_written_earn_by_the_quality_score() -> None:
    term = a_term("outcome-based", share_at_risk=[0.0, 0.1, 0.1, 0.15, 0.15], indicators=62)
    year = a_priced_year(year=4, quality_score=numbers(0.6))
    (payment,) = paid(term, year)
    assert payment.amount_pence[0] == 60_000_00
    assert payment.reason(0).startswith("over 62 indicators 60% of £150,000 is earned")
    assert payment.rests_on == ("quality score", "price")
    first = paid(term, a_priced_year(year=1, quality_score=numbers(0.6)))
    assert first[0].amount_pence[0] == 0
    assert first[0].reason(0) == "nothing depends on the 62 indicators in year 1"


def test_shares_among_parties_conserve_what_is_earned() -> None:
    term = a_term("outcome-based", amount=100, share={"A1": 1 / 3, "B1": 1 / 3, "C1": 1 / 3})
    payments = paid(term, a_year(outcomes={"falls": an_outcome([8.0], 10.0, 8.0)}))
    assert sorted(int(p.amount_pence[0]) for p in payments) == [3333, 3333, 3334]


OUTCOMES = [{"name": "falls", "baseline": 10, "target": 8, "weight": 1.0}]


@pytest.mark.parametrize(
    ("keys", "where", "found"),
    [
        ({}, "", "neither share_at_risk nor amount"),
        ({"amount": 5, "share_at_risk": 0.1}, "", "share_at_risk and amount"),
        ({"share_at_risk": 0.1}, "share_at_risk", "no prices in the contract"),
        ({"share_at_risk": [0.0, 0.1, 0.1, 0.15]}, "share_at_risk", "figures for 4 years"),
        ({"share_at_risk": 1.1}, "share_at_risk", "1.1"),
        ({"amount": 5, "outcomes": ["fall"]}, "outcomes", '"fall"'),
        ({"amount": 5, "begins": {"fall": 3}}, "begins", '"fall"'),
        ({"amount": 5, "begins": {"falls": 7.0}}, "begins.falls", "7"),
        ({"amount": 5, "scale": "tiered"}, "tiers", "no tiers"),
        (
            {
                "amount": 5,
                "scale": "tiered",
                "tiers": [{"progress": 0.5, "earns": 0.5}, {"progress": 1.0, "earns": 0.4}],
            },
            "tiers[2]",
            "a tier out of order",
        ),
    ],
)
def test_what_cannot_be_earned_is_refused(keys: dict[str, Any], where: str, found: str) -> None:
    assert (where, found) in refused("outcome-based", keys, outcomes=OUTCOMES)


def test_a_contract_without_outcomes_has_none_to_pay_for() -> None:
    assert ("", "no outcomes in the contract") in refused("outcome-based", {"amount": 5})


SCALES = st.sampled_from(
    [
        {"scale": "step"},
        {"scale": "linear"},
        {"scale": "linear", "begins": {"falls": 11.0}},
        {
            "scale": "tiered",
            "tiers": [{"progress": 0.3, "earns": 0.2}, {"progress": 0.9, "earns": 1.0}],
        },
        {"scale": "better-of-attainment-and-improvement", "begins": {"falls": 9.5}},
    ]
)


@given(
    values=st.lists(st.floats(-100, 100), min_size=2, max_size=20),
    target=st.sampled_from([8.0, 12.0]),
    keys=SCALES,
    on_top=st.booleans(),
)
def test_a_better_outcome_never_pays_less(
    values: list[float],
    target: float,
    keys: dict[str, Any],
    on_top: bool,
) -> None:
    better = sorted(values, reverse=target < 10)
    year = a_year(len(values), outcomes={"falls": an_outcome(better, 10.0, target)})
    if "begins" in keys and target > 10:
        keys = {**keys, "begins": {"falls": 10.5}}
    term = a_term("outcome-based", amount=12_345.67, on_top=on_top, **keys)
    assert np.all(np.diff(received(paid(term, year), "HOLD")) >= 0)


def test_a_value_just_short_of_its_target_does_not_read_as_if_it_were_there() -> None:
    year = a_year(outcomes={"waits": an_outcome([0.86996], 0.82, 0.87)})
    (payment,) = paid(a_term("outcome-based", amount=100.0, scale="step"), year)
    assert payment.reason(0).startswith("waits stands at 0.86996, from 0.82 towards 0.87: 0% of its £100")


def test_where_payment_begins_is_told_where_it_is_not_the_baseline() -> None:
    year = a_year(outcomes={"falls": an_outcome([17.0], 20.0, 16.0)})
    (payment,) = paid(a_term("outcome-based", amount=100.0, begins={"falls": 18.0}), year)
    assert payment.reason(0) == (
        "falls stands at 17, from 20 towards 16, paid from 18 on: 50% of its £100 is earned"
    )
