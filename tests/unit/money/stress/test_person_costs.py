"""The part of people's cost above a threshold, against costs drawn person by person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.stress.chance import IndividualCosts, individual_costs
from joinedup.money.stress.person_costs import LognormalPersonCosts


@pytest.mark.parametrize("multiple", [1.0, 5.0, 20.0])
def test_the_part_above_a_threshold_is_that_of_people_drawn_one_by_one(multiple: float) -> None:
    costs = individual_costs()
    people = np.random.Generator(np.random.PCG64(1)).standard_normal(4_000_000)
    drawn = np.exp(costs.log_spread * people - costs.log_spread**2 / 2)
    assert costs.above(multiple) == pytest.approx(np.maximum(drawn - multiple, 0).mean(), rel=0.03)


def test_of_a_pound_more_by_chance_the_part_above_is_the_slope_of_people_drawn_one_by_one() -> None:
    # Less spread than costs have, so that a slope can be drawn at all.
    costs = IndividualCosts(0.8)
    drawn = np.exp(0.8 * np.random.Generator(np.random.PCG64(1)).standard_normal(2_000_000) - 0.32)
    above = np.maximum(drawn - 3, 0)
    slope = np.cov(above, drawn)[0, 1] / drawn.var()
    assert costs.above_by_chance(3.0) == pytest.approx(slope, rel=0.02)


def test_everything_lies_above_nothing_and_nothing_above_everything() -> None:
    costs = individual_costs()
    assert costs.above(0.0) == 1.0
    assert costs.above_by_chance(0.0) == 1.0
    assert costs.above(1e9) < 1e-6


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**12))
def test_a_higher_threshold_never_leaves_more_above_it(one: int, other: int, spending: int) -> None:
    costs = LognormalPersonCosts(
        individual_costs(), np.array([1_000.0]), np.array([spending]), np.array([spending * 0.97])
    )
    low, high = sorted((one, other))
    assert 0 <= costs.above(high)[0] <= costs.above(low)[0] + 1 <= spending + 2
