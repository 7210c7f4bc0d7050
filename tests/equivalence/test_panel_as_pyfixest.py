"""The regression designs give what pyfixest 0.60 gives: feols, fepois, and its CRV1 interval where units are many."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyfixest as pf
import pytest

from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.event_study import EventStudy
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.panel.poisson_difference_in_differences import PoissonDifferenceInDifferences
from joinedup.evaluation.methods.panel.usable import unit_weights
from tests.support.panels import drawn_panel

# pyfixest uses what pandas is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword")

SAME = drawn_panel(np.random.default_rng(1), units=24, treated=8)
WAVES = drawn_panel(np.random.default_rng(2), units=24, treated=9, apart=3)


def long(panel: Panel) -> pd.DataFrame:
    units, times = panel.outcomes.shape
    assert panel.exposure is not None
    since = np.where(panel.is_treated[:, None], np.arange(times) - panel.starts[:, None], -1)
    return pd.DataFrame(
        {
            "unit": np.repeat(np.arange(units), times),
            "time": np.tile(np.arange(times), units),
            "outcome": panel.outcomes.ravel(),
            "count": np.round((panel.outcomes * panel.exposure).ravel()),
            "treated": panel.treated_cells.ravel().astype(float),
            "ever": np.repeat((panel.starts != NEVER).astype(int), times),
            "since": since.ravel(),
            "weight": np.repeat(unit_weights(panel), times),
            "log_exposure": np.log(panel.exposure.ravel()),
        }
    )


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


@pytest.mark.parametrize("panel", [SAME, WAVES], ids=["one start", "waves"])
@pytest.mark.parametrize("weights", [None, "weight"])
def test_least_squares_with_two_fixed_effects(panel: Panel, weights: str | None) -> None:
    theirs = pf.feols("outcome ~ treated | unit + time", long(panel), weights=weights, vcov="iid")
    ours = DifferenceInDifferences(weighted=weights is not None).estimate(panel, rng=rng())
    assert ours.effect.value == pytest.approx(float(theirs.coef().iloc[0]), abs=1e-10)


@pytest.mark.parametrize("panel", [SAME, WAVES], ids=["one start", "waves"])
def test_poisson_regression_with_two_fixed_effects_and_exposure(panel: Panel) -> None:
    theirs: Any = pf.fepois("count ~ treated | unit + time", long(panel), offset="log_exposure", vcov="iid")
    ours = PoissonDifferenceInDifferences().estimate(panel, rng=rng())
    assert np.log(ours.effect.value) == pytest.approx(float(theirs.coef().iloc[0]), abs=1e-8)


def test_with_many_units_the_standard_errors_are_those_clustered_by_unit() -> None:
    panel = drawn_panel(np.random.default_rng(3), units=400, treated=150, apart=3)
    rows = long(panel)
    clustered = {"CRV1": "unit"}
    linear = pf.feols("outcome ~ treated | unit + time", rows, weights="weight", vcov=clustered)
    poisson: Any = pf.fepois("count ~ treated | unit + time", rows, offset="log_exposure", vcov=clustered)
    ours = DifferenceInDifferences().estimate(panel, rng=rng()).effect.standard_error
    assert ours == pytest.approx(float(linear.se().iloc[0]), rel=0.01)
    of_counts = PoissonDifferenceInDifferences().estimate(panel, rng=rng()).effect.standard_error
    assert of_counts == pytest.approx(float(poisson.se().iloc[0]), rel=0.02)


def test_the_event_study_is_the_regression_on_time_since_the_start() -> None:
    theirs = pf.feols(
        "outcome ~ i(since, ever, ref=-1) | unit + time", long(SAME), weights="weight", vcov="iid"
    )
    ours = EventStudy().estimate(SAME, rng=rng()).by_time
    assert ours is not None
    found = {name: float(value) for name, value in theirs.coef().items()}
    named = {
        int(name.split("since")[1].split("::")[1].split(":")[0].rstrip("]")): v for name, v in found.items()
    }
    assert len(named) == 35
    for since, value in zip(ours.since_start.tolist(), ours.value, strict=True):
        if since != -1:
            assert value == pytest.approx(named[since], abs=1e-9)
