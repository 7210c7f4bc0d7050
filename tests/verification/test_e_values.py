"""E-values as published.

VanderWeele & Ding 2017, Annals of Internal Medicine 167:268-274, and the vignette and tests of its authors' R package EValue
4.1.3, which rework the paper's examples.
"""

from __future__ import annotations

import pytest

from joinedup.evaluation.methods.checks.e_value import (
    e_value,
    e_values,
    ratio_of_difference,
    ratio_of_hazard_ratio,
    ratio_of_odds_ratio,
)


def test_breast_feeding_and_respiratory_deaths() -> None:
    found = e_values(3.9, 1.8, 8.7)
    assert found.point == pytest.approx(7.26, abs=0.005)
    assert found.limit == pytest.approx(3.0, abs=0.005)


def test_the_same_turned_round_has_the_same_e_values() -> None:
    found = e_values(1 / 3.9, 1 / 8.7, 1 / 1.8)
    assert found.point == pytest.approx(7.26, abs=0.005)
    assert found.limit == pytest.approx(3.0, abs=0.005)


def test_smoking_and_lung_cancer() -> None:
    found = e_values(10.73, 8.02, 14.36)
    assert found.point == pytest.approx(20.94777, abs=5e-6)
    assert found.limit == pytest.approx(15.52336, abs=5e-6)


def test_a_protective_ratio() -> None:
    found = e_values(0.80, 0.71, 0.91)
    assert found.point == pytest.approx(1.81, abs=0.005)
    assert found.limit == pytest.approx(1.43, abs=0.005)


def test_an_interval_that_holds_one_has_a_limit_of_one() -> None:
    assert e_values(1.2, 0.9, 1.6).limit == 1.0


def test_no_association_needs_no_hidden_cause() -> None:
    assert e_value(1.0) == 1.0


def test_a_difference_of_means_is_turned_into_a_ratio() -> None:
    # exp(0.91 x 0.5) = 1.576, exp(0.91 x 0.5 - 1.78 x 0.25) = 1.010, exp(0.455 + 0.445) = 2.460
    assert ratio_of_difference(0.5, 0.25, 1.0) == pytest.approx((1.5762, 1.0101, 2.4596), abs=5e-4)


def test_odds_and_hazard_ratios_of_common_outcomes() -> None:
    assert ratio_of_odds_ratio(4.0) == 2.0
    # (1 - 0.5^sqrt(0.56)) / (1 - 0.5^sqrt(1/0.56)) with sqrt(0.56) = 0.74833: 0.40472 / 0.60398
    assert ratio_of_hazard_ratio(0.56) == pytest.approx(0.6701, abs=5e-4)
