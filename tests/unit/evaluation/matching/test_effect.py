"""The effect in a matched sample and its interval."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.sandwich_covariance import cov_cluster_2groups

from joinedup.evaluation.methods.matching.clustered import clustered_covariance
from joinedup.evaluation.methods.matching.effect import effect_of
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.nearest import nearest
from joinedup.evaluation.methods.results import MethodError


def paired(pairs: int = 200, seed: int = 3) -> tuple[Matched, np.ndarray]:
    """Pairs who share a good deal of their outcome; the effect is 1."""
    rng = np.random.default_rng(seed)
    shared = np.repeat(rng.normal(0, 3, pairs), 2)
    treated = np.tile([True, False], pairs)
    outcome = shared + treated + rng.normal(size=2 * pairs)
    rows = np.arange(2 * pairs)
    return Matched(treated, np.ones(2 * pairs), "pairs", rows[treated], rows[~treated]), outcome


def test_the_standard_error_of_pairs_is_that_of_their_differences() -> None:
    matched, outcome = paired()
    differences = outcome[matched.treated] - outcome[~matched.treated]
    found = effect_of(matched, outcome)
    assert found.value == pytest.approx(differences.mean())
    assert found.standard_error == pytest.approx(differences.std(ddof=1) / np.sqrt(200), rel=5e-3)
    assert found.interval_by == "cluster-robust-pairs"
    assert found.low < found.value < found.high


def test_a_control_who_serves_everybody_carries_everybodys_error() -> None:
    treated = np.array([True] * 40 + [False] * 2)
    score = np.array([0.0] * 20 + [1.0] * 20 + [0.0, 1.0])
    outcome = np.concatenate([np.random.default_rng(1).normal(size=40), [5.0, -5.0]])
    found = effect_of(nearest(score, treated, replace=True), outcome)
    assert found.interval_by == "cluster-robust-pairs-and-persons"
    # The mean of two controls five either side of nothing is known to about five, not to about one.
    assert found.standard_error is not None
    assert found.standard_error > 3


def test_rows_of_one_person_count_together() -> None:
    matched, outcome = paired()
    person = np.arange(400)
    person[1:80:2] = 1
    assert effect_of(matched, outcome, person=person).interval_by == "cluster-robust-pairs-and-persons"


def test_adjusting_takes_out_what_a_covariate_explains_and_says_what_it_left_out() -> None:
    matched, outcome = paired()
    covariate = np.random.default_rng(8).normal(size=400)
    adjusted = effect_of(
        matched, outcome + 10 * covariate, adjust_for=np.column_stack([covariate, covariate])
    )
    assert adjusted.value == pytest.approx(1.0, abs=0.5)
    assert adjusted.cautions[-1].message.startswith("1 columns to adjust for say nothing new")


def test_treatment_itself_is_not_adjusted_for() -> None:
    matched, outcome = paired()
    adjusted = effect_of(matched, outcome, adjust_for=matched.treated.astype(float))
    assert adjusted.value == pytest.approx(effect_of(matched, outcome).value)


def test_without_pairs_the_error_is_the_robust_one_of_the_weighted_means() -> None:
    rng = np.random.default_rng(5)
    treated = np.arange(500) < 100
    weights = np.where(treated, 1.0, rng.gamma(2, 1, 500))
    outcome = rng.normal(size=500)
    found = effect_of(Matched(treated, weights, "weights"), outcome)
    own, other = outcome[treated], outcome[~treated]
    shares = weights[~treated] / weights[~treated].sum()
    mean = shares @ other
    wanted = np.sqrt(own.var() / 100 + (shares**2 * (other - mean) ** 2).sum())
    assert found.standard_error == pytest.approx(wanted, rel=5e-3)
    assert found.interval_by == "robust"


def test_about_nineteen_intervals_in_twenty_cover_the_truth() -> None:
    found = [effect_of(*paired(60, seed)) for seed in range(400)]
    assert 0.92 <= np.mean([one.low <= 1.0 <= one.high for one in found]) <= 0.98


def test_what_was_dropped_and_warned_of_goes_with_the_estimate() -> None:
    matched = nearest(
        [0.0, 1.0, 5.0, 0.1, 1.1], [True, True, True, False, False], caliper=0.5, standardised=False
    )
    found = effect_of(matched, [1.0, 2.0, 3.0, 4.0, 5.5])
    assert found.dropped == matched.dropped
    assert "not-everyone-matched" in {caution.name for caution in found.cautions}


def test_a_missing_outcome_is_an_error_that_counts() -> None:
    matched, outcome = paired()
    outcome[:3] = np.nan
    with pytest.raises(MethodError, match="3 matched rows have no outcome"):
        effect_of(matched, outcome)


def test_an_outcome_is_one_value_a_row() -> None:
    with pytest.raises(MethodError, match="one outcome for each of the 400 rows"):
        effect_of(paired()[0], [1.0, 2.0])


def test_one_pair_has_no_interval() -> None:
    matched = nearest([0.0, 0.1, 5.0], [True, False, False])
    with pytest.raises(MethodError, match="2 rows cannot carry 2 coefficients"):
        effect_of(matched, [1.0, 2.0, 3.0])


def test_two_kinds_of_clusters_are_added_and_what_they_share_taken_away() -> None:
    """As statsmodels's `cov_cluster_2groups`, which follows Cameron, Gelbach and Miller."""
    rng = np.random.default_rng(12)
    one, other = rng.integers(0, 30, 400), rng.integers(0, 25, 400)
    terms = np.column_stack([np.ones(400), np.arange(400) % 2])
    outcome = (
        terms @ [1.0, 2.0] + rng.normal(size=30)[one] + rng.normal(size=25)[other] + rng.normal(size=400)
    )
    outcome += 2 * terms[:, 1] * (rng.normal(size=30)[one] + rng.normal(size=25)[other])
    coefficients, covariance = clustered_covariance(terms, outcome, np.ones(400), (one, other))
    fitted = sm.OLS(outcome, terms).fit()
    assert coefficients == pytest.approx(fitted.params)
    assert covariance == pytest.approx(cov_cluster_2groups(fitted, one, other)[0])
