from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from joinedup.evaluation.methods.panel.simplex import simplex_weights


@given(
    times=st.integers(2, 30),
    donors=st.integers(1, 50),
    ridge=st.sampled_from([0.0, 1e-6, 0.5]),
    spread=st.sampled_from([0.1, 1.0, 30.0]),
    seed=st.integers(0, 10_000),
)
def test_no_weighting_on_the_simplex_fits_better(times, donors, ridge, spread, seed) -> None:
    """The optimum of a convex problem: no donor's slope lies below the weighted mean of slopes."""
    rng = np.random.default_rng(seed)
    columns = rng.normal(size=(times, donors)) + rng.normal(size=donors)
    target = spread * rng.normal(size=times)
    weights = simplex_weights(columns, target, ridge)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1, abs=1e-12)
    slope = columns.T @ (columns @ weights - target) + ridge * weights
    assert weights @ slope - slope.min() < 1e-8 * max(1.0, spread**2 * times * 40)


def test_the_fit_is_that_of_a_general_solver_to_a_millionth() -> None:
    rng = np.random.default_rng(4)
    columns, target = rng.normal(size=(12, 8)), rng.normal(size=12)
    theirs = minimize(
        lambda w: np.sum((columns @ w - target) ** 2),
        np.full(8, 1 / 8),
        bounds=[(0, 1)] * 8,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        options={"ftol": 1e-15, "maxiter": 2000},
    )
    assert simplex_weights(columns, target) == pytest.approx(theirs.x, abs=1e-5)
    ours = np.sum((columns @ simplex_weights(columns, target) - target) ** 2)
    assert ours == pytest.approx(theirs.fun, abs=1e-6)


def test_a_weighted_mean_of_donors_gets_its_own_weights_back() -> None:
    rng = np.random.default_rng(1)
    columns = rng.normal(size=(20, 6))
    truth = np.array([0.5, 0, 0.2, 0.3, 0, 0])
    assert simplex_weights(columns, columns @ truth) == pytest.approx(truth, abs=1e-9)


def test_a_target_beyond_all_donors_takes_the_nearest_one() -> None:
    columns = np.tile([1.0, 2.0, 3.0], (5, 1))
    assert simplex_weights(columns, np.full(5, 9.0)).tolist() == [0, 0, 1]


def test_copies_of_a_donor_and_constant_donors_do_no_harm() -> None:
    one = np.arange(6.0)
    columns = np.column_stack([one, one, np.zeros(6), np.zeros(6)])
    assert columns @ simplex_weights(columns, one / 2) == pytest.approx(one / 2, abs=1e-9)


def test_a_heavy_ridge_makes_weights_alike() -> None:
    rng = np.random.default_rng(2)
    columns = rng.normal(size=(10, 5))
    assert simplex_weights(columns, columns[:, 0], 1e9) == pytest.approx(np.full(5, 0.2), abs=1e-6)


def test_a_single_donor_gets_all_the_weight() -> None:
    assert simplex_weights(np.ones((4, 1)), np.zeros(4)).tolist() == [1.0]
