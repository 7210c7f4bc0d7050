"""Corridors: parts of a saving or a loss, by its share of the benchmark, each kept at its own rate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from joinedup.money.pence import Floats


def through_corridors(share_of_benchmark: Floats, corridors: Sequence[tuple[float, float]]) -> Floats:
    """What is kept of a saving or loss given as a share of the benchmark (0 or more), in each future.

    `corridors` are pairs of where a corridor ends and its rate, ends rising; the last may end at infinity, and beyond the
    last nothing is kept. The result never falls as the saving grows.
    """
    kept = np.zeros_like(share_of_benchmark)
    begins = 0.0
    for ends, rate in corridors:
        kept += rate * np.clip(share_of_benchmark - begins, 0.0, ends - begins)
        begins = ends
    return kept
