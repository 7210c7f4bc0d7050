"""How far apart the whole distributions of treated and controls are: the gap between their cumulative shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.evaluation.methods.matching.compiled import compiled
from joinedup.evaluation.methods.matching.table import Table
from joinedup.evaluation.methods.results import Bools, Floats


@dataclass(frozen=True)
class Gaps:
    """Mean and largest gap between the cumulative shares of treated and controls over the values of a column (0 to 1), for
    each column, before and after matching. The largest is the Kolmogorov-Smirnov distance."""

    mean_before: Floats
    largest_before: Floats
    mean_after: Floats
    largest_after: Floats


def gaps_of(table: Table, weights: Floats, binary: Bools) -> Gaps:
    """As the eCDF columns of MatchIt's `summary()`: over each distinct value once; columns of 0 and 1, the difference of
    shares. Every other column is sorted, which takes most of the time."""
    shares = _signed_shares(table.treated, weights)
    found = np.empty((4, len(binary)))
    for at in range(len(binary)):
        column = np.ascontiguousarray(table.numbers[:, at])
        if binary[at]:
            difference = np.abs(shares[column != 0].sum(axis=0))
            found[:, at] = np.repeat(difference, 2)
        else:
            found[:, at] = _gaps(column, np.argsort(column), shares)
    return Gaps(*found)


def _signed_shares(treated: Bools, weights: Floats) -> Floats:
    """Share of its group that each row stands for, before and after, counted down for controls."""
    shares = np.empty((len(treated), 2))
    for at, standing in enumerate((np.ones(1), weights)):
        own = np.where(treated, standing, 0.0)
        other = np.where(treated, 0.0, standing)
        shares[:, at] = own / own.sum() - other / other.sum()
    return shares


@compiled
def _gaps(column: Any, order: Any, shares: Any) -> Any:
    """(mean before, largest before, mean after, largest after)."""
    found = np.zeros(4)
    before = after = 0.0
    values = 0
    for at in range(len(order)):
        before += shares[order[at], 0]
        after += shares[order[at], 1]
        if at + 1 < len(order) and column[order[at + 1]] == column[order[at]]:
            continue
        values += 1
        found[0] += abs(before)
        found[1] = max(found[1], abs(before))
        found[2] += abs(after)
        found[3] = max(found[3], abs(after))
    found[0] /= values
    found[2] /= values
    return found
