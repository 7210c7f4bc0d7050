"""Sicily's smoking ban and admissions for acute coronary events: Bernal, Cummins and Gasparrini, Int J Epidemiol 2017;46:348.

Known answers from the code and data published with it (59 months, the ban from January 2005).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from joinedup.evaluation.methods.panel.interrupted_time_series import InterruptedTimeSeries
from joinedup.evaluation.methods.panel.panel import Panel, panel_of

RNG = np.random.default_rng(1)


@pytest.fixture(scope="module")
def months(shared_data: Path) -> pd.DataFrame:
    return pd.read_csv(shared_data / "causal" / "sicily.csv")


@pytest.fixture(scope="module")
def sicily(months: pd.DataFrame) -> Panel:
    first_of_ban = int(months.time[months.smokban == 1].min())
    place = ["Sicily"] * len(months)
    rates = months.aces / months.stdpop
    return panel_of(
        place, months.time, rates, {"Sicily": first_of_ban}, exposure=months.stdpop, times_a_year=12
    )


def test_the_rate_ratio_by_poisson_regression(sicily: Panel) -> None:
    found = InterruptedTimeSeries(harmonics=0, errors="poisson").estimate(sicily, rng=RNG).effect
    assert (found.value, found.low, found.high) == pytest.approx((0.8944, 0.8647, 0.9251), abs=1e-4)


def test_with_the_dispersion_the_interval_is_wider(sicily: Panel) -> None:
    found = InterruptedTimeSeries(harmonics=0, errors="quasi").estimate(sicily, rng=RNG)
    assert (found.effect.value, found.effect.low, found.effect.high) == pytest.approx(
        (0.8944, 0.8392, 0.9532), abs=1e-4
    )
    assert found.figures["dispersion"] == pytest.approx(3.559, abs=1e-3)


def test_with_the_season_taken_out(sicily: Panel) -> None:
    found = InterruptedTimeSeries(errors="quasi").estimate(sicily, rng=RNG)
    assert (found.effect.value, found.effect.low, found.effect.high) == pytest.approx(
        (0.8851, 0.8394, 0.9332), abs=1e-4
    )
    assert found.figures["dispersion"] == pytest.approx(2.262, abs=1e-3)


def test_by_default_the_estimate_is_the_same_and_the_interval_no_narrower(sicily: Panel) -> None:
    honest, quasi = (
        InterruptedTimeSeries(errors=e).estimate(sicily, rng=RNG).effect for e in ("autocorrelated", "quasi")
    )
    assert honest.value == quasi.value
    assert honest.low < quasi.low
    assert honest.high > quasi.high


def test_a_slope_counted_from_the_first_month_of_all_makes_the_level_another_number(
    months: pd.DataFrame, sicily: Panel
) -> None:
    """.831 is the ratio that the uncentred model gives for the level: the jump as it would have been in 2002."""
    angle = 2 * np.pi * months.time / 12
    season = [wave(turn * angle) for turn in (1, 2) for wave in (np.sin, np.cos)]
    design = np.column_stack(
        [np.ones(59), months.smokban, months.time, months.smokban * months.time, *season]
    )
    fit = GLM(
        months.aces.to_numpy(), design, family=families.Poisson(), offset=np.log(months.stdpop.to_numpy())
    ).fit()
    uncentred = float(np.exp(fit.params[1]))
    assert uncentred == pytest.approx(0.831, abs=5e-4)
    ours = InterruptedTimeSeries(slope_change=True).estimate(sicily, rng=RNG).figures
    assert ours["level"] == pytest.approx(uncentred * np.exp(fit.params[3] * 37), rel=1e-6)
    assert ours["slope_each_time"] == pytest.approx(np.exp(fit.params[3]), rel=1e-6)


def test_what_makes_it_unsafe_is_said(sicily: Panel) -> None:
    cautions = {c.name for c in InterruptedTimeSeries().estimate(sicily, rng=RNG).effect.cautions}
    assert {"no-comparison", "overdispersed"} <= cautions
