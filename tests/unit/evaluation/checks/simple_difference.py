"""A difference in differences written by hand, one value a unit, and small made-up panels to check it with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Estimate, MethodError


@dataclass(frozen=True)
class SimpleDifference:
    """After less before, treated less others, with a Welch interval (1.96)."""

    name: str = "difference-in-differences"
    title: str = "Difference of differences"

    def why_not(self, panel: Panel) -> str | None:
        return None if (~panel.is_treated).sum() >= 2 and panel.is_treated.any() else "no others"

    def estimate(self, panel: Panel, *, level: float = 0.95, rng: np.random.Generator) -> PanelEstimate:
        if self.why_not(panel):
            raise MethodError(str(self.why_not(panel)))
        start = int(panel.starts.max())
        change = panel.outcomes[:, start:].mean(axis=1) - panel.outcomes[:, :start].mean(axis=1)
        yes, no = change[panel.is_treated], change[~panel.is_treated]
        value = float(yes.mean() - no.mean())
        of_yes = yes.var(ddof=1) / len(yes) if len(yes) > 1 else no.var(ddof=1)
        error = float(np.sqrt(of_yes + no.var(ddof=1) / len(no)))
        half = {0.95: 1.96, 0.9875: 2.5}.get(round(level, 4), 2.5) * error
        effect = Estimate(value, value - half, value + half, "difference", self.name, "welch", level, error)
        return PanelEstimate(effect, None)


def noise_panel(
    rng: np.random.Generator, units: int = 30, times: int = 16, treated: int = 10, start: int = 10
) -> Panel:
    """Nothing but noise around each unit's own level; the first `treated` units start at `start`."""
    outcomes = 10 + rng.normal(0, 1, (units, times)) + rng.normal(0, 2, (units, 1))
    starts = np.where(np.arange(units) < treated, start, NEVER)
    return Panel(tuple(f"unit {i}" for i in range(units)), tuple(range(times)), outcomes, starts)
