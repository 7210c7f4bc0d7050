"""Seeded, small: the default intervals hold a planted effect about 95 times in 100. The bounds are wide, for few repetitions.

docs/explanation/panel-designs.md has the full measurements.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.estimator import PanelEstimator
from joinedup.evaluation.methods.panel.event_study import EventStudy
from joinedup.evaluation.methods.panel.interrupted_time_series import InterruptedTimeSeries
from joinedup.evaluation.methods.panel.poisson_difference_in_differences import PoissonDifferenceInDifferences
from joinedup.evaluation.methods.panel.staggered import StaggeredAdoption
from tests.support.panels import drawn_panel


def held(design: PanelEstimator, repetitions: int, **panel: Any) -> float:
    """The share of panels drawn whose interval for the change holds the planted -10%."""
    rng = np.random.default_rng(20)
    found = []
    for _ in range(repetitions):
        change = design.estimate(drawn_panel(rng, **panel), rng=rng).change
        assert change is not None
        found.append(change.low <= -0.1 <= change.high)
    return float(np.mean(found))


@pytest.mark.parametrize(
    "design", [DifferenceInDifferences(), PoissonDifferenceInDifferences()], ids=lambda d: d.name
)
@pytest.mark.parametrize(("units", "treated"), [(8, 1), (20, 3), (40, 10)])
@pytest.mark.parametrize("apart", [0, 3])
def test_of_difference_in_differences_however_few_the_units(
    design: PanelEstimator, units: int, treated: int, apart: int
) -> None:
    assert held(design, 100, units=units, treated=treated, apart=apart) >= 0.88


@pytest.mark.parametrize("design", [EventStudy(), StaggeredAdoption()], ids=lambda d: d.name)
@pytest.mark.parametrize(("units", "treated"), [(8, 2), (20, 6)])
def test_of_designs_that_compare_with_the_time_before(
    design: PanelEstimator, units: int, treated: int
) -> None:
    assert held(design, 12, units=units, treated=treated, apart=3) >= 0.75


@pytest.mark.parametrize("controlled", [False, True])
def test_of_an_interrupted_time_series(controlled: bool) -> None:
    assert held(InterruptedTimeSeries(controlled=controlled), 60, times=48, start=30) >= 0.85


def test_the_usual_clustered_interval_does_not_which_is_why_it_is_not_the_default() -> None:
    """Normal limits on the same standard error, with 3 treated units of 20."""
    rng = np.random.default_rng(20)
    found = []
    for _ in range(300):
        effect = (
            DifferenceInDifferences(spread="own")
            .estimate(drawn_panel(rng, treated=3, effect=0.0), rng=rng)
            .effect
        )
        assert effect.standard_error is not None
        found.append(abs(effect.value) <= 1.96 * effect.standard_error)
    assert np.mean(found) < 0.91


def test_the_band_of_an_event_study_holds_all_times_at_once() -> None:
    rng = np.random.default_rng(20)
    found = []
    for _ in range(30):
        path = EventStudy().estimate(drawn_panel(rng, units=8, treated=3, effect=0.0), rng=rng).by_time
        assert path is not None
        found.append(((path.low <= 0) & (path.high >= 0)).all())
    assert np.mean(found) >= 0.85
