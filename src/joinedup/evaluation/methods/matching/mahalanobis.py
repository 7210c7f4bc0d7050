"""Nearest-neighbour matching on Mahalanobis distance: several columns at once, each in its own spread, correlations allowed for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.handed_in import whole_number_of
from joinedup.evaluation.methods.matching.columns import moments_of, repeated_columns
from joinedup.evaluation.methods.matching.control_tree import choose_in_turn, grow
from joinedup.evaluation.methods.matching.greedy import within_reach
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.nearest import REASONS, width_of
from joinedup.evaluation.methods.matching.ordering import Layout, Turn, laid_out
from joinedup.evaluation.methods.matching.paired import counted, matched_sample
from joinedup.evaluation.methods.matching.strata import Codes
from joinedup.evaluation.methods.matching.table import Table, score_of, table_of
from joinedup.evaluation.methods.one_thread import on_one_thread
from joinedup.evaluation.methods.results import Bools, Caution, Floats, MethodError, Whole


@on_one_thread
def mahalanobis(
    features: ArrayLike,
    treated: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    ratio: int = 1,
    score: ArrayLike | None = None,
    caliper: float | None = None,
    standardised: bool = True,
    strata: Codes | None = None,
    turn: Turn | None = None,
    rng: np.random.Generator | None = None,
) -> Matched:
    """Each treated row gets the `ratio` free controls at the smallest Mahalanobis distance, within its stratum and, with a
    `caliper`, within so many standard deviations of `score`. Without replacement.

    The covariance is pooled within the groups (Rubin 1980, Biometrics 36:293-298; as MatchIt since 4.4). Rows choose with
    the largest score first, or in the order of the data without a score. Of controls as near, the first row.
    """
    table = table_of(features, treated, names)
    if caliper is not None and score is None:
        raise MethodError(
            "a caliper lies on a score: hand in score= (the logit of propensity()), or no caliper"
        )
    values = np.zeros(table.rows) if score is None else score_of(score, table.rows)
    ratio = whole_number_of(ratio, "ratio, the controls that each treated row gets,", 1)
    width = width_of(values, caliper, standardised)
    layout = laid_out(values, table.treated, strata, turn or ("data" if score is None else "largest"), rng)
    points, cautions = _whitened(table)
    treated_rows, control_rows = _pairs(layout, points, values, ratio, float(width))
    unmatched = ~np.isin(layout.order[layout.queue], treated_rows)
    reach = within_reach(layout.bounds, layout.score, layout.treated, float(width))
    dropped = counted(reach[layout.queue[unmatched]], REASONS)
    method = f"Mahalanobis distance, {ratio}:1, without replacement"
    return matched_sample(table.treated, treated_rows, control_rows, method, dropped, cautions)


def _pairs(layout: Layout, points: Floats, score: Floats, ratio: int, width: float) -> tuple[Whole, Whole]:
    pairs: list[tuple[Whole, Whole]] = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    # The score steers the tree's branches too, so it is brought to the spread of the other coordinates.
    spread = float(score.std()) or 1.0
    for stratum in range(len(layout.bounds) - 1):
        queue = layout.queue[layout.queue_bounds[stratum] : layout.queue_bounds[stratum + 1]]
        here = slice(layout.bounds[stratum], layout.bounds[stratum + 1])
        controls = np.sort(layout.order[here][~layout.treated[here]]).astype(np.int64)
        if not len(queue) or not len(controls):
            continue
        choosers = layout.order[queue].astype(np.int64)
        own, theirs = (np.column_stack([points[rows], score[rows] / spread]) for rows in (choosers, controls))
        order, span, box = grow(theirs)
        chosen = choose_in_turn(theirs, order, span, box, own, ratio, width / spread)
        found = chosen >= 0
        pairs.append((np.repeat(choosers, found.sum(axis=1)), controls[chosen[found]]))
    treated_rows, control_rows = (np.concatenate(side) for side in zip(*pairs, strict=True))
    return treated_rows, control_rows


def _whitened(table: Table) -> tuple[Floats, tuple[Caution, ...]]:
    """Coordinates in which Mahalanobis distance is the ordinary one, without columns that add nothing."""
    moments = moments_of(table)
    useless = moments.constant | repeated_columns(moments.correlation, ~moments.constant)
    if useless.all():
        raise MethodError(
            "every column is constant, so all controls are equally near: match on columns that vary"
        )
    numbers = np.asarray(table.numbers[:, ~useless], dtype=np.float64) / moments.deviation[~useless]
    centred = numbers.copy()
    for group in (table.treated, ~table.treated):
        centred[group] -= numbers[group].mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / (table.rows - 1))
    if values[0] <= 1e-12 * values[-1]:
        raise MethodError(
            "within the groups the columns do not vary apart from each other (a column that is the same for everyone in a"
            " group, or too few rows), so distances cannot be measured: leave columns out"
        )
    caution = Caution(
        "columns-left-out",
        f"Columns that say nothing new were left out of the distance: {_listed(table, useless)}.",
    )
    return numbers @ (vectors / np.sqrt(values)), (caution,) if useless.any() else ()


def _listed(table: Table, useless: Bools) -> str:
    return ", ".join(name for name, found in zip(table.names, useless, strict=True) if found)
