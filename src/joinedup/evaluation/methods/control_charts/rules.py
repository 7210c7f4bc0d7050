"""The four rules of Making Data Count. Each takes one segment and gives, for each point, +1 (high or rising), -1 or 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from joinedup.evaluation.methods.control_charts.figures import figures_of
from joinedup.evaluation.methods.control_charts.limits import Limits
from joinedup.evaluation.methods.control_charts.options import ChartOptions, Rule
from joinedup.evaluation.methods.results import Floats

Signals = NDArray[np.int8]

# A value this close to a line (relative to the largest value) is on it: sums of floating point differ by less.
ON_THE_LINE = 1e-12


def rules_broken(values: Floats, limits: Limits, options: ChartOptions) -> dict[Rule, Signals]:
    """What each rule says of each point of one segment; all 0 where there are no limits."""
    if not limits.exist:
        return {rule: np.zeros(len(values), dtype=np.int8) for rule in options.precedence}
    return {
        "outside_limits": outside_limits(values, limits),
        "shift": runs(_side(values - limits.mean, values), options.shift_points),
        "trend": trend(values, options.trend_points),
        "two_of_three": two_of_three(values, limits, options),
    }


def outside_limits(values: Floats, limits: Limits) -> Signals:
    """Points beyond a limit; a point on it is not beyond."""
    return (
        (_side(values - limits.upper, values) > 0).astype(np.int8)
        - (_side(values - limits.lower, values) < 0).astype(np.int8)
    ).astype(np.int8)


def trend(values: Floats, points: int) -> Signals:
    """Runs of so many points all rising or all falling; at a turning point the later run counts."""
    steps = _side(np.diff(values), values)
    found = np.zeros(len(values), dtype=np.int8)
    for start, stop in _equal_stretches(steps):
        if steps[start] and stop - start + 1 >= points:
            found[start : stop + 1] = steps[start]
    return found


def runs(sides: Signals, points: int) -> Signals:
    """Runs of so many points on one side; a point on the line (0) breaks a run."""
    found = np.zeros(len(sides), dtype=np.int8)
    for start, stop in _equal_stretches(sides):
        if stop - start >= points:
            found[start:stop] = sides[start]
    return found


def two_of_three(values: Floats, limits: Limits, options: ChartOptions) -> Signals:
    """Points beyond the two-thirds line of which two stand among three in a row, on the same side."""
    found = np.zeros(len(values), dtype=np.int8)
    if len(values) < 3:
        return found
    beyond = _beyond_two_thirds(values, limits, options)
    sides = _side(values - limits.mean, values)
    for side in (1, -1):
        here = beyond == side
        enough = _in_threes(here).sum(axis=1) >= 2
        if options.two_of_three_third == "same-side":
            enough &= _in_threes(sides == side).all(axis=1)
        elif options.two_of_three_third == "not-beyond-other-side":
            enough &= ~_in_threes(beyond == -side).any(axis=1)
        for shift in range(3):
            found[shift : len(values) - 2 + shift][enough & here[shift : len(values) - 2 + shift]] = side
    return found


def _beyond_two_thirds(values: Floats, limits: Limits, options: ChartOptions) -> Signals:
    share = figures_of("presets.toml")["baseline"]["warning_share"]
    away = values - limits.mean
    past = _side(np.abs(away) - share * (limits.upper - limits.mean), values)
    # Limits without width have no two-thirds line to stand on.
    counted = (past > 0) | ((past == 0) & options.two_of_three_on_line & (limits.mean_moving_range > 0))
    if not options.two_of_three_beyond_limits:
        counted &= outside_limits(values, limits) == 0
    return np.where(counted, np.sign(away), 0).astype(np.int8)


def _in_threes(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.lib.stride_tricks.sliding_window_view(marks, 3)


def _side(differences: Floats, values: Floats) -> Signals:
    """Sign of differences, with 0 for what floating point alone could have made."""
    close = ON_THE_LINE * float(np.abs(values).max(initial=0.0))
    return np.where(np.abs(differences) <= close, 0, np.sign(differences)).astype(np.int8)


def _equal_stretches(marks: Signals) -> list[tuple[int, int]]:
    """First position and the one after the last, of every stretch of equal marks."""
    if not len(marks):
        return []
    turns = np.flatnonzero(np.diff(marks)) + 1
    return list(zip([0, *turns.tolist()], [*turns.tolist(), len(marks)], strict=True))
