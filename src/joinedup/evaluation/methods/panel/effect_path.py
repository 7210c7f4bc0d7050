"""Effects by time since the start with a band that holds them all at once, and the joint test of the times before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from joinedup.evaluation.methods.panel.cohort_contrast import NEVER_TREATED, Contrasted
from joinedup.evaluation.methods.panel.estimator import EffectPath
from joinedup.evaluation.methods.panel.few_units import (
    OWN_SPREAD,
    Spread,
    Sureness,
    how_sure,
    own_scores,
)
from joinedup.evaluation.methods.panel.simultaneous import drawn_statistics, yardsticks
from joinedup.evaluation.methods.results import Floats, Whole, level_of


def path_with_band(
    since_start: Whole,
    found: Sequence[Contrasted],
    spread: Spread,
    level: float,
    rng: np.random.Generator,
) -> tuple[EffectPath, dict[str, float]]:
    """The path, and `before_joint_p`: how often the largest statistic of the times before would be as large by chance.

    A time that is zero by construction (the reference) has no width and is no part of the test."""
    sure = [how_sure(one.parts, one.treated, spread)[0] for one in found]
    value = np.array([one.effect for one in found])
    error = np.array([one.standard_error for one in sure])
    freedom = np.array([one.degrees_of_freedom for one in sure])
    scores = np.column_stack([_scores(*each) for each in zip(found, sure, strict=True)])
    told = error > 1e-12 * max(error.max(), 1e-300)
    if not told.any():
        return EffectPath(since_start, value, value, value), {}
    drawn = drawn_statistics(scores[:, told], freedom[told], rng)
    reach = np.where(
        told, float(np.quantile(drawn.max(axis=1), level_of(level))) * yardsticks(freedom) * error, 0.0
    )
    path = EffectPath(since_start, value, value - reach, value + reach)
    before = told & (since_start < 0)
    if not before.any():
        return path, {}
    largest = float((np.abs(value / np.where(told, error, 1)) / yardsticks(freedom))[before].max())
    by_chance = drawn[:, before[told]].max(axis=1)
    return path, {"before_joint_p": float(((by_chance >= largest).sum() + 1) / (len(drawn) + 1))}


def _scores(found: Contrasted, sure: Sureness) -> Floats:
    """Scores at the places of the panel's units, zero for those that take no part. Pooled: all units seen as one group."""
    scores = np.zeros(len(found.taken))
    is_own = sure.interval_by == OWN_SPREAD
    scores[found.taken] = own_scores(found.parts) if is_own else found.parts.seen[NEVER_TREATED]
    return scores
