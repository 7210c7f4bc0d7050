"""A difference turned into a change of what would have been."""

from __future__ import annotations

import math

import pytest

from joinedup.evaluation.methods.panel.relative import relative_change
from joinedup.evaluation.methods.results import Estimate


def effect(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, "difference", "a-design", "by-hand")


def test_each_limit_is_divided_by_the_counterfactual_that_goes_with_it() -> None:
    change = relative_change(effect(-10, -30, 10), 90.0)
    assert change is not None
    assert (change.low, change.value, change.high) == pytest.approx((-30 / 120, -10 / 100, 10 / 80))
    assert change.scale == "change"


def test_the_change_is_clear_of_chance_exactly_when_the_difference_is() -> None:
    for one in (effect(-10, -30, 10), effect(-10, -19, -1), effect(3, 0.1, 5)):
        change = relative_change(one, 20.0)
        assert change is not None
        assert change.is_clear_of_chance == one.is_clear_of_chance


def test_where_nothing_would_have_been_there_is_no_change() -> None:
    assert relative_change(effect(5, 1, 9), 5.0) is None


def test_a_limit_that_reaches_all_that_was_observed_is_infinite_and_said() -> None:
    change = relative_change(effect(5, 1, 12), 10.0)
    assert change is not None
    assert change.high == math.inf
    assert [caution.name for caution in change.cautions] == ["no-upper-limit"]
    assert str(change) == "100% (95% interval 11.11% to no upper limit), a-design"
