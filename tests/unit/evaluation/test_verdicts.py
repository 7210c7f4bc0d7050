"""Every case of the rule by which assumptions are judged, and what holds for all of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.errors import JoinedupError
from joinedup.evaluation.decision_rule import DecisionRule, decision_rule
from joinedup.evaluation.methods.results import Estimate
from joinedup.evaluation.verdict_words import size_in_words
from joinedup.evaluation.verdicts import OUTCOME_OF, Verdict, VerdictError, verdict_of

BY = date(2024, 3, 31)
RULE = decision_rule()
BETTER = {"not-supported": 0, "undetectable": 1, "supported": 2}


def interval(low: float, value: float, high: float) -> Estimate:
    return Estimate(value, low, high, "change", "matched-controls", "cluster-robust")


def judged(
    low: float, high: float, *, expected: float = -0.10, detectable: float | None = -0.08, **others: object
) -> Verdict:
    found = interval(low, (low + high) / 2, high)
    return verdict_of(found, expected, detectable, BY, BY, RULE, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "detectable", "outcome", "reading"),
    [
        (-0.20, -0.02, -0.08, "supported", "as-expected"),
        (-0.30, -0.15, -0.08, "supported", "as-expected"),
        (-0.40, -0.02, -0.30, "supported", "as-expected"),
        (-0.07, -0.01, -0.05, "not-supported", "less-than-expected"),
        (-0.07, 0.01, -0.05, "not-supported", "too-small-to-matter"),
        (-0.07, 0.05, -0.30, "not-supported", "too-small-to-matter"),
        (-0.14, 0.04, -0.10, "not-supported", "not-shown"),
        (-0.14, 0.04, -0.11, "undetectable", "cannot-tell"),
        (-0.14, 0.04, None, "undetectable", "cannot-tell"),
        (-0.30, 0.40, -0.25, "undetectable", "cannot-tell"),
        (0.02, 0.40, -0.25, "not-supported", "opposite"),
    ],
)
def test_an_interval_has_one_verdict(
    low: float, high: float, detectable: float | None, outcome: str, reading: str
) -> None:
    verdict = judged(low, high, detectable=detectable)
    assert (verdict.outcome, verdict.reading) == (outcome, reading)


def test_nothing_is_judged_before_the_day_agreed_however_clear_it_looks() -> None:
    early = verdict_of(interval(-0.5, -0.4, -0.3), -0.1, -0.05, BY - timedelta(days=1), BY, RULE)
    assert early.outcome == "too-early"
    assert "31 March 2024" in early.sentence
    assert "30 March 2024" in early.sentence


def test_people_followed_for_less_than_half_of_what_was_planned_are_too_early() -> None:
    assert judged(-0.2, -0.1, follow_up_share=0.49).reading == "followed-too-little"
    assert judged(-0.2, -0.1, follow_up_share=0.5).outcome == "supported"
    assert judged(-0.2, -0.1, follow_up_share=math.nan).outcome == "too-early"


def test_an_interval_that_touches_no_change_does_not_leave_it_out() -> None:
    assert judged(-0.2, 0.0).outcome == "not-supported"


def test_an_interval_that_touches_the_expected_change_reaches_it() -> None:
    assert judged(-0.10, -0.05).outcome == "supported"


def test_a_smallest_detectable_change_equal_to_the_expected_one_is_enough() -> None:
    assert not judged(-0.14, 0.04, detectable=0.10).is_underpowered


def test_an_estimate_that_could_not_be_made_cannot_tell_once_the_day_is_there() -> None:
    assert verdict_of(None, -0.1, -0.05, BY, BY, RULE).reading == "no-estimate"
    assert verdict_of(None, -0.1, -0.05, BY - timedelta(days=1), BY, RULE).outcome == "too-early"
    not_a_number = interval(math.nan, -0.1, math.nan)
    assert verdict_of(not_a_number, -0.1, -0.05, BY, BY, RULE).reading == "no-estimate"


def test_an_increase_can_be_what_is_expected() -> None:
    assert judged(0.05, 0.30, expected=0.2).outcome == "supported"
    assert judged(-0.30, -0.05, expected=0.2).reading == "opposite"


@pytest.mark.parametrize("expected", [0.0, math.nan, math.inf])
def test_an_expectation_of_nothing_cannot_be_tested(expected: float) -> None:
    with pytest.raises(VerdictError, match="write the change that would show"):
        judged(-0.1, 0.1, expected=expected)


def test_a_ratio_is_turned_into_a_change_first() -> None:
    with pytest.raises(VerdictError, match=r"as_change\(\)"):
        verdict_of(replace(interval(0.8, 0.9, 1.0), scale="ratio"), -0.1, -0.1, BY, BY, RULE)


def test_the_interval_has_the_level_that_was_agreed() -> None:
    with pytest.raises(VerdictError, match="90% interval and the agreed rule asks for 95%"):
        verdict_of(replace(interval(-0.2, -0.1, -0.05), level=0.9), -0.1, -0.1, BY, BY, RULE)


def test_the_sentence_has_the_interval_and_what_was_expected() -> None:
    said = judged(-0.14, 0.04, detectable=-0.25).sentence
    for words in ("5% lower", "14% lower to 4% higher", "10% lower that was expected", "25% lower"):
        assert words in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (-0.12, "12% lower"),
        (0.034, "3.4% higher"),
        (-0.05, "5% lower"),
        (0.0, "no change"),
        (1.5, "150% higher"),
    ],
)
def test_a_change_is_said_in_words(change: float, words: str) -> None:
    assert size_in_words(change) == words


def test_the_rule_in_words_names_every_outcome_in_the_order_it_is_applied() -> None:
    assert [line.split(":")[0] for line in RULE.in_words] == [
        "Too early",
        "Supported",
        "Undetectable",
        "Not supported",
    ]


@pytest.mark.parametrize("share", [0.0, 1.0, 1.2, -0.1, math.nan])
def test_a_rule_with_an_impossible_level_is_refused(share: float) -> None:
    with pytest.raises(JoinedupError, match="level"):
        DecisionRule(share, 0.8, 0.5)


changes = st.floats(-0.95, 5, allow_nan=False)
sizes = st.floats(0.001, 0.9)
signs = st.sampled_from([-1, 1])
detectables = st.none() | st.floats(0.0, 2) | st.just(math.inf)
days = st.integers(-400, 400).map(lambda number: BY + timedelta(days=number))
shares = st.none() | st.floats(0, 3)


@given(changes, changes, sizes, signs, detectables, days, shares)
def test_every_input_has_exactly_one_verdict(
    one: float,
    other: float,
    size: float,
    sign: int,
    detectable: float | None,
    until: date,
    share: float | None,
) -> None:
    low, high = sorted((one, other))
    found = interval(low, (low + high) / 2, high)
    verdict = verdict_of(found, sign * size, detectable, until, BY, RULE, follow_up_share=share)
    assert verdict.outcome == OUTCOME_OF[verdict.reading]
    assert verdict.sentence.endswith(".")
    assert (verdict.outcome == "too-early") == (
        until < BY or (share is not None and share < RULE.least_share_of_follow_up)
    )


@given(changes, st.floats(0, 2), sizes, detectables, st.floats(0, 3))
def test_a_stronger_effect_never_has_a_worse_verdict(
    low: float, width: float, size: float, detectable: float | None, more: float
) -> None:
    weaker = judged(low, low + width, expected=size, detectable=detectable)
    stronger = judged(low + more, low + width + more, expected=size, detectable=detectable)
    assert BETTER[stronger.outcome] >= BETTER[weaker.outcome]


@given(changes, st.floats(0, 2), sizes, st.floats(0, 2), st.floats(0, 2))
def test_a_weaker_test_turns_only_not_supported_and_only_to_undetectable(
    low: float, width: float, size: float, detectable: float, more: float
) -> None:
    before = judged(low, low + width, expected=size, detectable=detectable).outcome
    after = judged(low, low + width, expected=size, detectable=detectable + more).outcome
    assert after == before or (before, after) == ("not-supported", "undetectable")


@given(changes, changes, sizes, detectables)
def test_fewer_and_more_are_judged_alike(
    one: float, other: float, size: float, detectable: float | None
) -> None:
    low, high = sorted((one, other))
    fewer = judged(low, high, expected=-size, detectable=detectable)
    more = judged(-high, -low, expected=size, detectable=detectable)
    assert fewer.reading == more.reading


@given(changes, changes, sizes, detectables, days, st.integers(0, 500))
def test_time_never_takes_a_verdict_back_to_too_early(
    one: float, other: float, size: float, detectable: float | None, until: date, days_later: int
) -> None:
    low, high = sorted((one, other))
    found = interval(low, low, high)
    before = verdict_of(found, size, detectable, until, BY, RULE)
    after = verdict_of(found, size, detectable, until + timedelta(days=days_later), BY, RULE)
    if before.outcome != "too-early":
        assert after.outcome == before.outcome


def _rates(truth: float, expected: float, error: float, detectable: float) -> dict[str, float]:
    """Shares of verdicts over 40,000 tests whose estimates have this standard error around the truth, on log ratios."""
    rng = np.random.default_rng(20240331)
    found = np.log1p(truth) + error * rng.standard_normal(40_000)
    half: float = 1.959964 * error
    as_change: Callable[[float], float] = lambda log_ratio: float(np.expm1(log_ratio))  # noqa: E731
    outcomes = [
        judged(as_change(x - half), as_change(x + half), expected=expected, detectable=detectable).outcome
        for x in found
    ]
    return {outcome: outcomes.count(outcome) / len(outcomes) for outcome in BETTER}


def test_a_true_expectation_is_supported_as_often_as_the_power_promises() -> None:
    """The error that gives a one-sided 2.5% test 80% power: log(0.9) / (1.960 + 0.842), by the normal distribution."""
    error = -math.log(0.9) / (1.959964 + 0.841621)
    assert _rates(-0.10, -0.10, error, -0.10)["supported"] == pytest.approx(0.80, abs=0.01)
    assert _rates(-0.10, -0.10, error / 2, -0.05)["supported"] == pytest.approx(0.975, abs=0.005)


@pytest.mark.parametrize("detectable", [-0.10, -0.30])
def test_no_effect_is_called_supported_in_one_of_forty(detectable: float) -> None:
    error = -math.log1p(detectable) / 2.8
    assert _rates(0.0, -0.10, error, detectable)["supported"] == pytest.approx(0.025, abs=0.004)


def test_a_true_expectation_that_could_not_be_found_is_seldom_called_not_supported() -> None:
    error = -math.log1p(-0.30) / 2.8
    rates = _rates(-0.10, -0.10, error, -0.30)
    assert rates["not-supported"] <= 0.03
    assert rates["undetectable"] >= 0.75
