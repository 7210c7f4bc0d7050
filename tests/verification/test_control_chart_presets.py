"""How far the presets differ on 130 NHS trusts, beside what the programs themselves were measured to give.

The figures expected were measured with the R package NHSRplotthedots 0.2.2, abspc 1.1.0 and mdcspc of July 2026 on the same
series: NHSRdatasets ae_attendances, type 1, April 2016 to March 2019, 4-hour performance.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scripts.compare_chart_presets import (
    Compared,
    Trust,
    charts_of,
    compared,
    false_alarms,
    stable_series,
    trusts_in,
)


@pytest.fixture(scope="module")
def trusts(shared_data: Path) -> list[Trust]:
    return trusts_in(shared_data / "nhs_ae" / "ae_attendances_2016_2019.csv")


def beside_the_r_package(trusts: list[Trust], name: str, **changed: object) -> Compared:
    return compared(name, charts_of(trusts, name, **changed), charts_of(trusts, "nhsrplotthedots"))


def test_there_are_130_trusts_with_36_months(trusts: list[Trust]) -> None:
    assert len(trusts) == 130


@pytest.mark.parametrize(
    ("name", "flagged", "points_differ", "last_points_differ"),
    [
        ("nhsrplotthedots", 0.506, 0.0, 0.0),
        ("abspc", 0.470, 0.093, 0.046),
        ("mdcspc", 0.608, 0.109, 0.069),
    ],
)
def test_each_preset_flags_what_its_program_flags(
    trusts: list[Trust], name: str, flagged: float, points_differ: float, last_points_differ: float
) -> None:
    found = beside_the_r_package(trusts, name)
    assert found.flagged == pytest.approx(flagged, abs=0.0005)
    assert found.points_differ == pytest.approx(points_differ, abs=0.0005)
    assert found.last_points_differ == pytest.approx(last_points_differ, abs=0.0005)


def test_without_screening_limits_are_wider_and_few_points_change(trusts: list[Trust]) -> None:
    found = beside_the_r_package(trusts, "nhsrplotthedots", screen_moving_range=False)
    assert found.flagged == pytest.approx(0.500, abs=0.0005)
    assert found.points_differ == pytest.approx(0.009, abs=0.0005)
    assert found.limits_wider == pytest.approx(1.05, abs=0.005)


def test_an_icon_from_any_point_ever_differs_on_most_trusts(trusts: list[Trust]) -> None:
    assert beside_the_r_package(trusts, "abspc").icons_differ == pytest.approx(0.623, abs=0.0005)


# Measured before with 20,000 series of 24 points: share flagged at the last point, and at any.
FALSE_ALARMS = {
    "independent": (0.013, 0.15),
    "correlation 0.3": (0.051, 0.43),
    "correlation 0.5": (0.124, 0.69),
    "season": (0.046, 0.48),
    "counts 4": (0.020, 0.22),
}


@pytest.mark.parametrize("kind", FALSE_ALARMS)
def test_stable_series_are_flagged_as_often_as_was_measured(kind: str) -> None:
    values = stable_series(kind, 600, 24, np.random.default_rng(8))
    last, anywhere = FALSE_ALARMS[kind]
    found = false_alarms(values, "nhs-england")
    # Four standard errors of a share among 600, and what their different simulation may add.
    assert found[0] == pytest.approx(last, abs=4 * np.sqrt(last * (1 - last) / 600) + 0.005)
    assert found[1] == pytest.approx(anywhere, abs=4 * np.sqrt(anywhere * (1 - anywhere) / 600) + 0.02)


def test_shorter_runs_cry_wolf_more_often() -> None:
    values = stable_series("independent", 600, 24, np.random.default_rng(9))
    assert false_alarms(values, "nhs-england-6")[1] > false_alarms(values, "nhs-england")[1] + 0.05
