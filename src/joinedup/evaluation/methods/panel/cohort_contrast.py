"""One contrast over time for units that started together, each cohort against the units never treated, and their mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.panel.few_units import UnitParts
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Bools, Floats

NEVER_TREATED, TREATED = 0, 1


@dataclass(frozen=True)
class Contrasted:
    """The mean difference of a contrast between treated and never-treated units, and what each unit contributes to its error.

    `taken` says which units of the panel take part; `parts` is of those, in their order."""

    effect: float
    parts: UnitParts
    taken: Bools

    @property
    def treated(self) -> int:
        """How many treated units take part."""
        return int((self.parts.group == TREATED).sum())


def cohorts(panel: Panel) -> tuple[int, ...]:
    """The distinct starts of treated units, earliest first."""
    return tuple(int(start) for start in np.unique(panel.starts[panel.is_treated]))


def contrast(
    panel: Panel, weights: Floats, patterns: Mapping[int, Floats], mass: Mapping[int, float]
) -> Contrasted:
    """For each cohort (by start) its `patterns` vector over times, applied to every unit's outcomes: the cohort's weighted mean
    less that of the never treated; then the mean over cohorts, each unit by its weight times its cohort's `mass`.

    Cohorts without a pattern take no part. Never a treated unit serves as a control (Sun and Abraham, J Econometrics
    2021;225:175: cohort by cohort, then weighted by share), so effects that grow or differ mislead nobody.
    """
    taken = np.isin(panel.starts, [*patterns, NEVER])
    starts, outcomes, weight = panel.starts[taken], panel.outcomes[taken], weights[taken]
    never = starts == NEVER
    seen_by = {start: outcomes @ pattern for start, pattern in patterns.items()}
    change = np.zeros(len(starts))
    share = np.where(never, weight, 0.0) / weight[never].sum()
    total = sum(mass[start] * weight[starts == start].sum() for start in patterns)
    of_never, of_any = np.zeros(never.sum()), np.zeros(never.sum())
    for start, seen in seen_by.items():
        members = starts == start
        share[members] = weight[members] * mass[start] / total
        centred = seen[never] - share[never] @ seen[never]
        change[members] = seen[members] - share[never] @ seen[never]
        of_never += share[members].sum() * centred
        of_any += share[members].sum() * centred**2
    effect = float(share[~never] @ change[~never])
    residual = np.where(never, 0.0, change - effect)
    residual[never] = of_never
    through_treated = residual.copy()
    through_treated[never] = np.sqrt(of_any)
    parts = two_group_parts(share, weight, never, np.stack([residual, through_treated]))
    return Contrasted(effect, parts, taken)


def two_group_parts(share: Floats, weight: Floats, never: Bools, seen: Floats) -> UnitParts:
    """Parts of an estimate that is a weighted mean of treated units' numbers less one of never-treated units'.

    `seen` has the residuals through the mixture of cohorts, then their size through any one cohort (for a pooled spread).
    """
    scaled = share / np.sqrt(weight)
    lost = scaled * np.sqrt(share)
    return UnitParts(
        share=share,
        seen=seen,
        group=np.where(never, NEVER_TREATED, TREATED),
        leverage=share,
        size=weight / weight.mean(),
        own=scaled**2,
        shared=np.column_stack([lost * never, lost * ~never]),
    )
