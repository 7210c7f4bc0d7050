"""Difference in differences: by hand, with bad input, and what is said when units are few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy import stats

from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import MethodError
from tests.support.panels import drawn_panel, plain_panel

RNG = np.random.default_rng(0)
BY_HAND = plain_panel(
    [[10, 10, 14, 16], [20, 22, 28, 28], [5, 5, 6, 6], [7, 9, 9, 9], [1, 1, 4, 2]], [2, 2, -1, -1, -1]
)


def test_two_groups_by_hand() -> None:
    """Treated change by 5 and 7, the others by 1, 1 and 2: a difference of 6 - 4/3."""
    found = DifferenceInDifferences().estimate(BY_HAND, rng=RNG)
    assert found.effect.value == pytest.approx(6 - 4 / 3)
    assert found.observed is not None
    assert found.without is not None
    assert (found.observed - found.without)[2:].mean() == pytest.approx(6 - 4 / 3)
    assert (found.observed - found.without)[:2].mean() == pytest.approx(0)


def test_with_a_spread_of_their_own_groups_are_compared_as_by_welch() -> None:
    """The standard error of the two groups' changes, unequal variances; degrees of freedom of Imbens and Kolesár 2016, eq. 2."""
    panel = drawn_panel(np.random.default_rng(3), units=20, treated=5)
    found = DifferenceInDifferences(weighted=False).estimate(panel, rng=RNG)
    change = panel.outcomes[:, 24:].mean(axis=1) - panel.outcomes[:, :24].mean(axis=1)
    welch = stats.ttest_ind(change[:5], change[5:], equal_var=False)
    assert found.effect.value / found.effect.standard_error == pytest.approx(welch.statistic)
    freedom = 20**2 * 4 * 14 / (5**2 * 4 + 15**2 * 14)
    assert found.figures["degrees_of_freedom"] == pytest.approx(freedom)


def test_with_a_pooled_spread_and_no_sizes_it_is_the_ordinary_t_test() -> None:
    panel = drawn_panel(np.random.default_rng(3), units=20, treated=2)
    found = DifferenceInDifferences(weighted=False).estimate(panel, rng=RNG)
    change = panel.outcomes[:, 24:].mean(axis=1) - panel.outcomes[:, :24].mean(axis=1)
    ordinary = stats.ttest_ind(change[:2], change[2:])
    assert found.effect.interval_by == "pooled-spread-t"
    assert found.effect.value / found.effect.standard_error == pytest.approx(ordinary.statistic, rel=1e-6)
    assert found.figures["degrees_of_freedom"] == 18


def test_one_treated_unit_gets_an_interval_and_is_told_what_it_rests_on() -> None:
    panel = drawn_panel(np.random.default_rng(3), units=20, treated=1)
    found = DifferenceInDifferences(weighted=False).estimate(panel, rng=RNG)
    change = panel.outcomes[:, 24:].mean(axis=1) - panel.outcomes[:, :24].mean(axis=1)
    error = change[1:].std(ddof=1) * (1 + 1 / 19) ** 0.5
    assert found.effect.standard_error == pytest.approx(error)
    assert [caution.name for caution in found.effect.cautions] == ["few-units"]
    assert "1 treated unit(s)" in found.effect.cautions[0].message


def test_a_panel_of_thousands_of_units_takes_no_long_time_and_keeps_the_same_degrees_of_freedom() -> None:
    panel = drawn_panel(np.random.default_rng(3), units=3000, treated=1000)
    found = DifferenceInDifferences().estimate(panel, rng=RNG)
    assert found.figures["degrees_of_freedom"] > 500
    assert found.change is not None
    assert found.change.low < -0.1 < found.change.high


def test_the_change_is_relative_to_what_would_have_been() -> None:
    found = DifferenceInDifferences().estimate(BY_HAND, rng=RNG)
    observed = np.mean([14, 16, 28, 28])
    assert found.change is not None
    assert found.change.value == pytest.approx((6 - 4 / 3) / (observed - (6 - 4 / 3)))


def test_weights_make_it_the_effect_on_people_not_on_practices() -> None:
    """Two treated practices: the large one changes by -1, the small one not at all."""
    outcomes = [[4, 4, 3, 3], [4, 4, 4, 4], [4, 4, 4, 4], [4, 4, 4, 4]]
    panel = replace(
        plain_panel(outcomes, [2, 2, -1, -1]), exposure=np.array([[900.0], [100], [500], [500]]) * np.ones(4)
    )
    assert DifferenceInDifferences().estimate(panel, rng=RNG).effect.value == pytest.approx(-0.9)
    assert DifferenceInDifferences(weighted=False).estimate(panel, rng=RNG).effect.value == pytest.approx(
        -0.5
    )


def test_staggered_starts_are_estimated_and_warned_of() -> None:
    found = DifferenceInDifferences().estimate(drawn_panel(np.random.default_rng(1), apart=3), rng=RNG)
    assert "staggered-starts" in [caution.name for caution in found.effect.cautions]


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        (plain_panel([[1, 2], [2, 3], [3, 5]], [-1, -1, -1]), "ever treated"),
        (plain_panel([[1, 2], [2, 3], [3, 5]], [1, 1, 1]), "every unit"),
        (plain_panel([[1, 2], [2, 3], [3, 5]], [0, -1, -1]), "A is treated from the first time"),
        (plain_panel([[1, 2], [2, 3]], [1, -1]), "at least three units"),
        (plain_panel([[2, 2], [2, 2], [2, 2]], [1, -1, -1]), "outcome is 2 everywhere"),
    ],
)
def test_a_panel_that_cannot_answer_is_refused_in_words(panel: Panel, said: str) -> None:
    reason = DifferenceInDifferences().why_not(panel)
    assert reason is not None
    assert said in reason
    with pytest.raises(MethodError, match=said):
        DifferenceInDifferences().estimate(panel, rng=RNG)


def test_a_unit_that_never_changes_and_a_month_that_nobody_has_are_said() -> None:
    panel = drawn_panel(np.random.default_rng(1), times=35)
    months = tuple(date(2020 + m // 12, m % 12 + 1, 1) for m in range(36) if m != 7)
    outcomes = panel.outcomes.copy()
    outcomes[12] = 0.0
    panel = replace(panel, times=months, outcomes=outcomes)
    cautions = {c.name: c.message for c in DifferenceInDifferences().estimate(panel, rng=RNG).effect.cautions}
    assert "practice 12" in cautions["constant-units"]
    assert "August 2020" in cautions["missing-months"]


def test_an_interval_at_another_level_is_nested() -> None:
    panel = drawn_panel(np.random.default_rng(1))
    wide, narrow = (
        DifferenceInDifferences().estimate(panel, level=level, rng=RNG).effect for level in (0.99, 0.8)
    )
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high
