"""What makes an icon unsafe to read: months that follow one another, a season, counts of next to nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from joinedup.evaluation.methods.control_charts.figures import figures_of
from joinedup.evaluation.methods.control_charts.limits import Limits
from joinedup.evaluation.methods.control_charts.observations import Days
from joinedup.evaluation.methods.control_charts.rules import ON_THE_LINE
from joinedup.evaluation.methods.results import Caution, Floats

DAYS_OF_A_YEAR = 365.25


def cautions_of(
    dates: Days, values: Floats, counts: Floats | None, segments: Sequence[Limits]
) -> tuple[Caution, ...]:
    """Warnings that stand before the icon, with thresholds and sources in warnings.toml; none before there are limits."""
    if not segments[-1].exist:
        return ()
    left = np.concatenate([values[s.start : s.stop] - values[s.start : s.stop].mean() for s in segments])
    left[np.abs(left) <= ON_THE_LINE * np.abs(values).max()] = 0.0
    found = (_autocorrelation(left), _season(dates, left), _small_counts(counts))
    return tuple(caution for caution in found if caution)


def lag_1_correlation(left: Floats) -> float:
    """Correlation of each point with the one before, of values less their mean; 0 for a series that never changes."""
    square = float(left @ left)
    return float(left[1:] @ left[:-1]) / square if square > 0 else 0.0


def season_p_value(dates: Days, left: Floats) -> float:
    """How often chance alone would make as strong a yearly wave beside a straight line (F test with 2 degrees of freedom)."""
    years = (dates - dates[0]).astype(float) / DAYS_OF_A_YEAR
    line = np.column_stack([np.ones(len(left)), years])
    wave = np.column_stack([line, np.sin(2 * np.pi * years), np.cos(2 * np.pi * years)])
    without, with_it = _squares_left(line, left), _squares_left(wave, left)
    free = len(left) - wave.shape[1]
    if free < 1 or without <= 1e-12 * max(float(left @ left), 1e-300):
        return 1.0
    if with_it <= 0:
        return 0.0
    ratio = (without - with_it) / 2 / (with_it / free)
    # The F distribution with 2 and n degrees of freedom has this upper tail in closed form.
    return float((1 + 2 * max(ratio, 0.0) / free) ** (-free / 2))


def _autocorrelation(left: Floats) -> Caution | None:
    correlation = lag_1_correlation(left)
    usual = figures_of("warnings.toml")["autocorrelation"]["z"] / math.sqrt(len(left))
    if abs(correlation) <= usual:
        return None
    if correlation < 0:
        return Caution(
            "autocorrelation",
            f"High and low points alternate (lag-1 correlation {correlation:.2f}; chance alone stays above -{usual:.2f}):"
            " the limits are too wide and may hide a change. Ask whether events are counted in the wrong month.",
        )
    alarms = figures_of("warnings.toml")["false_alarms"]
    return Caution(
        "autocorrelation",
        f"Each point resembles the one before (lag-1 correlation {correlation:.2f}; chance alone stays below {usual:.2f})."
        f" Where points follow one another without any change (correlation 0.5), {alarms['last_point_autocorrelated']:.0%} of"
        f" last points are flagged, against {alarms['last_point_independent']:.0%} of independent ones. If the level moved for"
        " a known reason, set a recalculation there; if not, do not act on this icon alone.",
    )


def _season(dates: Days, left: Floats) -> Caution | None:
    rule = figures_of("warnings.toml")["season"]
    step = float(np.median(np.diff(dates).astype(float))) if len(dates) > 1 else 0.0
    covered = ((dates[-1] - dates[0]).astype(float) + step) / DAYS_OF_A_YEAR
    # Two years of months are a few days less than 2 x 365.25.
    if len(left) < rule["points"] or round(covered, 1) < rule["years"]:
        return None
    if season_p_value(dates, left) >= rule["level"]:
        return None
    return Caution(
        "season",
        "The series rises and falls with the time of year, which the limits do not know: a point may be flagged, or a change"
        " hidden, because of its season. Compare with the same months of earlier years before acting.",
    )


def _small_counts(counts: Floats | None) -> Caution | None:
    least = figures_of("warnings.toml")["small_counts"]["mean_count"]
    if counts is None or not len(counts) or float(counts.mean()) >= least:
        return None
    return Caution(
        "small-counts",
        f"Fewer than {least:.0f} events on average stand behind a point: limits of three standard deviations do not fit counts so"
        " small. Chart longer periods or larger areas, or the time between events.",
    )


def _squares_left(columns: Floats, values: Floats) -> float:
    fitted = columns @ np.linalg.lstsq(columns, values, rcond=None)[0]
    return float(((values - fitted) ** 2).sum())
