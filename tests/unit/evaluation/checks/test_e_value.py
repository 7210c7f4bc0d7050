"""What the E-value check says of each kind of estimate."""

from __future__ import annotations

import pytest

from joinedup.evaluation.methods.checks.e_value import EValueCheck, e_value, e_values
from joinedup.evaluation.methods.results import Estimate, MethodError


def estimate(value: float, low: float, high: float, scale: str = "ratio") -> Estimate:
    return Estimate(value, low, high, scale, "matched-controls", "robust", standard_error=0.1)  # type: ignore[arg-type]


def test_a_strong_ratio_needs_a_strong_hidden_cause() -> None:
    finding = EValueCheck()(estimate(3.9, 1.8, 8.7))
    assert finding.outcome == "passed"
    assert "7.3 times" in finding.sentence


def test_a_ratio_and_the_same_as_a_change_say_the_same() -> None:
    ratio = EValueCheck()(estimate(0.8, 0.71, 0.91))
    change = EValueCheck()(estimate(-0.2, -0.29, -0.09, "change"))
    assert change.figures["e_value"] == pytest.approx(ratio.figures["e_value"])


def test_an_effect_that_is_no_clearer_than_chance_cannot_be_judged() -> None:
    assert EValueCheck()(estimate(0.9, 0.7, 1.1)).outcome == "cannot-be-judged"


def test_a_difference_without_the_spread_of_the_outcome_cannot_be_judged() -> None:
    finding = EValueCheck()(estimate(-2.0, -3.0, -1.0, "difference"))
    assert finding.outcome == "cannot-be-judged"
    assert "standard deviation" in finding.sentence


def test_a_limit_near_one_is_a_concern() -> None:
    assert EValueCheck()(estimate(0.90, 0.81, 0.99)).outcome == "concern"


def test_a_ratio_of_nought_is_refused_in_words() -> None:
    with pytest.raises(MethodError, match="positive ratio"):
        e_value(0.0)


def test_limits_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(MethodError, match="low <= ratio"):
        e_values(2.0, 3.0, 1.0)
