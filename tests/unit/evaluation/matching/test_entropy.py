"""Entropy balancing."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.matching.entropy import entropy_balanced
from joinedup.evaluation.methods.results import MethodError


def people(rows: int = 3_000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    features = np.column_stack([rng.normal(70, 9, rows), rng.poisson(2, rows), rng.normal(0, 1e-3, rows)])
    return features, rng.random(rows) < 1 / (1 + np.exp(3.5 - 0.03 * features[:, 0] - 0.3 * features[:, 1]))


@pytest.mark.parametrize("moments", [1, 2])
def test_weighted_controls_have_the_means_of_the_treated(moments: int) -> None:
    features, treated = people()
    found = entropy_balanced(features, treated, moments=moments)
    weights = found.weights[~treated]
    for power in range(1, moments + 1):
        apart = np.average(features[~treated] ** power, axis=0, weights=weights) - (
            features[treated] ** power
        ).mean(axis=0)
        assert np.abs(apart / (features**power).std(axis=0)).max() < 1e-8
    assert weights.sum() == pytest.approx(np.count_nonzero(~treated))
    assert (weights > 0).all()


def test_weights_are_exponentials_of_the_columns_which_is_what_makes_them_the_most_even() -> None:
    features, treated = people()
    logs = np.log(entropy_balanced(features, treated).weights[~treated])
    terms = np.column_stack([np.ones(len(logs)), features[~treated]])
    explained = terms @ np.linalg.lstsq(terms, logs, rcond=None)[0]
    assert explained == pytest.approx(logs, abs=1e-7)


def test_treated_beyond_all_controls_are_told_with_the_column_that_stands_out() -> None:
    features, treated = people()
    beyond = np.where(treated, 9.0, np.arange(len(treated)) % 4)
    with pytest.raises(
        MethodError, match="agree with the treated in referrals: some treated values lie beyond"
    ):
        entropy_balanced(
            np.column_stack([features, beyond]), treated, ["age", "admissions", "small", "referrals"]
        )


def test_constant_and_repeated_columns_are_told() -> None:
    features, treated = people()
    whole = np.column_stack([features, np.ones(len(treated)), features[:, 0]])
    found = entropy_balanced(whole, treated, ["age", "admissions", "small", "one", "age again"])
    assert found.weights == pytest.approx(entropy_balanced(features, treated).weights)
    assert found.cautions[0].message.endswith("one, age again.")


def test_moments_are_one_or_two() -> None:
    with pytest.raises(MethodError, match="moments=3"):
        entropy_balanced([[1.0], [2.0]], [True, False], moments=3)


def test_only_constant_columns_leave_nothing_to_balance() -> None:
    with pytest.raises(MethodError, match="nothing to balance"):
        entropy_balanced([[1.0], [1.0]], [True, False])
