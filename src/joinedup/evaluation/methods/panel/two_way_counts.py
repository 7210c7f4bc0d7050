"""Poisson regression of counts on treatment with an effect of every unit and every time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.panel.few_units import UnitParts
from joinedup.evaluation.methods.results import Bools, Floats, MethodError, Whole

SETTLED = 1e-10
ROUNDS = 100


@dataclass(frozen=True)
class CountsFit:
    """The log of the ratio, the expected counts (units by times) with and without it, and each unit's part in its error."""

    log_ratio: float
    expected: Floats
    without: Floats
    parts: UnitParts
    dispersion: float


def fit_counts(counts: Floats, exposure: Floats, treated: Bools, starts: Whole) -> CountsFit:
    """Maximum likelihood: one Newton step for the ratio inside rounds that settle units and times.

    Every unit and every time needs a count above zero, and treated cells and the same units' cells before need some too.
    MethodError where the ratio has no finite estimate (no count in treated cells, say).
    """
    if not counts[treated].sum():
        raise MethodError(
            "no count at all after the start in treated units: the ratio would be zero without an interval; use a longer"
            " window or a more frequent measure"
        )
    log_ratio, expected = 0.0, _margins(counts, exposure)
    for _ in range(ROUNDS):
        residual_treated = _within_weighted(treated.astype(float), expected)
        information = float((expected * residual_treated**2).sum())
        if information < SETTLED * counts.sum():
            raise MethodError(
                "the ratio cannot be told from the effects of units and times: there are no counts to compare"
            )
        step = float((residual_treated * (counts - expected)).sum()) / information
        log_ratio += float(np.clip(step, -1, 1))
        expected = _margins(counts, exposure * np.exp(log_ratio * treated))
        if abs(step) < SETTLED:
            break
    else:
        raise MethodError(
            "the ratio of counts does not settle: treated units have no counts on one side of the start; use a longer window"
            " or a more frequent measure"
        )
    without = expected / np.exp(log_ratio * treated)
    parts = _parts(counts, expected, treated, starts)
    free = counts.size - sum(counts.shape)
    dispersion = float(((counts - expected) ** 2 / expected).sum() / max(free, 1))
    return CountsFit(log_ratio, expected, without, parts, dispersion)


def _margins(counts: Floats, seed: Floats) -> Floats:
    """The seed scaled by unit and by time until its sums are those of the counts (the Poisson fit of unit and time)."""
    expected = seed * (counts.sum() / seed.sum())
    by_unit, by_time = counts.sum(axis=1), counts.sum(axis=0)
    for _ in range(ROUNDS * 10):
        expected = expected * (by_unit / expected.sum(axis=1))[:, None]
        scale = by_time / expected.sum(axis=0)
        expected = expected * scale
        if np.abs(scale - 1).max() < SETTLED / 100:
            break
    return np.asarray(expected)


def _within_weighted(cells: Floats, weights: Floats) -> Floats:
    """Cells less the effects of unit and time by weighted least squares, the weights of any shape: units are taken out first,
    and the times solved for."""
    by_unit = weights.sum(axis=1, keepdims=True)
    part = weights / by_unit
    centred = cells - (part * cells).sum(axis=1, keepdims=True)
    normal = np.diag(weights.sum(axis=0)) - weights.T @ part
    times = np.zeros(cells.shape[1])
    times[1:] = np.linalg.solve(normal[1:, 1:], (weights * centred).sum(axis=0)[1:])
    return np.asarray(centred - times + (part @ times)[:, None])


def _parts(counts: Floats, expected: Floats, treated: Bools, starts: Whole) -> UnitParts:
    """The linearised estimate: weights are the expected counts, residuals relative to a unit's mean expected count."""
    pattern = _within_weighted(treated.astype(float), expected)
    information = float((expected * pattern**2).sum())
    size = expected.mean(axis=1)
    labels, group = np.unique(starts, return_inverse=True)
    typical = np.array([_mean_rows(pattern[starts == label], size[starts == label]) for label in labels])
    residual = (counts - expected) / size[:, None]
    seen = typical @ residual.T
    seen[group, np.arange(len(size))] = (pattern * residual).sum(axis=1)
    pull = (expected * pattern**2).sum(axis=1) / information
    scaled = pattern * np.sqrt(expected) / information
    of_time = np.sqrt(expected / expected.sum(axis=0))
    return UnitParts(
        share=size / information,
        seen=seen,
        group=group,
        leverage=np.minimum(size / size.sum() + pull, 1.0),
        size=size / size.mean(),
        own=(scaled**2).sum(axis=1),
        shared=np.column_stack([scaled * of_time, pull / np.sqrt(information)]),
    )


def _mean_rows(rows: Floats, weights: Floats) -> Floats:
    return np.asarray(weights @ rows / weights.sum())
