"""Mean and limits of a segment from its mean moving range.

Shewhart's chart for individual values: Wheeler DJ, Understanding Variation, 1993; limits at mean +- 2.66 x mean moving range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.control_charts.figures import figures_of
from joinedup.evaluation.methods.control_charts.options import ChartOptions
from joinedup.evaluation.methods.results import Floats


@dataclass(frozen=True)
class Limits:
    """The lines of one segment, in the unit of the values. `start` and `stop` are positions of its points.

    `exist` is False where it has too few points: mean and limits are then not a number.
    """

    start: int
    stop: int
    mean: float
    lower: float
    upper: float
    mean_moving_range: float
    screened: int
    exist: bool
    trial: bool

    @property
    def points(self) -> int:
        """How many points the segment has."""
        return self.stop - self.start


def limits_of(values: Floats, options: ChartOptions, *, start: int = 0) -> Limits:
    """The lines of one segment from its values in order of time; moving ranges screened once where the options say so."""
    stop = start + len(values)
    if len(values) < options.minimum_points:
        nothing = float("nan")
        return Limits(start, stop, nothing, nothing, nothing, nothing, 0, exist=False, trial=False)
    ranges = np.abs(np.diff(values))
    mean, mean_range = float(values.mean()), float(ranges.mean())
    screened = 0
    if options.screen_moving_range and mean_range > 0:
        kept = ranges[ranges < figures_of("presets.toml")["baseline"]["screening_factor"] * mean_range]
        screened, mean_range = len(ranges) - len(kept), float(kept.mean())
    half = options.moving_range_scale * mean_range
    trial = len(values) < options.trial_below
    return Limits(start, stop, mean, mean - half, mean + half, mean_range, screened, exist=True, trial=trial)


def lines_of(segments: Sequence[Limits], name: str) -> Floats:
    """One of mean, lower, upper for every point of the chart; not a number where there are no limits."""
    return np.concatenate([np.full(one.points, getattr(one, name)) for one in segments])
