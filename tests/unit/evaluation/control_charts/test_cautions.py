"""Warnings stand before the icon when months follow one another, the year has a season, or counts are small."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.control_charts import Recalculation, control_chart
from joinedup.evaluation.methods.control_charts.cautions import lag_1_correlation, season_p_value

MONTHS = np.arange("2020-01", "2024-01", dtype="datetime64[M]")


def noise(number: int = 48, seed: int = 5) -> np.ndarray:
    generator = np.random.default_rng(seed)
    return generator.standard_normal(number)


def warnings(values: np.ndarray, counts: object = None, **more: object) -> list[str]:
    found = control_chart(MONTHS[: len(values)], values, counts=counts, **more)  # type: ignore[arg-type]
    return [warning.name for warning in found.warnings]


def test_independent_months_without_a_season_get_no_warning() -> None:
    assert warnings(noise()) == []


def test_months_that_follow_one_another_are_warned_of_before_anything_else_is_said() -> None:
    found = control_chart(MONTHS, np.cumsum(noise()))
    assert found.warnings[0].name == "autocorrelation"
    assert found.summary().startswith("Warning: Each point resembles the one before")
    assert not found.is_safe


def test_months_that_alternate_are_warned_of_in_other_words() -> None:
    (found,) = control_chart(MONTHS, noise() + np.tile([2.0, -2.0], 24)).warnings
    assert "alternate" in found.message


def test_a_move_of_level_that_a_person_explained_is_no_autocorrelation() -> None:
    values = noise() + np.repeat([0.0, 6.0], 24)
    moved = Recalculation(MONTHS[24].astype("datetime64[D]").item(), "A ward moved")
    assert "autocorrelation" in warnings(values)
    assert warnings(values, recalculations=[moved]) == []


def test_a_season_is_warned_of() -> None:
    assert "season" in warnings(noise() + 2 * np.sin(2 * np.pi * np.arange(48) / 12))


def test_a_season_is_not_judged_on_fewer_than_24_points() -> None:
    seasonal = 9 * np.sin(2 * np.pi * np.arange(48) / 12) + 0.1 * noise()
    assert "season" not in warnings(seasonal[:23])
    assert "season" in warnings(seasonal[:24])


def test_a_season_is_not_judged_on_weeks_of_less_than_two_years() -> None:
    weeks = np.arange("2023-01-02", "2023-12-01", 7, dtype="datetime64[D]")
    wave = np.sin(2 * np.pi * np.arange(len(weeks)) / 52)
    assert "season" not in [w.name for w in control_chart(weeks, wave).warnings]


def test_a_straight_rise_is_no_season() -> None:
    assert season_p_value(MONTHS.astype("datetime64[D]"), np.arange(48.0) - 23.5 + noise()) > 0.05


def test_the_season_test_is_wrong_as_often_as_it_says() -> None:
    generator = np.random.default_rng(11)
    days = MONTHS.astype("datetime64[D]")
    p_values = [season_p_value(days, v - v.mean()) for v in generator.standard_normal((400, 48))]
    # Five in a hundred, within four standard errors.
    assert np.mean(np.array(p_values) < 0.05) == pytest.approx(0.05, abs=4 * np.sqrt(0.05 * 0.95 / 400))


def test_fewer_than_five_events_on_average_are_small_counts() -> None:
    values = noise() + 10
    assert warnings(values, counts=np.full(48, 4.9)) == ["small-counts"]
    assert warnings(values, counts=np.full(48, 5.0)) == []


def test_before_there_are_limits_there_is_no_icon_to_warn_of() -> None:
    assert warnings(np.arange(12.0)) == []


def test_a_series_that_never_changes_has_no_correlation() -> None:
    assert lag_1_correlation(np.zeros(10)) == 0
    assert warnings(np.full(30, 0.1)) == []
