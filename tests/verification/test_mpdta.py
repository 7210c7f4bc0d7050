"""Minimum wage and teenage employment in 500 counties, the example of Callaway and Sant'Anna (2021): `mpdta` of R's did.

Known answers: R did 2.x as published in its README (dynamic -0.0772, group -0.031) and, to more places, csdid 0.4.3 and
differences 0.3.0, which agree; two-way fixed effects by fixest.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.event_study import EventStudy
from joinedup.evaluation.methods.panel.panel import Panel, panel_of
from joinedup.evaluation.methods.panel.staggered import StaggeredAdoption


@pytest.fixture(scope="module")
def counties(shared_data: Path) -> pd.DataFrame:
    rows = pd.read_csv(shared_data / "causal" / "mpdta.csv")
    return rows.assign(county=rows.countyreal.astype(int).astype(str))


@pytest.fixture(scope="module")
def panel(counties: pd.DataFrame) -> Panel:
    first = counties.groupby("county")["first.treat"].first()
    starts = {county: int(year) for county, year in first.items() if year}
    return panel_of(counties.county, counties.year, counties.lemp, starts)


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_the_panel_is_whole_and_has_the_cohorts_published(panel: Panel) -> None:
    assert panel.outcomes.shape == (500, 5)
    assert not panel.dropped
    assert [int((panel.starts == start).sum()) for start in (1, 3, 4, -1)] == [20, 40, 131, 309]


def test_the_simple_effect_and_its_standard_error(panel: Panel) -> None:
    found = StaggeredAdoption().estimate(panel, rng=rng())
    assert found.effect.value == pytest.approx(-0.0399513, abs=1e-6)
    assert found.effect.standard_error == pytest.approx(0.01203, rel=0.05)


def test_the_dynamic_effect_and_its_path(panel: Panel) -> None:
    found = StaggeredAdoption(aggregation="dynamic").estimate(panel, rng=rng())
    assert found.effect.value == pytest.approx(-0.0772398, abs=1e-6)
    assert found.effect.standard_error == pytest.approx(0.0219, rel=0.1)
    assert found.by_time is not None
    assert found.by_time.value[-4:] == pytest.approx([-0.0199, -0.0510, -0.1373, -0.1008], abs=5e-5)


def test_the_group_effect_and_its_standard_error(panel: Panel) -> None:
    found = StaggeredAdoption(aggregation="group").estimate(panel, rng=rng())
    assert found.effect.value == pytest.approx(-0.031, abs=5e-4)
    assert found.effect.standard_error == pytest.approx(0.0126, rel=0.05)


def test_doubly_robust_effects_with_population_as_covariate(panel: Panel, counties: pd.DataFrame) -> None:
    population = counties.groupby("county").lpop.first().to_dict()
    found = StaggeredAdoption(covariates={"lpop": population}).estimate(panel, rng=rng())
    assert found.figures["simple"] == pytest.approx(-0.041752, abs=1e-6)
    assert found.figures["dynamic"] == pytest.approx(-0.080354, abs=1e-6)


def test_two_way_fixed_effects(panel: Panel) -> None:
    found = DifferenceInDifferences().estimate(panel, rng=rng())
    assert found.effect.value == pytest.approx(-0.036549, abs=1e-6)


def test_the_interaction_weighted_event_study_weighted_by_cohort_share(panel: Panel) -> None:
    """Sun and Abraham's estimator on these data: -0.03995."""
    assert EventStudy().estimate(panel, rng=rng()).effect.value == pytest.approx(-0.03995, abs=5e-6)
