"""Two-way fixed effects on a whole panel: the effect of treatment beside an effect of every unit and of every time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.panel.few_units import UnitParts
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import Floats


@dataclass(frozen=True)
class TwoWay:
    """The effect, and what each unit contributes to its error."""

    effect: float
    parts: UnitParts


def within(cells: Floats, weights: Floats) -> Floats:
    """Cells (units by times) less the effects of unit and time, by least squares weighted by unit.

    On a whole panel whose weights do not change over time, taking out each unit's mean and then each time's weighted mean is
    exact (no iteration)."""
    of_unit = cells - cells.mean(axis=1, keepdims=True)
    return np.asarray(of_unit - weights @ of_unit / weights.sum())


def two_way(panel: Panel, weights: Floats) -> TwoWay:
    """Least squares of outcomes on treatment, unit and time. With one common start it is the difference of the two groups'
    weighted mean changes."""
    treated = within(panel.treated_cells.astype(float), weights)
    outcomes = within(panel.outcomes, weights)
    spread = float(weights @ (treated**2).sum(axis=1))
    effect = float(weights @ (treated * outcomes).sum(axis=1)) / spread
    return TwoWay(effect, _parts(panel, weights, treated, outcomes - effect * treated, spread))


def _parts(panel: Panel, weights: Floats, treated: Floats, residual: Floats, spread: float) -> UnitParts:
    _, first, group = np.unique(panel.starts, return_index=True, return_inverse=True)
    part = weights / weights.sum()
    pull = weights * (treated**2).sum(axis=1) / spread
    scaled = treated * (np.sqrt(weights) / spread)[:, None]
    shared = np.column_stack([scaled * np.sqrt(part)[:, None], pull / np.sqrt(spread)])
    return UnitParts(
        share=weights / spread,
        seen=treated[first] @ residual.T,
        group=group,
        leverage=part + pull,
        size=weights,
        own=(scaled**2).sum(axis=1),
        shared=shared,
    )
