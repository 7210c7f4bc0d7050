"""The slope and the relative index of inequality."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.population.slope_index import mean_ranks, slope_index


def test_groups_stand_in_the_middle_of_their_share_of_the_population() -> None:
    assert mean_ranks(np.array([10.0, 30.0, 60.0])) == pytest.approx([0.05, 0.25, 0.7])


def test_a_straight_gradient_over_equal_groups_gives_its_own_rise() -> None:
    # 10 to 50 at ranks 0.1 to 0.9: 5 at rank 0 and 55 at rank 1.
    found = slope_index(
        np.array([10.0, 20, 30, 40, 50]), np.full(5, 1000.0), multiplier=1000, chance="poisson"
    )
    assert found is not None
    assert found.slope == pytest.approx(50)
    assert found.relative == pytest.approx(11)


def test_the_slope_is_that_of_a_weighted_regression() -> None:
    denominators = np.array([900.0, 1100, 1500, 700, 800])
    numerators = np.array([8.0, 21, 30, 25, 41])
    rates = 1000 * numerators / denominators
    ranks = (np.cumsum(denominators) - denominators / 2) / denominators.sum()
    slope, start = np.polyfit(ranks, rates, 1, w=np.sqrt(denominators))
    found = slope_index(numerators, denominators, multiplier=1000, chance="poisson")
    assert found is not None
    assert found.slope == pytest.approx(slope)
    assert found.relative == pytest.approx((start + slope) / start)


def test_the_limits_of_a_count_carry_poisson_chance() -> None:
    # Equal groups at 0.1 ... 0.9: the slope weighs the rates by (x - 0.5) / sum of (x - 0.5)^2 = -1, -0.5, 0, 0.5, 1. A rate
    # of n per 1,000 has variance n: 10 + 20/4 + 0 + 40/4 + 50 = 75, so the limits are 50 -+ 1.96 x sqrt(75) = 16.97.
    found = slope_index(
        np.array([10.0, 20, 30, 40, 50]), np.full(5, 1000.0), multiplier=1000, chance="poisson"
    )
    assert found is not None
    assert (found.slope_low, found.slope_high) == (
        pytest.approx(33.026, abs=1e-3),
        pytest.approx(66.974, abs=1e-3),
    )


def test_the_limits_of_a_share_carry_binomial_chance() -> None:
    # The same slope of shares 0.1 ... 0.5 of 100: variances 0.0009, 0.0016, 0.0021, 0.0024, 0.0025;
    # 0.0009 + 0.0016/4 + 0.0024/4 + 0.0025 = 0.0044; 1.96 x sqrt(0.0044) = 0.13001.
    found = slope_index(np.array([10.0, 20, 30, 40, 50]), np.full(5, 100.0), multiplier=1, chance="binomial")
    assert found is not None
    assert found.slope_high - found.slope == pytest.approx(0.13001, abs=1e-5)


def test_the_limits_of_a_sum_carry_the_scatter_about_the_line() -> None:
    # Values 9, 22, 30, 38, 51 at ranks 0.1 ... 0.9: slope 50, residuals -1, 2, 0, -2, 1 around 10 ... 50, sum of squares 10
    # with 3 degrees of freedom; variance of the slope 10 / 3 / 0.4 = 8.333; t 3.1824 x 2.8868 = 9.187.
    # (slope: -9 - 11 + 0 + 19 + 51 = 50)
    found = slope_index(np.array([9.0, 22, 30, 38, 51]), np.full(5, 1.0), multiplier=1, chance="residual")
    assert found is not None
    assert found.slope == pytest.approx(50)
    assert found.slope_high - found.slope == pytest.approx(9.187, abs=1e-3)


def test_fewer_than_three_groups_have_no_index() -> None:
    assert slope_index(np.array([1.0, 2, 0]), np.array([10.0, 10, 0]), multiplier=1, chance="poisson") is None


def test_a_line_that_meets_zero_has_no_relative_index() -> None:
    found = slope_index(np.array([0.0, 1, 30]), np.full(3, 100.0), multiplier=1, chance="poisson")
    assert found is not None
    assert found.slope > 0
    assert found.relative is None


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(500, 5000)), min_size=3, max_size=5),
    st.floats(0.1, 1000),
)
def test_turning_the_order_of_deprivation_round_turns_the_slope_round(
    groups: list[tuple[int, int]], multiplier: float
) -> None:
    numerators, denominators = np.array(groups, dtype=float).T
    there = slope_index(numerators, denominators, multiplier=multiplier, chance="poisson")
    back = slope_index(numerators[::-1], denominators[::-1], multiplier=multiplier, chance="poisson")
    assert there is not None
    assert back is not None
    assert there.slope == pytest.approx(-back.slope, abs=1e-6 * multiplier)
    assert there.slope_high == pytest.approx(-back.slope_low, abs=1e-6 * multiplier)
