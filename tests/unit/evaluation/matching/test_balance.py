"""Balance: what is computed, how it reads, and what it looks like."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.matching.balance import balance_of
from joinedup.evaluation.methods.matching.love_plot import love_plot_rows
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.nearest import nearest
from joinedup.evaluation.methods.matching.thresholds import Alike
from joinedup.evaluation.methods.results import MethodError

NAMES = ["age", "female", "admissions"]


def people(rows: int = 6_000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(9)
    features = np.column_stack([rng.normal(70, 9, rows), rng.integers(0, 2, rows), rng.poisson(2, rows)])
    score = 0.05 * features[:, 0] + 0.3 * features[:, 2]
    return features, rng.random(rows) < 1 / (1 + np.exp(6 - score)), score


def test_differences_are_in_standard_deviations_of_the_treated() -> None:
    features, treated, score = people()
    found = balance_of(features, nearest(score, treated), NAMES)
    apart = features[treated].mean(axis=0) - features[~treated].mean(axis=0)
    share = features[treated, 1].mean()
    spread = [
        features[treated, 0].std(ddof=1),
        np.sqrt(share * (1 - share)),
        features[treated, 2].std(ddof=1),
    ]
    assert found.difference_before == pytest.approx(apart / spread)


def test_after_matching_rows_count_by_their_weights() -> None:
    features, treated, score = people()
    matched = nearest(score, treated, replace=True, ratio=2)
    found = balance_of(features, matched, NAMES)
    weights = matched.weights[~treated]
    assert found.control_mean_after == pytest.approx(np.average(features[~treated], axis=0, weights=weights))
    assert found.effective_controls == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    assert found.effective_controls < matched.controls_used


def test_variance_ratios_are_of_numbers_and_not_of_columns_of_0_and_1() -> None:
    features, treated, score = people()
    found = balance_of(features, nearest(score, treated), NAMES)
    variances = features[treated].var(axis=0, ddof=1) / features[~treated].var(axis=0, ddof=1)
    assert found.variance_ratio_before[[0, 2]] == pytest.approx(variances[[0, 2]])
    assert np.isnan(found.variance_ratio_before[1])


def test_gaps_are_between_the_shares_up_to_each_value() -> None:
    numbers, treated = np.array([[1.0], [2.0], [2.0], [3.0]]), np.array([True, True, False, False])
    found = balance_of(numbers, Matched(treated, np.ones(4), "all"), distributions=True).gaps
    assert found is not None
    # Treated up to 1, 2, 3: 1/2, 1, 1; controls 0, 1/2, 1.
    assert found.largest_before.tolist() == [0.5]
    assert found.mean_before == pytest.approx([1 / 3])


def test_numbers_handed_in_are_left_as_they_were() -> None:
    features, treated, score = people()
    before = features.copy()
    balance_of(features, nearest(score, treated), distributions=True)
    assert np.array_equal(features, before)


def test_good_balance_is_said_in_one_sentence() -> None:
    features, treated, score = people()
    found = balance_of(features, nearest(score, treated, caliper=0.1), NAMES)
    assert found.is_good
    assert found.sentence.startswith(
        "Balance is good: after matching all 3 covariates differ by less than 0.1"
    )


def test_bad_balance_names_what_still_differs_and_how() -> None:
    features, treated, _ = people()
    wide = np.column_stack(
        [features, np.where(treated, 1, 3) * np.random.default_rng(1).normal(size=len(treated))]
    )
    found = balance_of(wide, Matched(treated, np.ones(len(treated)), "everybody"), [*NAMES, "wide"])
    assert not found.is_good
    assert (
        "2 of 4 covariates differ by 0.1 standard deviations or more: age (0.47), admissions (0.43)"
        in found.sentence
    )
    assert "1 of 4 vary more in one group (ratio of variances): wide (0.12)" in found.sentence


def test_the_limits_can_be_ones_own() -> None:
    features, treated, score = people()
    found = balance_of(features, nearest(score, treated), NAMES, limits=Alike(1e-9, 0.5, 2.0))
    assert not found.is_good


def test_it_prints_as_a_table_with_a_star_at_what_still_differs() -> None:
    features, treated, _ = people()
    lines = str(
        balance_of(features, Matched(treated, np.ones(len(treated)), "everybody"), NAMES)
    ).splitlines()
    assert lines[0].split() == [
        "treated",
        "controls",
        "matched",
        "difference",
        "matched",
        "variances",
        "matched",
    ]
    assert lines[1].startswith("age *")
    assert lines[2].startswith("female ")
    assert "effective after matching" in lines[-2]


def test_a_column_that_does_not_vary_is_alike_unless_the_groups_differ_in_it() -> None:
    treated = np.array([True, True, False, False])
    numbers = np.column_stack([np.full(4, 5.0), np.where(treated, 1.5, 2.5)])
    found = balance_of(numbers, Matched(treated, np.ones(4), "all"))
    assert found.difference_after.tolist() == [0.0, -np.inf]
    assert not found.is_good
    assert {
        row["covariate"]
        for row in love_plot_rows(found.names, found.difference_before, found.difference_after)
    } == {"column 1"}


def test_the_love_plot_shows_every_covariate_before_and_after() -> None:
    features, treated, score = people()
    found = balance_of(features, nearest(score, treated), NAMES)
    rows = love_plot_rows(found.names, found.difference_before, found.difference_after)
    assert len(rows) == 6
    assert {row["when"] for row in rows} == {"before matching", "after matching"}
    svg = found.love_plot_svg("balance-of-people")
    assert svg.startswith("<svg")
    for word in (*NAMES, "before matching", "after matching", "alike below 0.1"):
        assert f">{word}<" in svg


def test_an_empty_sample_has_no_balance() -> None:
    features, treated, _ = people()
    with pytest.raises(MethodError, match="the matched sample is empty"):
        balance_of(features, Matched(treated, np.zeros(len(treated)), "none"))
