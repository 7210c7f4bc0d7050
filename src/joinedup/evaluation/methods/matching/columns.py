"""Which columns a model can use: constant ones and repeats of earlier ones are left out by name, as R's glm does by pivoting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.matching.table import Table
from joinedup.evaluation.methods.results import Bools, Floats

REPEATED = 1e-9
"""A column with less than this share of its variance left, once earlier columns are known, repeats them (rounding apart)."""


@dataclass(frozen=True)
class ColumnMoments:
    """Mean and standard deviation of each column, the correlations between them, and which columns never vary."""

    mean: Floats
    deviation: Floats
    correlation: Floats
    constant: Bools


def moments_of(table: Table) -> ColumnMoments:
    """One pass. Deviations divide by n; a constant column gets 1, so that it can be divided by."""
    shift = table.numbers[0].astype(np.float64)
    sums, products = np.zeros(len(shift)), np.zeros((len(shift), len(shift)))
    lowest, highest = shift.copy(), shift.copy()
    for _, block in table.blocks():
        np.minimum(lowest, block.min(axis=0), out=lowest)
        np.maximum(highest, block.max(axis=0), out=highest)
        block -= shift
        sums += block.sum(axis=0)
        products += block.T @ block
    mean = sums / table.rows
    covariance = products / table.rows - np.outer(mean, mean)
    constant = lowest == highest
    deviation = np.where(constant, 1.0, np.sqrt(np.maximum(np.diag(covariance), np.finfo(float).tiny)))
    return ColumnMoments(
        mean + shift, deviation, covariance / np.outer(deviation, deviation), np.asarray(constant)
    )


def repeated_columns(correlation: Floats, usable: Bools) -> Bools:
    """Columns that earlier usable ones determine, found in order by Cholesky elimination."""
    left = correlation.copy()
    repeated = np.zeros(len(left), dtype=np.bool_)
    for at in np.flatnonzero(usable):
        if left[at, at] < REPEATED:
            repeated[at] = True
            continue
        left -= np.outer(left[:, at], left[at]) / left[at, at]
    return repeated
