"""From a counterfactual and its placebos to a PanelEstimate: the effect, its interval, its path, and what to beware of."""

from __future__ import annotations

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
from joinedup.evaluation.methods.panel.placebo import Placebos, Spread, placebos, spread_of
from joinedup.evaluation.methods.panel.relative import relative_change
from joinedup.evaluation.methods.panel.usable import unit_weights
from joinedup.evaluation.methods.results import Caution, Estimate

PLACEBO = "placebo-in-space"
SCALED_PLACEBO = "placebo-in-space-scaled"


def by_placebo(
    name: str,
    imputer: Imputer,
    panel: Panel,
    limits: Limits,
    *,
    level: float,
    rng: np.random.Generator,
    for_placebos: Imputer | None = None,
    scaled: bool = False,
    spent: int = 0,
) -> PanelEstimate:
    """The estimate of one design with its placebo interval. `for_placebos` may be a quicker form of the same design;
    `scaled` divides each placebo effect by its own error before the start; `spent` are degrees of freedom
    that the design used up on donors (its factors). MethodError when the panel cannot be used."""
    checked(panel, limits)
    found = of_panel(imputer, panel)
    drawn = _drawn(for_placebos or imputer, panel, found, limits, rng)
    error_before = found.error_before if scaled else None
    spread = spread_of(drawn, found, error_before, spent)
    half = spread.reach(level) * spread.standard_error
    effect = Estimate(
        value=found.effect,
        low=found.effect - half,
        high=found.effect + half,
        scale="difference",
        method=name,
        interval_by=SCALED_PLACEBO if scaled else PLACEBO,
        level=level,
        standard_error=spread.standard_error,
        p_value=spread.p_value(found.effect),
        cautions=(*cautions_of(panel, found, limits), *_cautions_of_placebos(found, drawn, level, limits)),
        dropped=panel.dropped,
    )
    since, value = found.by_time()
    half_by_time = spread.reach(level) * spread.stretch * drawn.standard_errors_by_time(since, error_before)
    path = EffectPath(since, value, value - half_by_time, value + half_by_time)
    return assembled(panel, found, effect, path, _figures(found, drawn, spread))


def _drawn(
    imputer: Imputer, panel: Panel, found: Counterfactual, limits: Limits, rng: np.random.Generator
) -> Placebos:
    idle = ~panel.is_treated
    sizes = unit_weights(panel)[idle]
    return placebos(imputer, panel.outcomes[idle], sizes, found.starts, limits.placebo_draws, rng)


def _figures(found: Counterfactual, drawn: Placebos, spread: Spread) -> dict[str, float]:
    return {
        "placebo-standard-error": spread.standard_error,
        "permutation-p-value": drawn.permutation_p_value(found),
        "smallest-possible-p-value": drawn.smallest_p_value,
        "placebo-error-before": float(np.median(drawn.errors_before)),
    }


def assembled(
    panel: Panel, found: Counterfactual, effect: Estimate, by_time: EffectPath, figures: dict[str, float]
) -> PanelEstimate:
    """A PanelEstimate from its parts, with the donors that have weight and the figures that all designs give."""
    observed, without = found.means()
    weights: dict[str, float] = {}
    if found.weights is not None:
        mean = (found.sizes / found.sizes.sum()) @ found.weights
        names = [unit for unit, treated in zip(panel.units, panel.is_treated, strict=True) if not treated]
        weights = {
            unit: float(weight) for unit, weight in zip(names, mean, strict=True) if abs(weight) > 1e-9
        }
    donors = int((~panel.is_treated).sum())
    of_all = {
        "error-before": found.error_before,
        "outcome-without": found.outcome_without,
        "donors": float(donors),
    }
    return PanelEstimate(
        effect=effect,
        change=relative_change(effect, found.outcome_observed),
        by_time=by_time,
        observed=observed,
        without=without,
        unit_weights=weights,
        figures={**of_all, **found.figures, **figures},
    )


def _cautions_of_placebos(
    found: Counterfactual, drawn: Placebos, level: float, limits: Limits
) -> tuple[Caution, ...]:
    usual = float(np.median(drawn.errors_before))
    told = (
        (drawn.smallest_p_value > 1 - level, _few_donors(drawn, level)),
        (not drawn.effects.any(), NO_SPREAD),
        (found.error_before**2 > limits.poor_fit * usual**2, _poor_fit(found.error_before, usual)),
    )
    return tuple(caution for holds, caution in told if holds)


NO_SPREAD = Caution(
    "no-spread",
    "every placebo effect is nought, as when donors are copies of each other: the interval says nothing; look at the donors",
)


def _few_donors(drawn: Placebos, level: float) -> Caution:
    return Caution(
        "few-donors",
        f"with {drawn.donors} donors the smallest permutation p value is {drawn.smallest_p_value:.3f}: ranks alone can never"
        f" show an effect at the {level:.0%} level, so the interval rests on placebo effects being roughly normal; add donors,"
        " or read it as a rough guide",
    )


def _poor_fit(error: float, usual: float) -> Caution:
    return Caution(
        "poor-fit",
        f"before the start the counterfactual misses the treated by {error:.3g} (root mean square), donors by {usual:.3g}: what"
        " did not fit before cannot be trusted after; choose other donors, or a design that lets levels differ",
    )
