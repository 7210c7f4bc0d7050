"""Random draws that stay close to what is expected of them, so that a small place is calibrated too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


def generator(seed: int, *path: int) -> np.random.Generator:
    """A generator of its own for one part of the place: the same whatever was drawn before it."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=path)))


def spread_evenly(group: NDArray[np.integer], rng: np.random.Generator) -> Floats:
    """A uniform number for each person such that those of every group are spread evenly over 0 to 1.

    Method: stratified sampling, one stratum a person, in random order inside the group.
    """
    order = np.lexsort((rng.random(len(group)), group))
    sorted_group = group[order]
    starts = (
        np.flatnonzero(np.r_[True, sorted_group[1:] != sorted_group[:-1]]) if len(group) else np.zeros(0, int)
    )
    size = np.diff(np.r_[starts, len(group)])
    place = np.arange(len(group)) - np.repeat(starts, size)
    drawn = np.empty(len(group))
    drawn[order] = (place + rng.random(len(group))) / np.repeat(size, size)
    return drawn


def whole_numbers(expected: Floats, order: NDArray[np.integer], rng: np.random.Generator) -> Whole:
    """Whole numbers with the expected means, whose running total in `order` never strays by one from the expected.

    Method: systematic sampling along the cumulated expectation.
    """
    running = np.floor(np.cumsum(expected[order]) + rng.random())
    drawn = np.empty(len(expected), dtype=np.int64)
    drawn[order] = np.diff(running, prepend=0.0).astype(np.int64)
    return drawn


def one_of(weights: NDArray[np.floating], uniform: Floats) -> Whole:
    """The place in `weights` that each uniform number falls on."""
    edges = np.cumsum(weights, dtype=np.float64)
    return np.asarray(np.minimum(np.searchsorted(edges / edges[-1], uniform, side="right"), len(edges) - 1))


def one_of_each(weights: Floats, uniform: Floats) -> Whole:
    """As `one_of`, with a row of weights for each person."""
    edges = np.cumsum(weights, axis=1)
    chosen = (uniform[:, None] * edges[:, -1:] >= edges).sum(axis=1)
    return np.asarray(np.minimum(chosen, weights.shape[1] - 1))


def normal(uniform: Floats) -> Floats:
    """Standard normal numbers from uniform ones. Source: Acklam's rational approximation, relative error 1e-9."""
    p = np.clip(uniform, 1e-9, 1 - 1e-9)
    low, high = p < 0.02425, p > 1 - 0.02425
    tail = np.sqrt(-2 * np.log(np.where(low, p, np.where(high, 1 - p, 0.5))))
    outer = _ratio(tail, _TAIL_TOP, _TAIL_BOTTOM)
    middle = p - 0.5
    inner = middle * _ratio(middle * middle, _MIDDLE_TOP, _MIDDLE_BOTTOM)
    return np.where(low, outer, np.where(high, -outer, inner))


def _ratio(x: Floats, top: tuple[float, ...], bottom: tuple[float, ...]) -> Floats:
    return np.asarray(np.polyval(top, x) / np.polyval(bottom, x), dtype=np.float64)


_MIDDLE_TOP = (
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239,
)  # fmt: skip
_MIDDLE_BOTTOM = (
    -54.47609879822406,
    161.5858368580409,
    -155.6989798598866,
    66.80131188771972,
    -13.28068155288572,
    1.0,
)
_TAIL_TOP = (
    -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783,
)  # fmt: skip
_TAIL_BOTTOM = (7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0)
