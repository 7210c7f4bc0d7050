from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.synthetic_difference_in_differences import (
    SyntheticDifferenceInDifferences,
)
from joinedup.evaluation.methods.results import MethodError
from tests.unit.evaluation.panel.made_panels import drifting, panel


def estimate(made, **options):
    return SyntheticDifferenceInDifferences(**options).estimate(made, rng=np.random.default_rng(0))


@pytest.fixture
def parallel():
    """All units move alike, at levels of their own; units 0 and 1 fall by 2 from time 18 on."""
    rng = np.random.default_rng(1)
    shared = rng.normal(size=26).cumsum()
    outcomes = shared + 5.0 * np.arange(10)[:, None] + 0.01 * drifting(10, 26, 1)
    outcomes[:2, 18:] -= 2
    return panel(outcomes, {0: 18, 1: 18})


@pytest.mark.parametrize("solver", ["frank-wolfe", "exact"])
def test_units_that_move_alike_at_any_level_give_the_planted_effect(parallel, solver) -> None:
    found = estimate(parallel, solver=solver)
    assert found.effect.value == pytest.approx(-2, abs=0.05)
    assert found.effect.is_clear_of_chance


def test_the_two_solvers_agree_closely(parallel) -> None:
    effects = [estimate(parallel, solver=solver).effect.value for solver in ("frank-wolfe", "exact")]
    assert effects[0] == pytest.approx(effects[1], abs=1e-3)


def test_the_weights_solve_the_published_problem(parallel) -> None:
    """Donors: zeta^2 = sqrt(treated x times after) x variance of donors' first differences, times the times before."""
    found = SyntheticDifferenceInDifferences(solver="exact")
    donors, mean = parallel.outcomes[2:], parallel.outcomes[:2].mean(axis=0)
    units, _ = found.weights(donors, mean, 2, 18)
    noise = np.std(np.diff(donors[:, :18], axis=1), ddof=1)
    columns = (donors[:, :18] - donors[:, :18].mean(axis=1, keepdims=True)).T
    target = mean[:18] - mean[:18].mean()
    slope = columns.T @ (columns @ units - target) + 18 * np.sqrt(2 * 8) * noise**2 * units
    assert units @ slope - slope.min() == pytest.approx(0, abs=1e-8)


def test_starts_that_differ_are_fitted_one_by_one(parallel) -> None:
    outcomes = parallel.outcomes.copy()
    outcomes[1, 18:20] += 2
    found = estimate(panel(outcomes, {0: 18, 1: 20}))
    assert found.effect.value == pytest.approx(-2, abs=0.1)
    assert found.by_time is not None
    assert found.by_time.since_start.min() == -20


def test_the_jackknife_needs_two_treated(parallel) -> None:
    assert estimate(parallel, interval_by="jackknife").effect.interval_by == "jackknife"
    with pytest.raises(MethodError, match="jackknife"):
        estimate(panel(parallel.outcomes[1:], {0: 18}), interval_by="jackknife")
