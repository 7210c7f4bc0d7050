"""What every estimator for panels offers, so that all can run on one panel and stand side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import Estimate, Floats, Whole


@dataclass(frozen=True)
class EffectPath:
    """Effects by time since the start (0 is the first time treated; negative times show whether trends agreed before)."""

    since_start: Whole
    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class PanelEstimate:
    """The answer of one estimator on one panel.

    `effect` is the mean difference over treated cells, in the outcome's unit (a ratio for count models); `change` the same
    as a relative change. `observed` and `without` (the counterfactual) are the means of treated units at each time of the
    panel, None where the method has no such picture. `unit_weights` names the donors and what they weigh. `figures` holds
    what the method reports besides (rank, penalty, error before the start ...), by slug.
    """

    effect: Estimate
    change: Estimate | None
    by_time: EffectPath | None = None
    observed: Floats | None = None
    without: Floats | None = None
    unit_weights: Mapping[str, float] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)


class PanelEstimator(Protocol):
    """One way to estimate an effect from a panel. Implementations are frozen dataclasses whose fields are the options."""

    @property
    def name(self) -> str:
        """Slug of the design, as a place file's `test` names it: difference-in-differences, synthetic-control ..."""
        ...

    @property
    def title(self) -> str:
        """The design in words."""
        ...

    def why_not(self, panel: Panel) -> str | None:
        """Why it cannot be used on this panel, in words; None when it can."""
        ...

    def estimate(self, panel: Panel, *, level: float = 0.95, rng: np.random.Generator) -> PanelEstimate:
        """The effect; MethodError when the panel cannot be used. `rng` feeds placebo draws and the bootstrap, if any."""
        ...
