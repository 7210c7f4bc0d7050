"""Interrupted time series: what is planted is found, and what makes it unsafe is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from joinedup.evaluation.methods.panel.autocorrelation import with_autocorrelation
from joinedup.evaluation.methods.panel.interrupted_time_series import InterruptedTimeSeries
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.panel.series_cautions import autocorrelation_p
from joinedup.evaluation.methods.results import MethodError
from tests.support.panels import drawn_panel

RNG = np.random.default_rng(0)


def exact_series(level: float = 0.8, slope: float = 1.0, times: int = 48, start: int = 30) -> Panel:
    """Counts without noise: a trend, a season, and from the start on a level and a slope."""
    months = np.arange(times)
    course = 900 * 1.002**months * np.exp(0.1 * np.cos(2 * np.pi * months / 12))
    after = np.where(months >= start, level * slope ** (months - start), 1.0)
    exposure = np.linspace(1000, 1200, times)
    return Panel(
        ("place",),
        tuple(range(times)),
        (course * after)[None, :],
        np.array([start]),
        np.array(exposure)[None, :],
        12,
        "admissions",
    )


def names_of(panel: Panel, **options: Any) -> set[str]:
    return {c.name for c in InterruptedTimeSeries(**options).estimate(panel, rng=RNG).effect.cautions}


def test_a_change_of_level_is_found_exactly_where_there_is_no_noise() -> None:
    found = InterruptedTimeSeries().estimate(exact_series(), rng=RNG)
    assert found.effect.value == pytest.approx(0.8)
    assert found.change is not None
    assert found.change.value == pytest.approx(-0.2)
    assert found.observed is not None
    assert found.without is not None
    assert found.without[:30] == pytest.approx(found.observed[:30])
    assert found.without[30:] == pytest.approx(found.observed[30:] / 0.8)
    assert found.by_time is not None
    assert found.by_time.since_start.tolist() == list(range(18))
    assert found.by_time.value == pytest.approx(0.8)


def test_the_level_is_the_jump_at_the_start_when_the_slope_changes_too() -> None:
    found = InterruptedTimeSeries(slope_change=True).estimate(exact_series(0.9, 0.98), rng=RNG)
    assert found.figures["level"] == pytest.approx(0.9)
    assert found.figures["slope_each_time"] == pytest.approx(0.98)
    assert found.observed is not None
    assert found.without is not None
    people = np.linspace(1000, 1200, 48)[30:]
    seen, would = found.observed[30:] * people, found.without[30:] * people
    assert found.effect.value == pytest.approx(seen.sum() / would.sum())


def test_times_of_transition_are_left_out_and_counted() -> None:
    panel = exact_series()
    outcomes = panel.outcomes.copy()
    outcomes[0, 30:33] *= 3
    found = InterruptedTimeSeries(transition=3).estimate(replace(panel, outcomes=outcomes), rng=RNG)
    assert found.effect.value == pytest.approx(0.8)
    assert [(one.reason, one.rows) for one in found.effect.dropped] == [
        ("time in the transition after the start", 3)
    ]
    assert found.figures["times_after"] == 15


def test_a_shock_that_befalls_everybody_cancels_against_control_units() -> None:
    one = exact_series()
    shock = np.where(np.arange(48) >= 30, 1.5, 1.0)
    both = Panel(
        ("place", "elsewhere"),
        one.times,
        np.vstack([one.outcomes * shock, exact_series(level=1.0).outcomes * shock * 2]),
        np.array([30, NEVER]),
        np.vstack([one.exposure, one.exposure]),
        12,
    )
    alone, controlled = (
        InterruptedTimeSeries(controlled=flag).estimate(both, rng=RNG) for flag in (False, True)
    )
    assert alone.effect.value == pytest.approx(1.2)
    assert controlled.effect.value == pytest.approx(0.8)
    assert "no-comparison" in {caution.name for caution in alone.effect.cautions}
    assert "no-comparison" not in {caution.name for caution in controlled.effect.cautions}


def test_units_that_never_started_are_used_as_controls_unless_told_otherwise() -> None:
    panel = drawn_panel(np.random.default_rng(3))
    unasked, asked = (InterruptedTimeSeries(controlled=one).estimate(panel, rng=RNG) for one in (None, True))
    assert unasked.effect == asked.effect


def test_controlled_counts_are_poisson_regression_with_an_effect_of_every_month() -> None:
    panel = drawn_panel(np.random.default_rng(3))
    assert panel.exposure is not None
    found = InterruptedTimeSeries(controlled=True).estimate(panel, rng=RNG)
    counts = [
        (panel.outcomes * panel.exposure)[rows].sum(axis=0) for rows in (panel.is_treated, ~panel.is_treated)
    ]
    people = [panel.exposure[rows].sum(axis=0) for rows in (panel.is_treated, ~panel.is_treated)]
    months, ours = np.tile(np.eye(36), (2, 1)), np.repeat([1.0, 0.0], 36)
    time = np.tile(np.arange(36), 2)
    design = np.column_stack([months, ours, ours * time / 36, ours * (time >= 24)])
    fit = GLM(
        np.concatenate(counts), design, family=families.Poisson(), offset=np.log(np.concatenate(people))
    ).fit()
    assert np.log(found.effect.value) == pytest.approx(fit.params[-1], abs=1e-7)


def test_means_give_a_difference_and_its_change() -> None:
    panel = exact_series()
    months = np.arange(48)
    flat = replace(panel, outcomes=(50 + 0.1 * months - 5 * (months >= 30))[None, :])
    found = InterruptedTimeSeries(model="means", harmonics=0).estimate(flat, rng=RNG)
    assert found.effect.scale == "difference"
    assert found.effect.value == pytest.approx(-5)
    assert found.change is not None
    assert found.change.value == pytest.approx(-5 / (50 + 0.1 * months[30:].mean()))


def test_short_series_season_and_overdispersion_are_said() -> None:
    panel = drawn_panel(np.random.default_rng(1), units=40, treated=20)
    short = panel.only(times=slice(14, 34))
    assert {"short-before", "season-not-told"} <= names_of(short, controlled=False)
    assert not {"short-before", "season-not-told"} & names_of(panel, controlled=False)
    noisy = np.where(np.arange(36) % 2, 1.3, 0.7)
    assert "overdispersed" in names_of(replace(panel, outcomes=panel.outcomes * noisy), controlled=False)


def test_months_that_hang_together_are_said_and_widen_the_interval() -> None:
    waves = np.exp(0.2 * np.sin(2 * np.pi * np.arange(48) / 17))
    panel = replace(exact_series(), outcomes=exact_series().outcomes * waves)
    assert "autocorrelated-residuals" in names_of(panel)
    wide, narrow = (
        InterruptedTimeSeries(errors=e).estimate(panel, rng=RNG).effect for e in ("autocorrelated", "quasi")
    )
    assert wide.value == narrow.value
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_restricted_likelihood_finds_the_correlation_and_ignores_gaps_rightly() -> None:
    rng = np.random.default_rng(8)
    error = np.zeros(800)
    for time in range(1, 800):
        error[time] = 0.6 * error[time - 1] + rng.normal()
    design = np.ones((800, 1))
    whole = with_autocorrelation(design, error - error.mean(), np.arange(800))
    assert whole.correlation == pytest.approx(0.6, abs=0.1)
    # The variance of a mean of correlated times: (1 + r) / (1 - r) times that of independent ones.
    assert whole.covariance[0, 0] == pytest.approx(error.var() / 800 * 4, rel=0.3)
    every_second = with_autocorrelation(
        np.ones((400, 1)), error[::2] - error[::2].mean(), np.arange(0, 800, 2)
    )
    assert every_second.correlation == pytest.approx(0.6, abs=0.12)


def test_the_test_of_ljung_and_box_is_that_of_statsmodels() -> None:
    from statsmodels.stats.diagnostic import acorr_ljungbox

    rng = np.random.default_rng(2)
    residuals = rng.normal(size=50)
    residuals -= residuals.mean()
    assert autocorrelation_p(residuals) == pytest.approx(
        float(acorr_ljungbox(residuals, [3])["lb_pvalue"].iloc[0])
    )


@pytest.mark.parametrize(
    ("panel", "options", "said"),
    [
        (drawn_panel(np.random.default_rng(1), apart=2), {}, "no one interruption"),
        (exact_series(), {"controlled": True}, "units that never started"),
        (exact_series(times=8, start=4), {"harmonics": 2}, "cannot tell"),
        (exact_series(start=46), {"transition": 2}, "cannot tell"),
        (replace(exact_series(), outcomes=-exact_series().outcomes), {}, "counts are not negative"),
        (replace(exact_series(), outcomes=np.ones((1, 48))), {}, "is 1 at every time"),
        (replace(exact_series(), starts=np.array([NEVER])), {}, "ever treated"),
    ],
)
def test_a_series_that_cannot_answer_is_refused_in_words(
    panel: Panel, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(MethodError, match=said):
        InterruptedTimeSeries(**options).estimate(panel, rng=RNG)


def test_no_count_after_the_start_is_refused() -> None:
    panel = exact_series()
    outcomes = panel.outcomes.copy()
    outcomes[0, 30:] = 0
    with pytest.raises(MethodError, match="no count at all on one side"):
        InterruptedTimeSeries().estimate(replace(panel, outcomes=outcomes), rng=RNG)
