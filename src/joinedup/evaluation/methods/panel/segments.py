"""The series of an interrupted time series and the terms that describe it: level, trend, season, and the interruption."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.usable import counts_of, unit_weights
from joinedup.evaluation.methods.results import Bools, Floats, Whole


@dataclass(frozen=True)
class Series:
    """One number at each time (counts, or a mean), its exposure (1 for means), and the same of control units, if asked for."""

    outcome: Floats
    exposure: Floats
    control: Floats | None
    control_exposure: Floats | None


@dataclass(frozen=True)
class Terms:
    """A design of one row a time kept. `interruption` marks the columns of the effect; `kept` and `after` the times."""

    design: Floats
    interruption: Bools
    kept: Whole
    after: Bools


def series_of(panel: Panel, counts: bool, controlled: bool) -> Series:
    """Sums of counts and exposure over treated units (and over never-treated ones); for means, means weighted by exposure."""
    treated = panel.is_treated
    if counts:
        numbers, exposure = counts_of(panel)
        others = numbers[~treated].sum(axis=0), exposure[~treated].sum(axis=0)
        return Series(
            numbers[treated].sum(axis=0),
            exposure[treated].sum(axis=0),
            *(others if controlled else (None, None)),
        )
    weights = unit_weights(panel)
    mean = weights[treated] @ panel.outcomes[treated] / weights[treated].sum()
    ones = np.ones(len(panel.times))
    if not controlled:
        return Series(mean, ones, None, None)
    return Series(mean, ones, weights[~treated] @ panel.outcomes[~treated] / weights[~treated].sum(), ones)


def terms_of(panel: Panel, *, trend: bool, slope_change: bool, harmonics: int, transition: int) -> Terms:
    """Level, straight trend, pairs of sine and cosine, and from the start on a change of level and, if asked for, of slope.

    The change of slope is counted from the start, so that the change of level is the jump at the start; counted from the
    first time of all (as in one published example) the coefficient of level is the jump long before anything began.
    `transition` times from the start on are left out."""
    start, count = int(panel.starts.max()), len(panel.times)
    times = np.arange(count)
    kept = times[(times < start) | (times >= start + transition)]
    after = (kept >= start).astype(float)
    columns = [np.ones(len(kept))]
    if trend:
        columns.append((kept - times.mean()) / count)
    for turn in range(1, harmonics + 1):
        angle = 2 * np.pi * turn * kept / (panel.times_a_year or 1)
        columns += [np.sin(angle), np.cos(angle)]
    plain = len(columns)
    columns.append(after)
    if slope_change:
        columns.append(after * (kept - start))
    return Terms(np.column_stack(columns), np.arange(len(columns)) >= plain, kept, after.astype(bool))
