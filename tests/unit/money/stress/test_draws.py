"""What is drawn: the percentiles, correlations and persistence that were asked for."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from joinedup.money.stress.assumptions import Assumptions, AssumptionsError, shipped
from joinedup.money.stress.correlation import correlated, lower_triangle
from joinedup.money.stress.draws import Draws, drawn, generator
from tests.unit.money.stress.made_up_contracts import contract

FUTURES = 40_000
# 5 standard errors of a share near one in twenty, and of a correlation, in so many futures.
SHARE_MAY_BE_OFF, CORRELATION_MAY_BE_OFF = 5 * sqrt(0.05 * 0.95 / FUTURES), 5 / sqrt(FUTURES)


@pytest.fixture(scope="module")
def assumptions() -> Assumptions:
    return shipped(contract().contract)


@pytest.fixture(scope="module")
def draws(assumptions: Assumptions) -> Draws:
    return drawn(assumptions, 3, FUTURES, generator(1, 0, "assumptions"))


def test_one_in_twenty_is_below_low_and_one_in_twenty_above_high_in_every_year(
    assumptions: Assumptions, draws: Draws
) -> None:
    for name, one in assumptions.by_name.items():
        if not one.varies or one.distribution == "yes-or-no":
            continue
        for year in draws.values[name]:
            # Values cut off at what can be are counted where they were before: at the limit or beyond.
            if one.low > one.at_least:
                assert np.mean(year < one.low) == pytest.approx(0.05, abs=SHARE_MAY_BE_OFF), name
            if one.high < one.at_most:
                assert np.mean(year > one.high) == pytest.approx(0.05, abs=SHARE_MAY_BE_OFF), name
            assert np.mean(year < one.central) == pytest.approx(0.5, abs=5 * 0.5 / sqrt(FUTURES)), name
            assert one.at_least <= year.min() <= year.max() <= one.at_most


def test_conditions_are_met_as_often_as_asked(assumptions: Assumptions, draws: Draws) -> None:
    met = draws.values["conditions_met"]
    assert set(np.unique(met)) == {0.0, 1.0}
    assert met.mean() == pytest.approx(assumptions["conditions_met"].central, abs=0.006)


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("price_inflation", "price_uplift", 0.8),
        ("savings_realised", "savings_delay", -0.5),
        ("savings_realised", "outcome_progress", 0.5),
        ("quality_score", "outcome_progress", 0.4),
        ("baseline_error", "demand_growth", 0.2),
        ("demand_growth", "people_growth", 0.3),
        ("baseline_error", "savings_realised", 0.0),
    ],
)
def test_assumptions_go_together_as_asked(draws: Draws, one: str, other: str, asked: float) -> None:
    found = np.corrcoef(draws.normal[one][0], draws.normal[other][0])[0, 1]
    assert found == pytest.approx(asked, abs=CORRELATION_MAY_BE_OFF)


def test_those_that_persist_alike_go_together_as_asked_in_every_year(draws: Draws) -> None:
    for year in range(3):
        inflation, uplift = (draws.normal[name][year] for name in ("price_inflation", "price_uplift"))
        assert np.corrcoef(inflation, uplift)[0, 1] == pytest.approx(0.8, abs=CORRELATION_MAY_BE_OFF)


def test_a_year_is_like_the_year_before_as_far_as_asked(assumptions: Assumptions, draws: Draws) -> None:
    for name, one in assumptions.by_name.items():
        years = draws.normal[name]
        found = np.corrcoef(years[1], years[2])[0, 1]
        assert found == pytest.approx(one.persistence, abs=CORRELATION_MAY_BE_OFF), name
        assert years[2].std() == pytest.approx(1, abs=0.02)


def test_what_is_held_does_not_move_what_is_not(assumptions: Assumptions, draws: Draws) -> None:
    held = drawn(assumptions.held({"baseline_error": 0.1}), 3, FUTURES, generator(1, 0, "assumptions"))
    assert (held.values["baseline_error"] == 0.1).all()
    for name in assumptions.by_name:
        if name != "baseline_error":
            assert np.array_equal(held.values[name], draws.values[name])


def test_the_triangle_gives_the_matrix_back() -> None:
    matrix = [[1, 0.8, -0.5], [0.8, 1, -0.2], [-0.5, -0.2, 1]]
    triangle = lower_triangle(matrix)
    assert triangle is not None
    whole = np.zeros((3, 3))
    for row, shares in enumerate(triangle):
        whole[row, : len(shares)] = shares
    assert whole @ whole.T == pytest.approx(np.array(matrix))
    assert correlated(triangle, np.eye(3)) == pytest.approx(whole)


def test_numbers_that_cannot_go_together_have_no_triangle() -> None:
    # One goes with two and two with three, so that one cannot go against three.
    assert lower_triangle([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]) is None
    assert lower_triangle([[1, 1], [1, 1]]) is None


def test_an_assumption_that_there_is_not_cannot_be_held(assumptions: Assumptions) -> None:
    with pytest.raises(AssumptionsError, match="there is no assumption inflation"):
        assumptions.held({"inflation": 0.0})
