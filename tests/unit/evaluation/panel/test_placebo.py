from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t

from joinedup.evaluation.methods.panel.counterfactual import of_panel
from joinedup.evaluation.methods.panel.placebo import placebos
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from tests.unit.evaluation.panel.made_panels import drifting, panel

DESIGN = SyntheticControl()


def drawn(outcomes, starts, draws=50, seed=0):
    rng = np.random.default_rng(seed)
    return placebos(DESIGN, outcomes, np.ones(len(outcomes)), np.array(starts), draws, rng)


def test_with_one_treated_unit_every_donor_is_a_placebo_once() -> None:
    donors = drifting(9, 24, seed=1)
    found = drawn(donors, [16])
    expected = []
    for row in range(9):
        moved = np.vstack([donors[row], np.delete(donors, row, axis=0)])
        expected.append(of_panel(DESIGN, panel(moved, {0: 16})).effect)
    assert found.effects == pytest.approx(expected, abs=1e-9)


def test_the_unscaled_interval_is_t_times_the_root_mean_square_of_placebos() -> None:
    outcomes = drifting(10, 24, seed=2)
    made = panel(outcomes, {0: 16})
    found = SyntheticControl(interval_by="placebo").estimate(made, rng=np.random.default_rng(0))
    spread = np.sqrt((1 + 1 / 9) * np.mean(drawn(outcomes[1:], [16]).effects ** 2))
    assert found.effect.standard_error == pytest.approx(spread)
    assert found.effect.high - found.effect.value == pytest.approx(t.ppf(0.975, 8) * spread)


def test_the_p_value_agrees_with_the_interval() -> None:
    outcomes = drifting(10, 24, seed=2)
    outcomes[0, 16:] += 1.5
    made = panel(outcomes, {0: 16})
    found = SyntheticControl().estimate(made, rng=np.random.default_rng(0)).effect
    assert found.p_value is not None
    edge = SyntheticControl().estimate(made, level=1 - found.p_value, rng=np.random.default_rng(0)).effect
    assert min(abs(edge.low), abs(edge.high)) == pytest.approx(0, abs=1e-9)


def test_the_permutation_p_value_counts_donors_with_a_larger_ratio_of_errors() -> None:
    outcomes = drifting(10, 24, seed=3)
    outcomes[0, 16:] += 50
    found = of_panel(DESIGN, panel(outcomes, {0: 16}))
    assert drawn(outcomes[1:], [16]).permutation_p_value(found) == pytest.approx(1 / 10)


def test_a_set_of_placebos_is_as_large_as_the_treated_but_at_most_a_third_of_the_donors() -> None:
    assert drawn(drifting(12, 24, 1), [16, 16, 16]).set_size == 3
    assert drawn(drifting(6, 24, 1), [16] * 6).set_size == 2


def test_few_donors_cannot_give_a_small_p_value_however_many_sets_are_drawn() -> None:
    assert drawn(drifting(6, 24, 1), [16] * 6).smallest_p_value == pytest.approx(1 / (1 + 15))
    assert drawn(drifting(5, 24, 1), [16] * 3).smallest_p_value == pytest.approx(1 / (1 + 5))


def test_placebos_by_time_reach_as_far_as_the_treated_do() -> None:
    found = drawn(drifting(12, 24, 1), [12, 18])
    errors = found.standard_errors_by_time(np.arange(-18, 12))
    assert np.isfinite(errors).all()
    assert np.isinf(found.standard_errors_by_time(np.array([40]))).all()


def test_a_noisier_treated_unit_gets_a_wider_interval_when_scaled() -> None:
    found = drawn(drifting(12, 24, 1), [16])
    calm, noisy = found.standard_error(0.05), found.standard_error(5.0)
    assert calm < found.standard_error() < noisy


def test_where_no_donor_outnumbers_the_treated_their_own_spread_is_pooled() -> None:
    outcomes = drifting(8, 36, seed=4)
    alike = SyntheticControl().estimate(
        panel(outcomes, dict.fromkeys(range(6), 24)), rng=np.random.default_rng(0)
    )
    apart = outcomes.copy()
    apart[:6, 24:] += np.array([-9, 9, -6, 6, -3, 3])[:, None]
    wide = SyntheticControl().estimate(
        panel(apart, dict.fromkeys(range(6), 24)), rng=np.random.default_rng(0)
    )
    assert wide.effect.value == pytest.approx(alike.effect.value)
    assert wide.effect.high - wide.effect.low > alike.effect.high - alike.effect.low
