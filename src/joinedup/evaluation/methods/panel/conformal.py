"""Conformal intervals for one start: which constant effects would make the times after the start look like those before.

After Chernozhukov, Wuthrich, Zhu 2021 (JASA 116:1849). For an effect supposed, it is taken away from the treated, the design
is fitted to all times, and the mean absolute gap after the start is compared with that of every cyclic shift of the gaps
in time. The interval holds the effects not rejected. It needs no donors beyond those of the fit, but as many times as the
level asks for (20 for 95%), gaps that are alike before and after, and an effect that is the same at all times.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from joinedup.evaluation.methods.panel.counterfactual import (
    Counterfactual,
    Imputer,
    cautions_of,
    checked,
    of_panel,
)
from joinedup.evaluation.methods.panel.counterfactual_limits import Limits
from joinedup.evaluation.methods.panel.estimator import EffectPath, PanelEstimate
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.placebo_estimate import assembled
from joinedup.evaluation.methods.results import Caution, Estimate, Floats, MethodError

CONFORMAL = "conformal-in-time"
WIDENINGS = 12
HALVINGS = 12


def by_conformal(name: str, imputer: Imputer, panel: Panel, limits: Limits, *, level: float) -> PanelEstimate:
    """The estimate of one design with a conformal interval, and one for each time after the start. MethodError when the
    treated started at different times: then permutations in time have no meaning."""
    checked(panel, limits)
    if panel.is_staggered:
        raise MethodError(
            "conformal intervals need one start for all treated units, and these differ: use the placebo interval, or"
            " estimate each start by itself"
        )
    found = of_panel(imputer, panel)
    donors = panel.outcomes[~panel.is_treated]
    start = int(found.starts[0])
    low, high, p_value = _interval(imputer, donors, found, np.arange(len(panel.times)), level, limits)
    cautions = cautions_of(panel, found, limits)
    if not np.isfinite([low, high]).all():
        said = (
            f"no effect can be ruled out on one side at the {level:.0%} level with {len(panel.times)} times: permutations in"
            " time are too few or too noisy; use the placebo interval, or more times before the start"
        )
        cautions = (*cautions, Caution("no-limit", said))
    effect = Estimate(
        found.effect, low, high, "difference", name, CONFORMAL, level, None, p_value, cautions, panel.dropped
    )
    since, value = found.by_time()
    lows, highs = np.full(len(since), np.nan), np.full(len(since), np.nan)
    for time in range(start, len(panel.times)):
        times = np.r_[:start, time]
        lows[time], highs[time], _ = _interval(imputer, donors, found, times, level, limits)
    path = EffectPath(since, value, lows, highs)
    return assembled(panel, found, effect, path, {"smallest-possible-p-value": 1 / len(panel.times)})


def _interval(
    imputer: Imputer, donors: Floats, found: Counterfactual, times: np.ndarray, level: float, limits: Limits
) -> tuple[float, float, float]:
    """Limits of the effects not rejected, over the times given, and the p value of no effect."""
    start = int(found.starts[0])
    among, treated = np.ascontiguousarray(donors[:, times]), found.observed[:, times]
    centre = float((found.sizes / found.sizes.sum()) @ found.gaps[:, times[start:]].mean(axis=1))

    def p_value(effect: float) -> float:
        adjusted = treated - np.where(np.arange(len(times)) >= start, effect, 0.0)
        path = imputer.without(among, adjusted, len(times), found.sizes).path
        gaps = (found.sizes / found.sizes.sum()) @ (adjusted - path)
        return shift_p_value(gaps, start)

    width = max(found.error_before, abs(centre) / 4, np.finfo(float).tiny)
    if 1 / len(times) > 1 - level:
        return -np.inf, np.inf, p_value(0.0)
    low = _end(p_value, centre, -width, 1 - level, limits)
    high = _end(p_value, centre, width, 1 - level, limits)
    return low, high, p_value(0.0)


def shift_p_value(gaps: Floats, start: int) -> float:
    """The share of cyclic shifts of `gaps` in time whose mean absolute value from `start` on is at least the one seen."""
    size = np.abs(gaps)
    after = len(gaps) - start
    doubled = np.concatenate([size, size[: after - 1]]) if after > 1 else size
    means = np.convolve(doubled, np.ones(after), "valid") / after
    return float(np.mean(means >= means[start] * (1 - 1e-9)))


def _end(
    p_value: Callable[[float], float], centre: float, step: float, least: float, limits: Limits
) -> float:
    """The furthest effect from `centre`, in the direction of `step`, that is not rejected; infinite when none is found."""
    for _ in range(WIDENINGS):
        if p_value(centre + step) <= least:
            break
        step *= 2
    else:
        return float(np.copysign(np.inf, step))
    grid = np.linspace(0, step, limits.conformal_grid // 2)
    kept = [move for move in grid if p_value(centre + move) > least]
    inside = kept[-1] if kept else 0.0
    outside = inside + grid[1]
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if p_value(centre + middle) > least else (inside, middle)
    return float(centre + inside)
