"""Panels made for the tests of counterfactual designs."""

from __future__ import annotations

import numpy as np

from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Floats


def panel(outcomes: Floats, starts: dict[int, int], **more: object) -> Panel:
    """A panel of rows of outcomes; `starts` gives the treated rows their first time treated."""
    first = np.full(len(outcomes), NEVER)
    for row, start in starts.items():
        first[row] = start
    names = tuple(f"unit {row}" for row in range(len(outcomes)))
    return Panel(names, tuple(range(outcomes.shape[1])), np.asarray(outcomes, float), first, **more)  # type: ignore[arg-type]


def drifting(units: int, times: int, seed: int) -> Floats:
    """Random walks around ten."""
    rng = np.random.default_rng(seed)
    return 10 + 0.3 * rng.normal(size=(units, times)).cumsum(axis=1)
