from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.counterfactual import of_panel
from joinedup.evaluation.methods.panel.factor_model import decomposed
from joinedup.evaluation.methods.panel.generalised_synthetic_control import GeneralisedSyntheticControl
from joinedup.evaluation.methods.results import MethodError
from tests.unit.evaluation.panel.made_panels import drifting, panel


def with_factors(units: int, times: int, rank: int, noise: float, seed: int):
    rng = np.random.default_rng(seed)
    factors = rng.normal(size=(rank, times)).cumsum(axis=1)
    loadings = rng.normal(size=(units, rank)) + 0.5
    levels, shared = 20 + 3 * rng.normal(size=(units, 1)), rng.normal(size=times)
    return levels + shared + loadings @ factors + noise * rng.normal(size=(units, times))


def estimate(made, **options):
    return GeneralisedSyntheticControl(**options).estimate(made, rng=np.random.default_rng(0))


def test_without_noise_planted_effects_come_back_exactly_from_staggered_starts() -> None:
    outcomes = with_factors(30, 30, 2, 0.0, 1)
    outcomes[0, 15:] += 5
    outcomes[1, 20:] -= 1
    found = estimate(panel(outcomes, {0: 15, 1: 20}), rank=2)
    assert found.effect.value == pytest.approx((15 * 5 - 10) / 25, abs=1e-6)
    assert found.figures["error-before"] == pytest.approx(0, abs=1e-6)


def test_the_number_of_factors_is_found_and_the_effect_with_it() -> None:
    """Xu 2017, section 4: 5 treated and 45 control units, 20 times before and 10 after, two factors."""
    effects, ranks = [], []
    for seed in range(20):
        outcomes = with_factors(50, 30, 2, 0.5, seed)
        outcomes[:5, 20:] += np.arange(1, 11)
        made = panel(outcomes, dict.fromkeys(range(5), 20))
        rank, _ = GeneralisedSyntheticControl().chosen_rank(made)
        ranks.append(rank)
        effects.append(of_panel(GeneralisedSyntheticControl(rank=rank), made).effect)
    assert np.median(ranks) == 2
    assert np.mean(effects) == pytest.approx(5.5, abs=0.2)


def test_without_factors_it_is_the_difference_in_differences_of_the_means() -> None:
    outcomes = drifting(9, 20, seed=2)
    found = estimate(panel(outcomes, {0: 12, 1: 12}), rank=0)
    gap = outcomes[:2].mean(axis=0) - outcomes[2:].mean(axis=0)
    assert found.effect.value == pytest.approx(gap[12:].mean() - gap[:12].mean(), abs=1e-9)


def test_a_time_left_out_is_left_out_of_the_fit() -> None:
    """The short cut by leverage against fitting again without each time."""
    outcomes = with_factors(12, 20, 2, 0.4, 3)
    factors = decomposed(outcomes[1:]).factors(2)
    errors = factors.left_out_errors(outcomes[:1], 14)[0]
    own = outcomes[0] - factors.common
    for time in range(14):
        others = np.delete(np.arange(14), time)
        fitted = np.linalg.lstsq(factors.design[others], own[others], rcond=None)[0]
        assert errors[time] == pytest.approx(own[time] - factors.design[time] @ fitted, abs=1e-9)


def test_the_weights_amount_to_the_same_path_up_to_a_level() -> None:
    outcomes = with_factors(15, 24, 2, 0.3, 4)
    found = GeneralisedSyntheticControl(rank=2).without(outcomes[1:], outcomes[:1], 16, np.ones(1))
    assert found.weights is not None
    assert found.weights.sum() == pytest.approx(1)
    apart = found.path[0] - found.weights[0] @ outcomes[1:]
    assert apart == pytest.approx(np.full(24, apart[0]), abs=1e-9)


def test_more_factors_than_the_times_before_can_carry_are_refused_in_words() -> None:
    made = panel(drifting(12, 20, seed=2), {0: 6})
    refused = GeneralisedSyntheticControl(rank=5).why_not(made)
    assert refused is not None
    assert "5 factors asked for, and this panel can carry 4" in refused
    with pytest.raises(MethodError, match="5 factors"):
        estimate(made, rank=5)


def test_a_treated_unit_with_too_short_a_time_before_is_refused_and_not_dropped() -> None:
    refused = GeneralisedSyntheticControl().why_not(panel(drifting(12, 20, seed=2), {0: 14, 1: 4}))
    assert refused is not None
    assert "4 times before the earliest start" in refused


@pytest.mark.parametrize("interval_by", ["placebo", "bootstrap"])
def test_a_strong_effect_is_clear_of_chance_and_a_missing_one_is_not(interval_by) -> None:
    outcomes = with_factors(40, 30, 1, 0.5, 5)
    none = estimate(panel(outcomes, {0: 20, 1: 22}), interval_by=interval_by)
    outcomes[0, 20:] += 5
    outcomes[1, 22:] += 5
    strong = estimate(panel(outcomes, {0: 20, 1: 22}), interval_by=interval_by)
    assert not none.effect.is_clear_of_chance
    assert strong.effect.is_clear_of_chance
    assert strong.effect.low < 5 < strong.effect.high
    assert strong.by_time is not None
    assert (strong.by_time.low <= strong.by_time.value).all()


def test_two_donors_carry_no_factor() -> None:
    assert estimate(panel(drifting(3, 30, seed=2), {0: 20})).figures["rank"] == 0
