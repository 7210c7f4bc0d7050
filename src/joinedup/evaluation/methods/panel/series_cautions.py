"""What a reader must know before believing an interrupted time series."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import stats

from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.segmented_fit import SegmentedFit
from joinedup.evaluation.methods.panel.segments import Terms
from joinedup.evaluation.methods.panel.thresholds import thresholds
from joinedup.evaluation.methods.panel.usable import cautions_on
from joinedup.evaluation.methods.results import Caution, Floats


def cautions_on_series(
    panel: Panel, fit: SegmentedFit, terms: Terms, controlled: bool, model: str
) -> tuple[Caution, ...]:
    """Cautions on the panel, on the length of the series, on its season, and on its residuals."""
    return (
        *cautions_on(panel),
        *_on_length(panel, terms, controlled),
        *_on_residuals(fit, terms, model),
    )


def _on_length(panel: Panel, terms: Terms, controlled: bool) -> Iterator[Caution]:
    figures = thresholds("interrupted_time_series")
    before, count = int((~terms.after).sum()), len(panel.times)
    if not controlled:
        yield Caution(
            "no-comparison",
            "a series alone cannot tell this change from anything else that happened at the time: set control units against it,"
            " and vary the window",
        )
    if before < figures["fewest_before"]:
        yield Caution(
            "short-before",
            f"only {before} times before the start: the trend they show may be chance, and the answer may turn with the window;"
            f" {figures['fewest_before']:g} or more are wanted",
        )
    needed = figures["turns_to_tell_season"] * (panel.times_a_year or 0)
    if panel.times_a_year and count < needed and not controlled:
        yield Caution(
            "season-not-told",
            f"{count} times are fewer than the {needed:g} it takes to tell season from change: a start in spring can look like"
            " a fall in admissions",
        )


def _on_residuals(fit: SegmentedFit, terms: Terms, model: str) -> Iterator[Caution]:
    figures = thresholds("interrupted_time_series")
    if autocorrelation_p(fit.residuals) < figures["autocorrelation_p"]:
        yield Caution(
            "autocorrelated-residuals",
            f"months hang together beyond trend and season (correlation {fit.autocorrelation:.2f}): only intervals that allow"
            " for it (errors autocorrelated, the default) are honest, and even they are a little narrow",
        )
    if model == "counts" and fit.dispersion > figures["dispersion_said"]:
        yield Caution(
            "overdispersed",
            f"counts vary {fit.dispersion:.1f} times as much as Poisson counts would: something beside chance moves them",
        )


def autocorrelation_p(residuals: Floats, lags: int = 3) -> float:
    """The p value of Ljung and Box (1978) that the first autocorrelations are nought; 1 when residuals are none."""
    count = len(residuals)
    squares = float(residuals @ residuals)
    if not squares:
        return 1.0
    by_lag = np.array([residuals[lag:] @ residuals[:-lag] / squares for lag in range(1, lags + 1)])
    statistic = count * (count + 2) * float((by_lag**2 / (count - np.arange(1, lags + 1))).sum())
    return float(stats.chi2.sf(statistic, lags))
