"""The ratio of two rates: the same as a published implementation, and words where there is none."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from joinedup.evaluation.matched_controls.rate_ratio import (
    Members,
    difference_estimate,
    rate_ratio,
    ratio_estimate,
)
from joinedup.evaluation.methods.results import MethodError


def members(rng: np.random.Generator, sets: int = 400, effect: float = 0.7) -> Members:
    treated = np.arange(2 * sets) < sets
    years = rng.uniform(0.2, 2.0, 2 * sets)
    frailty = rng.gamma(1.5, 1 / 1.5, sets)[np.tile(np.arange(sets), 2)]
    amount = rng.poisson(1.2 * np.where(treated, effect, 1.0) * frailty * years).astype(float)
    weight = rng.uniform(0.5, 1.5, 2 * sets)
    return Members(
        amount, years, treated, weight, np.tile(np.arange(sets), 2), np.arange(2 * sets), np.arange(2 * sets)
    )


def test_without_adjustment_it_is_the_ratio_of_weighted_rates() -> None:
    found = members(np.random.default_rng(1))
    t, c = found.treated, ~found.treated
    rates = [(found.weight[g] @ found.amount[g]) / (found.weight[g] @ found.years[g]) for g in (t, c)]
    assert np.exp(rate_ratio(found).log_ratio) == pytest.approx(rates[0] / rates[1], rel=1e-9)


def test_adjusted_it_is_the_poisson_regression_of_statsmodels() -> None:
    rng = np.random.default_rng(2)
    found = members(rng)
    x = rng.normal(size=(len(found.amount), 3))
    design = np.column_stack([np.ones(len(x)), found.treated, x])
    # The same weak ridge on the covariates, written as rows of data would be: none is needed at this size.
    fitted = sm.GLM(
        found.amount,
        design,
        family=sm.families.Poisson(),
        offset=np.log(found.years),
        freq_weights=found.weight,
    ).fit(tol=1e-12)
    assert rate_ratio(found, x).log_ratio == pytest.approx(fitted.params[1], abs=2e-4)


def test_the_interval_is_that_of_statsmodels_clustered_by_set() -> None:
    rng = np.random.default_rng(3)
    found = members(rng)
    found = Members(**{**found.__dict__, "weight": np.ones(len(found.amount))})
    design = np.column_stack([np.ones(len(found.amount)), found.treated])
    fitted = sm.GLM(
        found.amount,
        design,
        family=sm.families.Poisson(),
        offset=np.log(found.years),
    ).fit(cov_type="cluster", cov_kwds={"groups": found.matched_set})
    ours = ratio_estimate(rate_ratio(found), found, 0.95, "matched-controls")
    assert ours.standard_error == pytest.approx(fitted.bse[1], rel=0.01)


def test_the_unit_that_amounts_are_counted_in_does_not_matter() -> None:
    rng = np.random.default_rng(4)
    found = members(rng)
    x = rng.normal(size=(len(found.amount), 2))
    in_pence = Members(**{**found.__dict__, "amount": found.amount * 123_456})
    pounds, pence = (
        ratio_estimate(rate_ratio(one, x), one, 0.95, "matched-controls") for one in (found, in_pence)
    )
    assert (pence.value, pence.low, pence.high) == pytest.approx((pounds.value, pounds.low, pounds.high))


def test_the_difference_is_the_rate_less_what_it_would_have_been() -> None:
    found = members(np.random.default_rng(5))
    ratio = rate_ratio(found)
    difference = difference_estimate(ratio, found, 1000.0, 0.95, "matched-controls")
    assert difference.value == pytest.approx(1000 * (ratio.treated_rate - ratio.control_rate))
    assert difference.low < difference.value < difference.high


def test_a_feature_that_rules_out_events_still_gives_an_answer() -> None:
    found = members(np.random.default_rng(6))
    never = np.zeros(len(found.amount))
    never[[3, 5, 403]] = 1.0
    without = Members(**{**found.__dict__, "amount": np.where(never > 0, 0.0, found.amount)})
    estimate = ratio_estimate(rate_ratio(without, never[:, None]), without, 0.95, "matched-controls")
    assert np.isfinite([estimate.low, estimate.high]).all()


@pytest.mark.parametrize("group", [True, False])
def test_a_group_without_events_has_no_ratio_and_is_told_so(group: bool) -> None:
    found = members(np.random.default_rng(7))
    none = Members(**{**found.__dict__, "amount": np.where(found.treated == group, 0.0, found.amount)})
    with pytest.raises(MethodError, match=r"had no events in \d+ person-years"):
        rate_ratio(none)


def test_an_interval_with_few_sets_is_wider_than_the_normal_one() -> None:
    few = members(np.random.default_rng(8), sets=6)
    estimate = ratio_estimate(rate_ratio(few), few, 0.95, "matched-controls")
    assert estimate.standard_error is not None
    assert np.log(estimate.high / estimate.low) > 2 * 1.96 * estimate.standard_error
