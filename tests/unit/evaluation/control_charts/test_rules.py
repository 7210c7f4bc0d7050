"""The edges of the four rules, one sentence each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.evaluation.methods.control_charts import preset, presets
from joinedup.evaluation.methods.control_charts.limits import Limits
from joinedup.evaluation.methods.control_charts.rules import (
    outside_limits,
    rules_broken,
    runs,
    trend,
    two_of_three,
)

# Mean 0, limits at -3 and 3, so that the two-thirds lines are at -2 and 2.
LINES = Limits(0, 20, 0.0, -3.0, 3.0, 3 / 2.66, 0, exist=True, trial=False)


def numbers(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)


def signs(found: np.ndarray) -> list[int]:
    return found.tolist()


def two(*values: float, **changed: Any) -> list[int]:
    return signs(two_of_three(numbers(*values), LINES, preset(None, **changed)))


def test_a_point_beyond_a_limit_is_outside() -> None:
    assert signs(outside_limits(numbers(0, 3.01, -3.01), LINES)) == [0, 1, -1]


def test_a_point_on_a_limit_is_not_outside() -> None:
    assert signs(outside_limits(numbers(3, -3), LINES)) == [0, 0]


def test_a_point_that_only_floating_point_puts_beyond_a_limit_is_on_it() -> None:
    above = Limits(0, 2, 0.0, -0.3, 0.1 + 0.2, 0.1, 0, exist=True, trial=False)
    assert 0.1 + 0.2 > 0.3
    assert signs(outside_limits(numbers(0.30000000000000016, 0.0), above)) == [0, 0]


def test_seven_points_on_one_side_are_a_run_and_all_seven_are_flagged() -> None:
    assert signs(runs(np.array([-1, 1, 1, 1, 1, 1, 1, 1], dtype=np.int8), 7)) == [0, 1, 1, 1, 1, 1, 1, 1]


def test_six_points_on_one_side_are_no_run_of_seven() -> None:
    assert not runs(np.array([1, 1, 1, 1, 1, 1, -1], dtype=np.int8), 7).any()


def test_a_point_on_the_mean_breaks_a_run() -> None:
    assert not runs(np.array([1, 1, 1, 1, 0, 1, 1, 1], dtype=np.int8), 7).any()


def test_a_run_below_the_mean_is_low() -> None:
    assert signs(runs(np.full(7, -1, dtype=np.int8), 7)) == [-1] * 7


def test_seven_rising_points_are_a_trend() -> None:
    assert signs(trend(numbers(1, 2, 3, 4, 5, 6, 7), 7)) == [1] * 7


def test_six_rises_need_seven_points() -> None:
    assert not trend(numbers(1, 2, 3, 4, 5, 6, 5), 7).any()


def test_two_equal_points_break_a_trend() -> None:
    assert not trend(numbers(1, 2, 3, 4, 4, 5, 6, 7), 7).any()


def test_a_trend_is_flagged_from_its_first_point_to_its_last() -> None:
    assert signs(trend(numbers(5, 1, 2, 3, 4, 2), 4)) == [0, 1, 1, 1, 1, 0]


def test_at_a_turning_point_the_later_trend_counts() -> None:
    assert signs(trend(numbers(1, 2, 3, 2, 1), 3)) == [1, 1, -1, -1, -1]


def test_two_of_three_beyond_the_two_thirds_line_are_flagged_and_the_third_is_not() -> None:
    assert two(0.5, 2.5, 1, 2.5, -1) == [0, 1, 0, 1, 0]


def test_two_beyond_the_line_with_two_points_between_them_are_not_flagged() -> None:
    assert two(2.5, 1, 1, 2.5) == [0, 0, 0, 0]


def test_the_third_point_must_be_on_the_same_side_of_the_mean() -> None:
    assert two(2.5, -0.5, 2.5) == [0, 0, 0]


def test_a_third_point_on_the_mean_is_on_neither_side() -> None:
    assert two(2.5, 0, 2.5) == [0, 0, 0]


def test_with_the_third_anywhere_it_may_be_on_the_other_side() -> None:
    assert two(2.5, -0.5, 2.5, two_of_three_third="anywhere") == [1, 0, 1]


def test_with_the_third_not_beyond_the_other_line_it_may_cross_the_mean_but_not_that_line() -> None:
    assert two(2.5, -0.5, 2.5, two_of_three_third="not-beyond-other-side") == [1, 0, 1]
    assert two(2.5, -2.5, 2.5, two_of_three_third="not-beyond-other-side") == [0, 0, 0]


def test_a_point_beyond_the_limits_counts_as_one_of_the_two() -> None:
    assert two(0.5, 3.5, 2.5) == [0, 1, 1]


def test_a_point_beyond_the_limits_does_not_count_where_the_options_say_so() -> None:
    assert two(0.5, 3.5, 2.5, two_of_three_beyond_limits=False) == [0, 0, 0]


def test_a_point_on_the_two_thirds_line_does_not_count_unless_the_options_say_so() -> None:
    assert two(0.5, 2, 2.5) == [0, 0, 0]
    assert two(0.5, 2, 2.5, two_of_three_on_line=True) == [0, 1, 1]


def test_points_close_to_opposite_limits_are_no_two_of_three() -> None:
    assert two(2.5, -2.5, 0.5) == [0, 0, 0]


def test_fewer_than_three_points_are_no_two_of_three() -> None:
    assert two(2.5, 2.5) == [0, 0]


series = st.lists(st.floats(-1e6, 1e6), min_size=13, max_size=40).map(lambda v: np.array(v, dtype=float))


@given(series, st.sampled_from(sorted(presets())))
def test_a_series_upside_down_breaks_the_same_rules_the_other_way(values: np.ndarray, name: str) -> None:
    mean, half = float(values.mean()), float(np.abs(np.diff(values)).mean()) * 2.66
    options = preset(name)

    def broken(sign: int) -> dict[str, np.ndarray]:
        lines = Limits(0, 0, sign * mean, sign * mean - half, sign * mean + half, half / 2.66, 0, True, False)
        return rules_broken(sign * values, lines, options)

    for rule, found in broken(1).items():
        assert signs(found) == [-one for one in signs(broken(-1)[rule])]


@given(series)
def test_what_a_shorter_run_does_not_flag_a_longer_run_does_not_flag(values: np.ndarray) -> None:
    sides = np.sign(values - values.mean()).astype(np.int8)
    assert not (runs(sides, 7).astype(bool) & ~runs(sides, 6).astype(bool)).any()
    assert not (trend(values, 7).astype(bool) & ~trend(values, 6).astype(bool)).any()


@pytest.mark.parametrize("name", sorted(presets()))
def test_a_series_that_never_changes_breaks_no_rule(name: str) -> None:
    values = np.full(20, 0.1)
    mean = float(values.mean())
    lines = Limits(0, 20, mean, mean, mean, 0.0, 0, exist=True, trial=False)
    assert not any(found.any() for found in rules_broken(values, lines, preset(name)).values())
