"""Difference in differences of counts: by what ratio treated units' rates changed more than those of units never treated."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from joinedup.evaluation.methods.panel.difference_in_differences import STAGGERED
from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.few_units import Spread, how_sure
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.two_way_counts import CountsFit, fit_counts
from joinedup.evaluation.methods.panel.usable import (
    cautions_on,
    counts_of,
    refuse,
    why_no_comparison,
    why_no_counts,
)
from joinedup.evaluation.methods.results import Bools, Dropped, Estimate, Floats


@dataclass(frozen=True)
class PoissonDifferenceInDifferences:
    """Poisson regression with effects of unit and time and the log of exposure as offset; as pyfixest's `fepois` (tested).

    The effect is a ratio of rates: it suits rare events and units of very different size, and assumes that groups would have
    changed by the same factor (least squares: by the same amount). Its interval comes from the spread between units
    (few_units.py), not from the Poisson variance, so counts may vary more than Poisson counts do.
    """

    spread: Spread = "automatic"
    name: str = "difference-in-differences-poisson"
    title: str = "Difference in differences of counts (Poisson)"

    def why_not(self, panel: Panel) -> str | None:
        """As for difference in differences, and when outcomes are negative."""
        return why_no_comparison(panel) or why_no_counts(panel)

    def estimate(self, panel: Panel, *, level: float = 0.95, rng: np.random.Generator) -> PanelEstimate:
        """The ratio, and the same as a change. Units and times without any count say nothing of a ratio: they are left out
        and counted. MethodError when too few are left. Draws nothing from `rng`."""
        refuse(self.why_not(panel))
        counts, exposure = counts_of(panel)
        rows, columns = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
        kept = np.ix_(rows, columns)
        treated = panel.is_treated[rows]
        refuse(_why_too_little(treated))
        fit = fit_counts(counts[kept], exposure[kept], panel.treated_cells[kept], panel.starts[rows])
        sureness, few = how_sure(fit.parts, int(treated.sum()), self.spread)
        cautions = (*cautions_on(panel), *few, *((STAGGERED,) if panel.is_staggered else ()))
        log_ratio = sureness.estimate(fit.log_ratio, self.name, level, cautions)
        effect = replace(_ratio(log_ratio), dropped=_dropped(rows, columns))
        observed, without = _courses(fit, counts[kept], exposure[kept], treated, columns)
        figures = {"dispersion": fit.dispersion, "degrees_of_freedom": sureness.degrees_of_freedom}
        return PanelEstimate(effect, effect.as_change(), observed=observed, without=without, figures=figures)


def _why_too_little(treated: Bools) -> str | None:
    if len(treated) > 2 and 0 < treated.sum() < len(treated):
        return None
    return (
        f"only {treated.sum()} treated and {(~treated).sum()} other unit(s) have any count: use a more frequent measure, or"
        " larger units"
    )


def _ratio(log_ratio: Estimate) -> Estimate:
    value, low, high = np.exp([log_ratio.value, log_ratio.low, log_ratio.high])
    return replace(log_ratio, value=float(value), low=float(low), high=float(high), scale="ratio")


def _dropped(rows: Bools, columns: Bools) -> tuple[Dropped, ...]:
    found = (
        ("of a unit without any count", int((~rows).sum()) * len(columns)),
        ("of a time without any count", int((~columns).sum()) * int(rows.sum())),
    )
    return tuple(Dropped(reason, number) for reason, number in found if number)


def _courses(
    fit: CountsFit, counts: Floats, exposure: Floats, treated: Bools, columns: Bools
) -> tuple[Floats, Floats]:
    """Rates of treated units at each time of the panel, observed and expected without the effect; zero where no unit has any."""
    people = exposure[treated].sum(axis=0)
    observed, without = np.zeros(len(columns)), np.zeros(len(columns))
    observed[columns] = counts[treated].sum(axis=0) / people
    without[columns] = fit.without[treated].sum(axis=0) / people
    return observed, without
