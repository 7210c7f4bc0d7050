"""The rules of the default preset against the same rules written out point by point, as slowly as they are said."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from joinedup.evaluation.methods.control_charts import control_chart


def flagged_one_by_one(values: list[int]) -> list[bool]:
    """Whether each point is special cause: outside the limits, in a run of 7 on one side, in 7 rising or falling, or one of two
    among three on one side beyond two thirds of the way to a limit."""
    mean = sum(values) / len(values)
    moving = [abs(after - before) for before, after in itertools.pairwise(values)]
    half = 2.66 * sum(moving) / len(moving)
    flagged = [abs(value - mean) > half + 1e-9 for value in values]
    for first in range(len(values) - 6):
        run = values[first : first + 7]
        above, below = (all(side * (v - mean) > 1e-9 for v in run) for side in (1, -1))
        rising, falling = (all(side * (b - a) > 0 for a, b in itertools.pairwise(run)) for side in (1, -1))
        if above or below or rising or falling:
            flagged[first : first + 7] = [True] * 7
    for first in range(len(values) - 2):
        for side in (1, -1):
            away = [side * (value - mean) for value in values[first : first + 3]]
            beyond = [one > half * 2 / 3 + 1e-9 for one in away]
            if min(away) > 1e-9 and sum(beyond) >= 2:
                for place, is_beyond in enumerate(beyond):
                    flagged[first + place] |= is_beyond
    return flagged


@given(st.lists(st.integers(-8, 8), min_size=13, max_size=40))
def test_the_chart_flags_what_a_plain_reading_of_the_rules_flags(values: list[int]) -> None:
    months = np.arange("2020-01", "2024-01", dtype="datetime64[M]")[: len(values)]
    assert control_chart(months, values).is_special.tolist() == flagged_one_by_one(values)


@given(st.integers(0, 10_000))
def test_so_it_does_for_series_that_wander(seed: int) -> None:
    generator = np.random.default_rng(seed)
    values = [int(value) for value in np.cumsum(generator.integers(-4, 5, 36))]
    months = np.arange("2020-01", "2023-01", dtype="datetime64[M]")
    assert control_chart(months, values).is_special.tolist() == flagged_one_by_one(values)
