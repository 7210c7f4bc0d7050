"""The share of an outcome's money that is earned, from 0 to 1, by where the outcome stands.

Which way is better follows from the outcome itself: with a target below its baseline, lower is better. Each function never
falls as the outcome gets better.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from joinedup.money.pence import Floats


def progress(value: Floats, begins: float, target: float) -> Floats:
    """How far a value has come from where payment begins to the target: 0 there or worse, 1 at the target or better."""
    if begins == target:
        return step(value, begins, target)
    # Ten decimals: 0.1 + 0.2 is to reach 0.3.
    return np.asarray(np.round(np.clip((value - begins) / (target - begins), 0.0, 1.0), 10))


def step(value: Floats, baseline: float, target: float) -> Floats:
    """1 where the target is reached or bettered, else 0."""
    towards = -1.0 if target < baseline else 1.0
    return np.asarray((np.round((value - target) * towards, 10) >= 0).astype(np.float64))


def tiered(progressed: Floats, tiers: Sequence[tuple[float, float]]) -> Floats:
    """What the highest tier reached earns; `tiers` are pairs of progress needed and share earned, both rising."""
    earned = np.zeros_like(progressed)
    for needed, earns in tiers:
        earned = np.where(progressed >= needed, earns, earned)
    return earned


def better_of(attainment: Floats, improvement: Floats) -> Floats:
    """The better of what was attained and how far it improved."""
    return np.maximum(attainment, improvement)
