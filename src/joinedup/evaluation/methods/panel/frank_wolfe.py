"""Weights on the simplex as the R package synthdid finds them: Frank-Wolfe steps, stopped by its rule.

The package stops a little short of the optimum (by 0.0016 packs on Proposition 99), so whoever wants its published figures
needs its steps; `simplex.py` goes to the end. After Arkhangelsky and others 2021 and the R package synthdid (BSD), sc.weight.fw.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from joinedup.evaluation.methods.panel.counterfactual_limits import Limits
from joinedup.evaluation.methods.results import Floats


def frank_wolfe_weights(
    columns: Floats, target: Floats, ridge: float, noise: float, limits: Limits
) -> Floats:
    """Weights w >= 0, sum(w) = 1, near the smallest |columns @ w - target|^2 + ridge * |w|^2.

    `noise` is the standard deviation of the donors' first differences, by which the package judges when to stop. It runs
    briefly, sets small weights to nought, and runs again from there.
    """
    count = columns.shape[1]
    least = (limits.frank_wolfe_decrease * noise) ** 2
    a, b = np.ascontiguousarray(columns), np.ascontiguousarray(target)
    begin = np.full(count, 1 / count)
    weights = _steps(a, b, ridge, begin, least, limits.frank_wolfe_steps_first)
    kept = np.where(weights > limits.frank_wolfe_keeps * weights.max(), weights, 0)
    return np.asarray(_steps(a, b, ridge, kept / kept.sum(), least, limits.frank_wolfe_steps))


@njit(cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _steps(a: Floats, b: Floats, ridge: float, x: Floats, least: float, most: int) -> Floats:
    times = a.shape[0]
    before = np.inf
    ax = a @ x
    for step in range(most):
        slope = (ax - b) @ a + ridge * x
        best = np.argmin(slope)
        move = -x
        move[best] += 1
        change = a[:, best] - ax
        bend = change @ change + ridge * (move @ move)
        length = -(slope @ move) / bend if bend > 0 else 0.0
        length = 0.0 if length < 0 else 1.0 if length > 1 else length
        x = x + length * move
        ax = a @ x
        value = ridge / times * (x @ x) + ((ax - b) @ (ax - b)) / times
        if step > 0 and before - value <= least:
            break
        before = value
    return x
