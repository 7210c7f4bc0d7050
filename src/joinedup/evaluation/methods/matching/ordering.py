"""Rows laid out for matching: stratum by stratum, within it by score, and treated rows in the order in which they choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from joinedup.evaluation.methods.handed_in import array_of
from joinedup.evaluation.methods.matching.compiled import compiled
from joinedup.evaluation.methods.matching.strata import Codes, strata_of
from joinedup.evaluation.methods.results import Bools, Floats, MethodError, Whole

Positions = NDArray[np.int32]
Turn = Literal["largest", "smallest", "data", "random"]


@dataclass(frozen=True)
class Layout:
    """`order[position]` is a row; stratum s stands at positions `bounds[s]` to `bounds[s + 1]`; `score` and `treated` are in
    that order. `queue` holds the positions of treated rows in the order they choose, those of stratum s from
    `queue_bounds[s]` to `queue_bounds[s + 1]`."""

    order: Positions
    bounds: Whole
    score: Floats
    treated: Bools
    queue: Positions
    queue_bounds: Whole


def laid_out(
    score: Floats,
    treated: Bools,
    codes: Codes | None,
    turn: Turn = "largest",
    rng: np.random.Generator | None = None,
) -> Layout:
    """Rows with one score stand in the order of the data, and choose in it. Seconds for millions of rows.

    MethodError for an unknown turn, and when the codes are not one whole number a row, 0 or more."""
    if turn not in get_args(Turn):
        raise MethodError(f"rows choose in one of these orders: {', '.join(get_args(Turn))}; found {turn!r}")
    codes = None if codes is None else _codes_of(codes, len(score))
    order, bounds = _in_order(score, codes)
    sorted_score, sorted_treated = score[order], treated[order]
    queue = _queue(order, sorted_score, sorted_treated, turn, rng)
    counts = np.searchsorted(np.flatnonzero(sorted_treated), bounds)
    if turn in ("data", "random"):
        stratum = np.searchsorted(bounds, queue, side="right")
        queue = queue[np.argsort(stratum, kind="stable")]
    elif turn == "largest":
        _turn_round(queue, counts, sorted_score)
    return Layout(order, bounds, sorted_score, sorted_treated, queue, counts.astype(np.int64))


def _codes_of(codes: Codes, rows: int) -> Codes:
    """The strata as they are. The compiled loops index by them without a check, so a code too few would be a wrong answer."""
    found = array_of(codes, "strata")
    if found.shape != (rows,):
        raise MethodError(
            f"found strata of the shape {found.shape} for {rows:,} rows: make one code a row with strata_of"
        )
    if found.dtype.kind not in "iu" or (rows and found.min() < 0):
        raise MethodError("strata are whole numbers from 0: make them of any columns with strata_of")
    # Beyond this the counts a stratum would take more memory than the rows.
    return strata_of([found]) if rows and found.max() > 2 * rows else found


def _in_order(score: Floats, codes: Codes | None) -> tuple[Positions, Whole]:
    if len(score) >= np.iinfo(np.int32).max:
        raise MethodError(f"{len(score):,} rows are more than 2,147,483,646: match region by region")
    order = np.argsort(score).astype(np.int32)
    _ties_in_row_order(order, score)
    if codes is None:
        return order, np.array([0, len(score)])
    bounds = np.concatenate(([0], np.cumsum(np.bincount(codes)))).astype(np.int64)
    return _by_stratum(order, codes, bounds[:-1].copy()), bounds


def _queue(
    order: Positions, score: Floats, treated: Bools, turn: Turn, rng: np.random.Generator | None
) -> Positions:
    if turn in ("largest", "smallest"):
        return np.flatnonzero(treated).astype(np.int32)
    if turn == "random" and rng is None:
        raise MethodError("an order drawn at random needs a generator: rng=numpy.random.default_rng(seed)")
    positions = np.flatnonzero(treated)
    by_row = positions[np.argsort(order[positions])].astype(np.int32)
    return by_row if rng is None or turn == "data" else rng.permutation(by_row)


@compiled
def _ties_in_row_order(order: Any, score: Any) -> None:
    """Sort the rows of each run of equal scores."""
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and score[order[end]] == score[order[start]]:
            end += 1
        if end > start + 1:
            order[start:end] = np.sort(order[start:end])
        start = end


@compiled
def _by_stratum(order: Any, codes: Any, at: Any) -> Any:
    """Deal the rows out to their strata, each of which stays in order; `at` holds where each stratum starts."""
    dealt = np.empty_like(order)
    for row in order:
        stratum = codes[row]
        dealt[at[stratum]] = row
        at[stratum] += 1
    return dealt


@compiled
def _turn_round(queue: Any, bounds: Any, score: Any) -> None:
    """From ascending to descending score within each stratum; rows with one score keep their order."""
    for stratum in range(len(bounds) - 1):
        start, end = bounds[stratum], bounds[stratum + 1]
        queue[start:end] = queue[start:end][::-1].copy()
        first = start
        while first < end:
            last = first + 1
            while last < end and score[queue[last]] == score[queue[first]]:
                last += 1
            queue[first:last] = queue[first:last][::-1].copy()
            first = last
