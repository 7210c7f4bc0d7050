"""The parametric bootstrap of generalised synthetic control (Xu 2017, algorithm 2).

First, what the model gets wrong where nothing happened: donors in turn stand in for a treated unit, with the other donors
drawn anew. Then many panels without effect: the fitted donors with their own residuals drawn anew (whole paths, so that what hangs
together in time stays together), the fitted treated with errors of the first kind; the spread of the effect found in them is
the standard error. The t quantile of (donors - 1 - factors) degrees of freedom, because errors are learnt from so many donors.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import t as t_distribution

from joinedup.evaluation.methods.panel.counterfactual import (
    Counterfactual,
    Imputer,
    cautions_of,
    imputed,
    of_panel,
)
from joinedup.evaluation.methods.panel.counterfactual_limits import Limits
from joinedup.evaluation.methods.panel.estimator import EffectPath, PanelEstimate
from joinedup.evaluation.methods.panel.factor_model import decomposed
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.placebo_estimate import assembled
from joinedup.evaluation.methods.results import Estimate, Floats

BOOTSTRAP = "parametric-bootstrap"


def by_bootstrap(
    name: str,
    imputer: Imputer,
    rank: int,
    panel: Panel,
    limits: Limits,
    *,
    level: float,
    rng: np.random.Generator,
) -> PanelEstimate:
    """The estimate of the factor model of `rank` with its bootstrap interval."""
    found = of_panel(imputer, panel)
    effects, paths = _bootstrap(imputer, rank, panel.outcomes[~panel.is_treated], found, limits, rng)
    spread = t_distribution(max(1, int((~panel.is_treated).sum()) - 1 - rank))
    reach = float(spread.ppf(0.5 + level / 2))
    error = float(np.sqrt(np.mean(effects**2)))
    effect = Estimate(
        found.effect,
        found.effect - reach * error,
        found.effect + reach * error,
        "difference",
        name,
        BOOTSTRAP,
        level,
        error,
        float(2 * spread.sf(abs(found.effect) / error)) if error > 0 else None,
        cautions_of(panel, found, limits),
        panel.dropped,
    )
    since, value = found.by_time()
    half = reach * np.sqrt(np.mean(paths**2, axis=0))
    path = EffectPath(since, value, value - half, value + half)
    return assembled(panel, found, effect, path, {"bootstrap-standard-error": error})


def _bootstrap(
    imputer: Imputer,
    rank: int,
    donors: Floats,
    found: Counterfactual,
    limits: Limits,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Effects, and their paths, in panels made without any effect."""
    fitted = decomposed(donors).factors(rank).fitted
    left_over = donors - fitted
    wrong = {
        int(start): _prediction_errors(imputer, donors, int(start), limits, rng)
        for start in np.unique(found.starts)
    }
    effects, paths = [], []
    for _ in range(limits.bootstrap_draws):
        again = fitted + left_over[rng.integers(len(donors), size=len(donors))]
        errors = np.array([wrong[int(start)][rng.integers(limits.bootstrap_draws)] for start in found.starts])
        one = imputed(imputer, again, found.without + errors, found.starts, found.sizes)
        effects.append(one.effect)
        paths.append(one.by_time()[1])
    return np.array(effects), np.array(paths)


def _prediction_errors(
    imputer: Imputer, donors: Floats, start: int, limits: Limits, rng: np.random.Generator
) -> Floats:
    """What the model misses of donors that stand in for the treated: draws x times."""
    errors = np.empty((limits.bootstrap_draws, donors.shape[1]))
    for draw in range(limits.bootstrap_draws):
        row = int(rng.integers(len(donors)))
        others = np.delete(donors, row, axis=0)
        others = others[rng.integers(len(others), size=len(others))]
        own = donors[row : row + 1]
        errors[draw] = (own - imputer.without(others, own, start, np.ones(1)).path)[0]
    return errors
