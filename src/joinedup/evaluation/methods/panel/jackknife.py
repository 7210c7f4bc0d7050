"""Jackknife over units: how the estimate moves when each unit is left out. For panels with several treated units.

Arkhangelsky and others 2021, algorithm 3, but with the weights fitted anew each time. With few treated units it learns the
spread from few numbers; with one it learns nothing.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import norm

from joinedup.evaluation.methods.panel.counterfactual import (
    Imputer,
    cautions_of,
    checked,
    imputed,
    of_panel,
)
from joinedup.evaluation.methods.panel.counterfactual_limits import Limits
from joinedup.evaluation.methods.panel.estimator import EffectPath, PanelEstimate
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.placebo_estimate import assembled
from joinedup.evaluation.methods.panel.usable import unit_weights
from joinedup.evaluation.methods.results import Estimate, Floats, MethodError, Whole

JACKKNIFE = "jackknife"


def by_jackknife(name: str, imputer: Imputer, panel: Panel, limits: Limits, *, level: float) -> PanelEstimate:
    """The estimate of one design with a normal interval from the jackknife's standard error. MethodError with fewer than two
    treated units, or when one donor less would be too few."""
    checked(panel, limits)
    treated = int(panel.is_treated.sum())
    donors = len(panel.units) - treated
    if treated < 2 or donors <= limits.fewest_donors:
        raise MethodError(
            f"the jackknife leaves out one unit at a time, so it needs at least two treated units and {limits.fewest_donors + 1}"
            f" donors; found {treated} and {donors}: use the placebo interval"
        )
    found = of_panel(imputer, panel)
    since, value = found.by_time()
    effects, paths = _left_out(imputer, panel, since)
    error = float(_jackknife(effects))
    reach = float(norm.ppf(0.5 + level / 2))
    effect = Estimate(
        found.effect,
        found.effect - reach * error,
        found.effect + reach * error,
        "difference",
        name,
        JACKKNIFE,
        level,
        error,
        float(2 * norm.sf(abs(found.effect) / error)) if error > 0 else None,
        cautions_of(panel, found, limits),
        panel.dropped,
    )
    half = reach * _jackknife(paths)
    return assembled(
        panel, found, effect, EffectPath(since, value, value - half, value + half), {"standard-error": error}
    )


def _left_out(imputer: Imputer, panel: Panel, since: Whole) -> tuple[Floats, Floats]:
    """The effect, and its path, without each unit in turn; a time that only that unit reached is nan."""
    sizes = unit_weights(panel)
    effects, paths = [], []
    for row in range(len(panel.units)):
        kept = np.arange(len(panel.units)) != row
        idle, active = kept & ~panel.is_treated, kept & panel.is_treated
        one = imputed(
            imputer, panel.outcomes[idle], panel.outcomes[active], panel.starts[active], sizes[active]
        )
        here, value = one.by_time()
        path = np.full(len(since), np.nan)
        path[np.searchsorted(since, here)] = value
        effects.append(one.effect)
        paths.append(path)
    return np.array(effects), np.array(paths)


def _jackknife(values: Floats) -> Floats:
    """Standard error over the first axis: the root of (n - 1) / n times the sum of squared differences from the mean."""
    count = len(values)
    centred = values - np.nanmean(values, axis=0)
    return np.asarray(np.sqrt((count - 1) / count * np.nansum(centred**2, axis=0)))
