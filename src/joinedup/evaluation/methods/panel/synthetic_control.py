"""Synthetic control: a weighted mean of donors that moved like the treated unit before the start."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from joinedup.evaluation.methods.panel import counterfactual
from joinedup.evaluation.methods.panel.conformal import by_conformal
from joinedup.evaluation.methods.panel.counterfactual import Without
from joinedup.evaluation.methods.panel.counterfactual_limits import Limits, limits
from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.frank_wolfe import frank_wolfe_weights
from joinedup.evaluation.methods.panel.jackknife import by_jackknife
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.placebo_estimate import by_placebo
from joinedup.evaluation.methods.panel.simplex import simplex_weights
from joinedup.evaluation.methods.results import Floats


@dataclass(frozen=True)
class SyntheticControl:
    """Synthetic control on outcomes alone (Abadie, Diamond, Hainmueller 2010): donors' weights are not negative, add up to
    one, and fit the outcomes before the start best; the optimum is unique in its fit and exact to 1e-6.

    Several treated units each get a synthetic of their own, and the effect is the mean over treated cells, weighted by exposure
    where the panel has it; starts may differ. `level_shift` first takes each unit's mean before the start away (Ferman and
    Pinto 2021, Quantitative Economics 12:1197), for units whose level no mean of donors reaches. `solver` is "exact", or
    "frank-wolfe" for the figures of the R package synthdid's sc_estimate.

    `interval_by`: "placebo-scaled" (default) divides each placebo effect by its own error before the start; "placebo" does
    not; "conformal" permutes in time (Chernozhukov, Wuthrich, Zhu 2021); "jackknife" leaves out units, for many treated.
    Measured on made-up practices' months (docs/explanation/synthetic-controls.md), nominal 95% placebo-scaled intervals held the
    truth in 94 to 96% of panels of 8 to 60 units. They fail where the treated were chosen for what donors are not.
    """

    level_shift: bool = False
    solver: Literal["exact", "frank-wolfe"] = "exact"
    interval_by: Literal["placebo-scaled", "placebo", "conformal", "jackknife"] = "placebo-scaled"
    limits: Limits = field(default_factory=limits)

    @property
    def name(self) -> str:
        """synthetic-control."""
        return "synthetic-control"

    @property
    def title(self) -> str:
        """The design in words."""
        return "Synthetic control" + (", levels may differ" if self.level_shift else "")

    def why_not(self, panel: Panel) -> str | None:
        """Too few times before, too few donors, nothing that changes; None when it can be used."""
        return counterfactual.why_not(panel, self.limits)

    def estimate(self, panel: Panel, *, level: float = 0.95, rng: np.random.Generator) -> PanelEstimate:
        """The effect with donors' weights. Figures: error-before, placebo-standard-error, permutation-p-value ..."""
        if self.interval_by == "conformal":
            return by_conformal(self.name, self, panel, self.limits, level=level)
        if self.interval_by == "jackknife":
            return by_jackknife(self.name, self, panel, self.limits, level=level)
        return by_placebo(
            self.name,
            self,
            panel,
            self.limits,
            level=level,
            rng=rng,
            for_placebos=replace(self, solver="exact"),
            scaled=self.interval_by == "placebo-scaled",
        )

    def without(self, donors: Floats, treated: Floats, start: int, sizes: Floats) -> Without:
        """Each treated unit's synthetic, from the donors' weights (`sizes` is not needed: each is fitted alone)."""
        base, own = donors, treated
        if self.level_shift:
            base = donors - donors[:, :start].mean(axis=1, keepdims=True)
            own = treated - treated[:, :start].mean(axis=1, keepdims=True)
        columns = np.ascontiguousarray(base[:, :start].T)
        weights = np.array([self._weights(columns, row[:start]) for row in own])
        return Without(weights @ base + (treated - own)[:, :1], weights)

    def _weights(self, columns: Floats, target: Floats) -> Floats:
        if self.solver == "exact":
            return simplex_weights(columns, target)
        noise = float(np.std(np.diff(columns, axis=0), ddof=1))
        ridge = len(target) * (1e-6 * noise) ** 2
        return frank_wolfe_weights(columns, target, ridge, noise, self.limits)
