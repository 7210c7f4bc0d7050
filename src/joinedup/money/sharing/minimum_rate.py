"""The minimum rate by population size: how far spending must be from the benchmark before it counts as more than chance."""

from __future__ import annotations

from functools import cache

import numpy as np

from joinedup.money.pence import Floats
from joinedup.reference.files import files_in


def minimum_rate_for(people: Floats) -> Floats:
    """The share of the benchmark that a saving must reach, for populations of these sizes, in each future.

    On the straight line between the published sizes; that of the smallest or largest size beyond them. Table: reference
    folder minimum_rates (42 CFR 425.604(b), 425.605(b)).
    """
    sizes, rates = _table()
    return np.asarray(np.interp(people, sizes, rates), dtype=np.float64)


@cache
def _table() -> tuple[Floats, Floats]:
    rows = files_in("minimum_rates")[-1].content["rates"]
    return np.array([float(row["people"]) for row in rows]), np.array([float(row["rate"]) for row in rows])
