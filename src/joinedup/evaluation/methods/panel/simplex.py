"""Least squares on the simplex: weights that are not negative and add up to one. Exact, by an active set; compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from joinedup.evaluation.methods.results import Bools, Floats, Whole

# A weight below this is no weight, and a gradient this far below the best is no descent: relative to the problem's scale.
TINY = 1e-12


def simplex_weights(columns: Floats, target: Floats, ridge: float = 0.0) -> Floats:
    """The weights w >= 0, sum(w) = 1, that make |columns @ w - target|^2 + ridge * |w|^2 smallest.

    `columns` is times by donors, `target` one value per time, `ridge` in the square of the outcome's unit. Returned: one
    weight per donor. The optimum of the fit is unique; where several weightings reach it (more donors than times, and a
    target inside what the donors span), one of them is returned, the same each time. This is Wolfe's algorithm for the nearest
    point of a polytope (Mathematical Programming 11:128, 1976), which ends at the optimum after finitely many steps.
    """
    gap = np.ascontiguousarray(columns - target[:, None])
    return np.asarray(nearest_weights(gap.T @ gap, ridge))


@njit(cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def nearest_weights(gram: Floats, ridge: float) -> Floats:
    """The weights on the simplex that make w' (gram + ridge I) w smallest; gram is of the columns less the target."""
    n = gram.shape[0]
    curve = gram.copy()
    for i in range(n):
        curve[i, i] += ridge
    scale = TINY
    for i in range(n):
        scale = max(scale, curve[i, i])
    weights = np.zeros(n)
    chosen = np.zeros(n, np.bool_)
    first = np.argmin(np.diag(curve))
    weights[first], chosen[first] = 1.0, True
    for _ in range(20 * n + 100):
        slope = curve @ weights
        level = weights @ slope
        best = -1
        for i in range(n):
            if not chosen[i] and slope[i] < level - TINY * scale and (best < 0 or slope[i] < slope[best]):
                best = i
        if best < 0:
            break
        chosen[best] = True
        if not _settle(curve, weights, chosen, scale):
            break
    found: Floats = weights / weights.sum()
    return found


@njit(cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _settle(curve: Floats, weights: Floats, chosen: Bools, scale: float) -> bool:
    """Move to the best point among the chosen, letting go of those whose weight would fall below nought. False if stuck."""
    before = float(weights @ curve @ weights)
    while True:
        held = np.flatnonzero(chosen)
        aim = _affine(curve, held, scale)
        if aim.min() > 0:
            weights[:] = 0.0
            weights[held] = aim
            return float(weights @ curve @ weights) < before
        step = 1.0
        out = -1
        for k in range(len(held)):
            if aim[k] <= 0:
                reach = weights[held[k]] / (weights[held[k]] - aim[k]) if weights[held[k]] > 0 else 0.0
                if reach < step or out < 0:
                    step, out = min(step, reach), held[k]
        for k in range(len(held)):
            weights[held[k]] += step * (aim[k] - weights[held[k]])
        for k in range(len(held)):
            if weights[held[k]] <= TINY or held[k] == out:
                weights[held[k]] = 0.0
                chosen[held[k]] = False
        if len(held) == 1:
            return False


@njit(cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _affine(curve: Floats, held: Whole, scale: float) -> Floats:
    """Weights of the held that add up to one and make the form smallest, of either sign."""
    k = len(held)
    inner = np.empty((k, k))
    for a in range(k):
        for b in range(k):
            inner[a, b] = curve[held[a], held[b]] + scale
        inner[a, a] += TINY * scale
    solved = np.linalg.solve(inner, np.ones(k))
    found: Floats = solved / solved.sum()
    return found
