"""Difference in differences of counts: by hand, with bad input, with units that have no counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.poisson_difference_in_differences import PoissonDifferenceInDifferences
from joinedup.evaluation.methods.results import MethodError
from tests.support.panels import drawn_panel, plain_panel

RNG = np.random.default_rng(0)
BY_HAND = plain_panel([[20, 20, 9, 11], [10, 10, 6, 4], [8, 12, 15, 15], [20, 20, 29, 31]], [2, 2, -1, -1])


def test_the_ratio_of_ratios_by_hand() -> None:
    """Treated counts go from 60 to 30, the others from 60 to 90: half over one and a half."""
    found = PoissonDifferenceInDifferences().estimate(BY_HAND, rng=RNG)
    assert found.effect.value == pytest.approx((30 / 60) / (90 / 60))
    assert found.change is not None
    assert found.change.value == pytest.approx(1 / 3 - 1)
    assert found.observed is not None
    assert found.without is not None
    assert found.without[2:].sum() == pytest.approx(45)
    assert found.without[:2].sum() == pytest.approx(found.observed[:2].sum())


def test_a_rate_and_its_counts_give_the_same_ratio() -> None:
    panel = drawn_panel(np.random.default_rng(2))
    assert panel.exposure is not None
    per_thousand = replace(panel, outcomes=panel.outcomes * 1000)
    one, other = (PoissonDifferenceInDifferences().estimate(p, rng=RNG).effect for p in (panel, per_thousand))
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))


def test_the_size_of_units_changes_what_they_count_for_and_not_the_ratio_of_rates() -> None:
    rates = np.array([[4.0, 4, 2, 2], [6, 6, 3, 3], [4, 4, 4, 4], [2, 2, 2, 2]])
    people = np.array([[10.0], [300], [50], [800]]) * np.array([1, 1.2, 1.1, 1.5])
    panel = replace(plain_panel(rates.tolist(), [2, 2, -1, -1]), exposure=people)
    assert PoissonDifferenceInDifferences().estimate(panel, rng=RNG).effect.value == pytest.approx(0.5)


def test_negative_counts_are_refused_with_their_place() -> None:
    panel = plain_panel([[1, 2, 3], [4, -5, 6], [1, 1, 2]], [1, -1, -1])
    with pytest.raises(MethodError, match=r"of B at 1 is -5.*counts are not negative"):
        PoissonDifferenceInDifferences().estimate(panel, rng=RNG)


def test_units_and_times_without_counts_are_left_out_and_counted() -> None:
    panel = drawn_panel(np.random.default_rng(2))
    outcomes = panel.outcomes.copy()
    outcomes[9] = 0
    outcomes[:, 5] = 0
    found = PoissonDifferenceInDifferences().estimate(replace(panel, outcomes=outcomes), rng=RNG)
    assert [(one.reason, one.rows) for one in found.effect.dropped] == [
        ("of a unit without any count", 36),
        ("of a time without any count", 19),
    ]
    assert found.observed is not None
    assert found.observed.shape == (36,)


def test_no_count_after_the_start_is_refused_as_separation() -> None:
    panel = drawn_panel(np.random.default_rng(2))
    outcomes = panel.outcomes.copy()
    outcomes[panel.treated_cells] = 0
    with pytest.raises(MethodError, match="longer"):
        PoissonDifferenceInDifferences().estimate(replace(panel, outcomes=outcomes), rng=RNG)


def test_no_count_before_the_start_is_refused_as_separation() -> None:
    panel = drawn_panel(np.random.default_rng(2))
    outcomes = panel.outcomes.copy()
    outcomes[panel.is_treated[:, None] & ~panel.treated_cells] = 0
    with pytest.raises(MethodError, match=r"longer|cannot be told"):
        PoissonDifferenceInDifferences().estimate(replace(panel, outcomes=outcomes), rng=RNG)


def test_when_no_treated_unit_has_a_count_it_says_so() -> None:
    panel = drawn_panel(np.random.default_rng(2))
    outcomes = panel.outcomes.copy()
    outcomes[panel.is_treated] = 0
    with pytest.raises(MethodError, match="only 0 treated"):
        PoissonDifferenceInDifferences().estimate(replace(panel, outcomes=outcomes), rng=RNG)
