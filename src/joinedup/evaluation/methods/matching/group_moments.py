"""Means and variances of treated and controls, before and after matching, in one pass over the rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.matching.table import Table
from joinedup.evaluation.methods.results import Bools, Floats

TREATED_BEFORE, CONTROLS_BEFORE, TREATED_AFTER, CONTROLS_AFTER = range(4)


@dataclass(frozen=True)
class GroupMoments:
    """`mean` and `variance` are 4 x columns, in the order of the constants above; `effective` is each group's effective
    sample size, the square of its weights' sum over the sum of their squares (Kish). `binary` columns hold only 0 and 1."""

    mean: Floats
    variance: Floats
    effective: Floats
    binary: Bools


def group_moments(table: Table, weights: Floats) -> GroupMoments:
    """Variances allow for weights as MatchIt's do: the weighted squares over the sum of weights less the sum of squared
    weights over the sum of weights; p(1 - p) for columns of 0 and 1."""
    shift = table.numbers[0].astype(np.float64)
    columns = len(shift)
    sums, squares = np.zeros((4, columns)), np.zeros((4, columns))
    totals, totals_squared = np.zeros(4), np.zeros(4)
    binary = np.ones(columns, dtype=np.bool_)
    for rows, block in table.blocks():
        by_group = _by_group(table.treated[rows], weights[rows])
        binary &= ((block == 0) | (block == 1)).all(axis=0)
        block -= shift
        totals += by_group.sum(axis=1)
        totals_squared += (by_group**2).sum(axis=1)
        sums += by_group @ block
        squares += by_group @ block**2
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums / totals[:, None]
        free = (totals - totals_squared / totals)[:, None]
        variance = (squares - totals[:, None] * mean**2) / free
        effective = totals**2 / totals_squared
    mean += shift
    return GroupMoments(mean, np.where(binary, mean * (1 - mean), variance), effective, binary)


def _by_group(treated: Bools, weights: Floats) -> Floats:
    """Weight in each of the four groups, 4 x rows."""
    found = np.empty((4, len(treated)))
    found[TREATED_BEFORE] = treated
    found[CONTROLS_BEFORE] = ~treated
    np.multiply(weights, found[:2], out=found[2:])
    return found
