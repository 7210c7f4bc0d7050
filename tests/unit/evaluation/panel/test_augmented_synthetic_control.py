from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.augmented_synthetic_control import AugmentedSyntheticControl
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from tests.unit.evaluation.panel.made_panels import drifting, panel


def estimate(made, **options):
    return AugmentedSyntheticControl(**options).estimate(made, rng=np.random.default_rng(0))


@pytest.fixture
def outside():
    """Unit 0 swings twice as far as any donor: no weighted mean reaches it."""
    outcomes = drifting(12, 30, seed=3)
    outcomes[0] = outcomes.mean(axis=0) + 2 * (outcomes[4] - outcomes[5])
    return panel(outcomes, {0: 20})


def test_a_vast_penalty_leaves_the_synthetic_control_as_it_is(outside) -> None:
    plain = SyntheticControl().estimate(outside, rng=np.random.default_rng(0))
    assert estimate(outside, penalty=1e12).effect.value == pytest.approx(plain.effect.value, abs=1e-6)


def test_the_correction_cuts_the_error_before_the_start(outside) -> None:
    found = estimate(outside)
    assert found.figures["error-before"] < 0.5 * found.figures["error-before-unaugmented"]


def test_weights_still_add_up_to_one(outside) -> None:
    weights = estimate(outside).unit_weights
    assert sum(weights.values()) == pytest.approx(1, abs=1e-6)
    assert min(weights.values()) < 0


def test_the_penalty_within_one_error_is_never_the_smaller(outside) -> None:
    cautious = estimate(outside).figures["penalty"]
    assert cautious >= estimate(outside, within_one_error=False).figures["penalty"]


def test_the_weights_solve_the_ridge_equations(outside) -> None:
    """The correction of Ben-Michael, Feller, Rothstein 2021, written out: residual (X'X + penalty)^-1 X'."""
    found = AugmentedSyntheticControl(penalty=3.0)
    donors, treated = outside.outcomes[1:], outside.outcomes[:1]
    whole = found.without(donors, treated, 20, np.ones(1))
    plain = SyntheticControl().without(donors, treated, 20, np.ones(1))
    assert whole.weights is not None
    assert plain.weights is not None
    middle = donors[:, :20].mean(axis=0)
    before, own = donors[:, :20] - middle, treated[0, :20] - middle
    left_over = own - plain.weights[0] @ before
    correction = left_over @ np.linalg.solve(before.T @ before + 3.0 * np.eye(20), before.T)
    assert whole.weights[0] - plain.weights[0] == pytest.approx(correction, abs=1e-9)


def test_two_donors_alike_are_said_to_give_no_spread() -> None:
    outcomes = drifting(3, 30, seed=3)
    outcomes[2] = outcomes[1]
    found = estimate(panel(outcomes, {0: 20}))
    assert np.isfinite(found.effect.value)
    assert "no-spread" in {caution.name for caution in found.effect.cautions}


def test_a_conformal_interval_keeps_the_penalty(outside) -> None:
    found = estimate(outside, interval_by="conformal")
    assert found.figures["penalty"] == estimate(outside).figures["penalty"]
    assert found.effect.low <= found.effect.value <= found.effect.high


def test_placebos_are_not_scaled_unless_asked_for(outside) -> None:
    """Scaled by the error before the start, nominal 95% intervals held too little (docs/explanation/coverage.md)."""
    usual, scaled = (
        estimate(outside, **options).effect for options in ({}, {"interval_by": "placebo-scaled"})
    )
    assert usual.interval_by == "placebo-in-space"
    assert scaled.interval_by == "placebo-in-space-scaled"
    assert usual.value == scaled.value
    assert usual.high - usual.low != pytest.approx(scaled.high - scaled.low, rel=1e-3)
