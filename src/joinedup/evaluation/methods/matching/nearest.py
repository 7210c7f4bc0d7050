"""Nearest-neighbour matching on a score, greedy as MatchIt does it, at millions of rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.handed_in import number_of, whole_number_of
from joinedup.evaluation.methods.matching.greedy import (
    match_with_replacement,
    match_without_replacement,
    within_reach,
)
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.ordering import Layout, Positions, Turn, laid_out
from joinedup.evaluation.methods.matching.paired import counted, matched_sample
from joinedup.evaluation.methods.matching.strata import Codes
from joinedup.evaluation.methods.matching.table import score_of, treated_of
from joinedup.evaluation.methods.results import Bools, Caution, Dropped, Floats, MethodError

REASONS = {
    0: "no control in the stratum",
    1: "no control within the caliper",
    2: "every control within reach was taken by another",
}


def nearest(
    score: ArrayLike,
    treated: ArrayLike,
    *,
    ratio: int = 1,
    replace: bool = False,
    caliper: float | None = None,
    standardised: bool = True,
    strata: Codes | None = None,
    turn: Turn = "largest",
    rng: np.random.Generator | None = None,
) -> Matched:
    """Each treated row gets the `ratio` controls nearest to it on `score` (a logit or a probability), within its stratum.

    Rows choose one after another, those with the largest score first (`turn`), in `ratio` rounds; ties go to the row that
    comes first. A caliper is in standard deviations of the score over all rows (n - 1), or in its own unit when not
    `standardised`; distances up to and including it are allowed. The pairs are those of MatchIt 4.7.2's
    `matchit(method = "nearest")` on the same score, ties included. Treated rows without a match are counted by reason.
    """
    values = score_of(score)
    groups = treated_of(treated, len(values))
    ratio = whole_number_of(ratio, "ratio, the controls that each treated row gets,", 1)
    width = width_of(values, caliper, standardised)
    layout = laid_out(values, groups, strata, turn, rng)
    chosen = _chosen(layout, ratio, replace, width)
    matched = chosen >= 0
    controls = layout.order[chosen[matched]].astype(np.int64)
    choosers = np.repeat(layout.order[layout.queue].astype(np.int64), matched.sum(axis=1))
    method = f"nearest neighbour, {ratio}:1, {'with' if replace else 'without'} replacement"
    cautions = _cautions(groups, ratio, replace)
    return matched_sample(
        groups, choosers, controls, method, _dropped(layout, matched[:, 0], width), cautions
    )


def caliper_width(score: Floats, deviations: float) -> float:
    """Standard deviations of the score as its own unit: over all rows, treated or not, dividing by n - 1 (as MatchIt)."""
    return deviations * float(np.std(score, ddof=1))


def _chosen(layout: Layout, ratio: int, replace: bool, width: float) -> Positions:
    given = (layout.queue, layout.queue_bounds, layout.bounds, layout.score, layout.treated, ratio, width)
    if replace:
        return np.asarray(match_with_replacement(*given))
    nobody = np.empty(0, dtype=np.int32)
    return np.asarray(match_without_replacement(*given, nobody, np.empty(0, dtype=np.bool_)))


def _dropped(layout: Layout, matched: Bools, width: float) -> tuple[Dropped, ...]:
    if matched.all():
        return ()
    reach = within_reach(layout.bounds, layout.score, layout.treated, width)
    return counted(reach[layout.queue[~matched]], REASONS)


def width_of(score: Floats, caliper: float | None, standardised: bool) -> float:
    """How far apart two scores may be: endless without a caliper. MethodError for a caliper that is no number or below 0."""
    if caliper is None:
        return float(np.inf)
    width = number_of(caliper, "a caliper")
    if width < 0:
        raise MethodError(f"a caliper is 0 or wider; found {caliper}")
    return caliper_width(score, width) if standardised else width


def _cautions(treated: Bools, ratio: int, replace: bool) -> tuple[Caution, ...]:
    number = int(np.count_nonzero(treated))
    controls = len(treated) - number
    if replace or controls >= ratio * number:
        return ()
    return (
        Caution(
            "few-controls",
            f"There are {controls:,} controls for {number:,} treated rows at {ratio}:1, so who chooses first decides who is"
            " matched: match with replacement, or fewer controls each.",
        ),
    )
