"""Entropy balancing: weights for the controls, as even as can be, under which they agree with the treated in every mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.matching.columns import moments_of, repeated_columns
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.table import Table, table_of
from joinedup.evaluation.methods.one_thread import on_one_thread
from joinedup.evaluation.methods.results import Bools, Caution, Floats, MethodError, Whole

BALANCED = 1e-9
"""Largest difference of any mean that is left, in standard deviations."""
MOST_STEPS = 200


@on_one_thread
def entropy_balanced(
    features: ArrayLike, treated: ArrayLike, names: Sequence[str] | None = None, *, moments: int = 1
) -> Matched:
    """Hainmueller 2012 (Political Analysis 20:25-46): the weights closest to equal under which the controls have the mean
    of the treated in every column, and with `moments=2` the mean of the squares too. They sum to the number of controls.

    Newton's method on the dual, with a line search. MethodError when no weights do it, naming the columns that stand out.
    """
    table = table_of(features, treated, names)
    if moments not in (1, 2):
        raise MethodError(f"the first moment or the first two can be balanced; found moments={moments}")
    problem, cautions = _problem(table, moments)
    tilt = _solved(problem)
    weights = np.where(table.treated, 1.0, 0.0)
    level, logs = _partition(problem, tilt)
    weights[~table.treated] = np.exp(logs - level) * np.count_nonzero(~table.treated)
    return Matched(table.treated, weights, f"entropy balancing, {moments} moment(s)", cautions=cautions)


@dataclass(frozen=True)
class _Problem:
    """Columns of the controls, less the target and in standard deviations, are what must average to nothing."""

    table: Table
    columns: Whole
    centre: Floats
    spread: Floats
    target: Floats
    moments: int

    def terms(self, block: Floats) -> Floats:
        one = (block[:, self.columns] - self.centre) / self.spread
        return (one if self.moments == 1 else np.hstack([one, one**2])) - self.target

    def of_controls(self) -> Iterator[Floats]:
        for rows, block in self.table.blocks():
            yield self.terms(block[~self.table.treated[rows]])


def _problem(table: Table, moments: int) -> tuple[_Problem, tuple[Caution, ...]]:
    found = moments_of(table)
    repeated = repeated_columns(found.correlation, ~found.constant)
    used = np.flatnonzero(~(found.constant | repeated))
    if not len(used):
        raise MethodError("every column is constant: there is nothing to balance")
    nothing = np.zeros(len(used) * moments)
    open_problem = _Problem(table, used, found.mean[used], found.deviation[used], nothing, moments)
    total = nothing.copy()
    for rows, block in table.blocks():
        total += open_problem.terms(block[table.treated[rows]]).sum(axis=0)
    target = total / np.count_nonzero(table.treated)
    problem = _Problem(table, used, found.mean[used], found.deviation[used], target, moments)
    return problem, _cautions(table, found.constant | repeated)


def _solved(problem: _Problem) -> Floats:
    tilt = np.zeros(len(problem.target))
    level, slope, curve = _dual(problem, tilt)
    for _ in range(MOST_STEPS):
        if np.abs(slope).max() < BALANCED:
            return tilt
        step = -np.linalg.lstsq(curve, slope, rcond=1e-12)[0]
        size = 1.0
        while size > 1e-8:
            reached = _partition(problem, tilt + size * step)[0]
            if reached <= level + 1e-4 * size * float(slope @ step) + 1e-13 * abs(level):
                break
            size /= 2
        else:
            break
        tilt = tilt + size * step
        level, slope, curve = _dual(problem, tilt)
    if np.abs(slope).max() < BALANCED:
        return tilt
    raise MethodError(
        f"no weights make the controls agree with the treated in {_standing_out(problem, slope)}: some treated values lie"
        " beyond those of all controls. Leave such rows out or such columns apart, or match within a caliper"
    )


def _standing_out(problem: _Problem, slope: Floats) -> str:
    size = len(problem.columns)
    worst = np.unique(np.flatnonzero(np.abs(slope) >= 0.5 * np.abs(slope).max()) % size)
    return ", ".join(problem.table.names[problem.columns[at]] for at in worst)


def _partition(problem: _Problem, tilt: Floats) -> tuple[float, Floats]:
    """The dual (the log of the sum of exponentials) and the logs that were summed, one a control."""
    logs = np.concatenate([terms @ tilt for terms in problem.of_controls()])
    highest = float(logs.max())
    return highest + float(np.log(np.exp(logs - highest).sum())), logs


def _dual(problem: _Problem, tilt: Floats) -> tuple[float, Floats, Floats]:
    """The dual, its slope (the imbalance left) and its curvature (the weighted covariance)."""
    level, logs = _partition(problem, tilt)
    slope, curve, at = np.zeros(len(tilt)), np.zeros((len(tilt), len(tilt))), 0
    for terms in problem.of_controls():
        weights = np.exp(logs[at : at + len(terms)] - level)
        slope += weights @ terms
        curve += terms.T @ (terms * weights[:, None])
        at += len(terms)
    return level, slope, curve - np.outer(slope, slope)


def _cautions(table: Table, left_out: Bools) -> tuple[Caution, ...]:
    if not left_out.any():
        return ()
    listed = ", ".join(name for name, found in zip(table.names, left_out, strict=True) if found)
    return (
        Caution(
            "columns-left-out",
            f"Columns that are constant or repeat earlier ones need no balancing: {listed}.",
        ),
    )
