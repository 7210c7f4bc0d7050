"""Numbers that go together: from independent normal numbers to correlated ones, the same on every machine.

Written out rather than left to a library of linear algebra, whose last bits differ from one processor to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any, TypeAlias

import numpy as np

Lower: TypeAlias = tuple[tuple[float, ...], ...]


def lower_triangle(matrix: Sequence[Sequence[float]]) -> Lower | None:
    """The triangle whose product with itself turned over is the correlation matrix (Cholesky); None where it is not positive
    definite, because then no numbers are correlated like that."""
    rows: list[list[float]] = []
    for i, wanted in enumerate(matrix):
        row: list[float] = []
        for j in range(i):
            row.append((wanted[j] - sum(row[k] * rows[j][k] for k in range(j))) / rows[j][j])
        left = wanted[i] - sum(share * share for share in row)
        if left <= 1e-12:
            return None
        rows.append([*row, sqrt(left)])
    return tuple(map(tuple, rows))


def correlated(triangle: Lower, independent: Any) -> Any:
    """Independent standard normal numbers, the first axis as long as the triangle, as numbers correlated by it."""
    mixed = np.zeros_like(independent)
    for i, row in enumerate(triangle):
        for j, share in enumerate(row):
            if share:
                mixed[i] += share * independent[j]
    return mixed
