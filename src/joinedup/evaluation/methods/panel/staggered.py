"""Staggered adoption: units that started at different times, each cohort compared with units not treated at the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from joinedup.evaluation.methods.panel.cohort_contrast import (
    Contrasted,
    cohorts,
    two_group_parts,
)
from joinedup.evaluation.methods.panel.diff_diff_adapter import Controls, GroupTimes, group_times
from joinedup.evaluation.methods.panel.effect_path import path_with_band
from joinedup.evaluation.methods.panel.estimator import EffectPath, PanelEstimate
from joinedup.evaluation.methods.panel.few_units import Spread, how_sure
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.relative import relative_change
from joinedup.evaluation.methods.panel.usable import (
    cautions_on,
    observed_when_treated,
    refuse,
    unit_weights,
    why_no_comparison,
)
from joinedup.evaluation.methods.results import Floats

Aggregation = Literal["simple", "group", "dynamic"]


@dataclass(frozen=True)
class StaggeredAdoption:
    """Group-time effects after Callaway and Sant'Anna (2021) by diff-diff, summed up and given intervals here.

    `aggregation` simple is the mean over treated cells, group the mean over units of each one's own mean, dynamic the mean over
    times since the start. `covariates` (name, then unit, then a number known before the start) make the comparison doubly
    robust. Each effect is measured from the one time before the start: with noisy months it is much less precise than
    difference in differences, which uses all times before. Intervals come from units' influences with small-sample t
    (few_units.py); the share of each cohort is taken as it is, not as a sample.
    """

    controls: Controls = "never_treated"
    aggregation: Aggregation = "simple"
    covariates: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    base: Literal["universal", "varying"] = "universal"
    weighted: bool = True
    spread: Spread = "automatic"
    name: str = "staggered-adoption"
    title: str = "Staggered adoption (group-time effects)"

    def why_not(self, panel: Panel) -> str | None:
        """As for difference in differences, and when a covariate lacks a unit."""
        reason = why_no_comparison(panel)
        if reason and "every unit" in reason:
            return (
                reason
                + "; or end the window before the last start, so that its units count as not yet treated"
            )
        for name, numbers in self.covariates.items():
            lacking = [unit for unit in panel.units if not np.isfinite(numbers.get(unit, np.nan))]
            if reason is None and lacking:
                return f"the covariate {name} has no number for {lacking[0]} ({len(lacking)} unit(s) in all): add it"
        return reason

    def estimate(self, panel: Panel, *, level: float = 0.95, rng: np.random.Generator) -> PanelEstimate:
        """The mean effect on treated cells, its path with a band, and all three aggregations in `figures`."""
        refuse(self.why_not(panel))
        weights = unit_weights(panel) if self.weighted else np.ones(len(panel.units))
        known = {name: np.array([one[unit] for unit in panel.units]) for name, one in self.covariates.items()}
        asked = weights if np.ptp(weights) else None
        cells = group_times(panel, asked, known, self.controls, self.base)
        by_aggregation = {
            name: _weights_of(name, cells, panel, weights) for name in ("simple", "group", "dynamic")
        }
        found = _summed(cells, panel, weights, by_aggregation[self.aggregation])
        sureness, few = how_sure(found.parts, found.treated, self.spread)
        cautions = (*cautions_on(panel), *few, *cells.cautions)
        effect = sureness.estimate(found.effect, self.name, level, cautions)
        path, joint = self._path(cells, panel, weights, level, rng)
        observed = weights * panel.is_treated @ panel.outcomes / (weights @ panel.is_treated)
        return PanelEstimate(
            effect,
            relative_change(effect, observed_when_treated(panel, weights)),
            path,
            observed,
            observed - _shift(cells, panel, weights),
            figures={name: float(one @ cells.effect) for name, one in by_aggregation.items()}
            | {"degrees_of_freedom": sureness.degrees_of_freedom}
            | joint,
        )

    def _path(
        self, cells: GroupTimes, panel: Panel, weights: Floats, level: float, rng: np.random.Generator
    ) -> tuple[EffectPath, dict[str, float]]:
        since = cells.time - cells.start
        times = np.unique(since)
        mass = _mass(cells, panel, weights)
        found = [_summed(cells, panel, weights, _share(mass * (since == one))) for one in times]
        return path_with_band(times, found, self.spread, level, rng)


def _mass(cells: GroupTimes, panel: Panel, weights: Floats) -> Floats:
    """What the cohort of each cell weighs."""
    by_start = {start: float(weights[panel.starts == start].sum()) for start in cohorts(panel)}
    return np.array([by_start[int(start)] for start in cells.start])


def _share(mass: Floats) -> Floats:
    return np.asarray(mass / mass.sum())


def _weights_of(aggregation: str, cells: GroupTimes, panel: Panel, weights: Floats) -> Floats:
    """What each cell counts for in an aggregation; sums to 1 over cells from the start on."""
    after = cells.time >= cells.start
    mass = _mass(cells, panel, weights) * after
    if aggregation == "group":
        length = np.array([(after & (cells.start == start)).sum() for start in cells.start])
        return _share(mass / np.maximum(length, 1))
    if aggregation == "dynamic":
        since = cells.time - cells.start
        there = np.unique(since[after])
        return np.asarray(sum(_share(mass * (since == one)) for one in there) / len(there))
    return _share(mass)


def _summed(cells: GroupTimes, panel: Panel, weights: Floats, counts_for: Floats) -> Contrasted:
    """The weighted sum of cells, with what each unit contributes to its error."""
    present = [s for s in cohorts(panel) if counts_for[cells.start == s].any()]
    taken = np.isin(panel.starts, present) | ~panel.is_treated
    never, weight = ~panel.is_treated[taken], weights[taken]
    effect = float(counts_for @ cells.effect)
    columns = np.flatnonzero(counts_for)
    influence = cells.influence[np.ix_(taken, columns)]
    share = np.where(never, weight, 0.0) / weight[never].sum()
    seen = influence @ counts_for[columns]
    apart, of_any = np.zeros(len(share)), np.zeros(int(never.sum()))
    for start in present:
        of_cohort = counts_for * (cells.start == start)
        members = panel.starts[taken] == start
        cohort_share = float(of_cohort.sum())
        share[members] = cohort_share * weight[members] / weight[members].sum()
        apart[members] = float(of_cohort @ cells.effect) / cohort_share - effect
        of_any += (influence[never] @ of_cohort[columns] / share[never]) ** 2 / cohort_share
    residual = seen / share + apart
    through_treated = residual.copy()
    through_treated[never] = np.sqrt(of_any)
    return Contrasted(
        effect, two_group_parts(share, weight, never, np.stack([residual, through_treated])), taken
    )


def _shift(cells: GroupTimes, panel: Panel, weights: Floats) -> Floats:
    """The effect on the mean of all treated units at each time of the panel."""
    total = weights[panel.is_treated].sum()
    shift = np.zeros(len(panel.times))
    after = cells.time >= cells.start
    np.add.at(shift, cells.time[after], (_mass(cells, panel, weights) * cells.effect / total)[after])
    return shift
