"""The rows of a side by side: one estimator through one window, and the scale they share."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.windows import Window
from joinedup.evaluation.methods.results import Estimate


@dataclass(frozen=True)
class Row:
    """One estimator through one window: its estimate, or in words why there is none."""

    estimator: str
    title: str
    window: Window
    estimate: PanelEstimate | None
    why_not: str | None
    is_registered: bool


@dataclass(frozen=True)
class Compared:
    """Every estimator through every window."""

    rows: tuple[Row, ...]
    outcome_name: str
    level: float

    @property
    def registered(self) -> Row | None:
        """The row agreed on before outcomes were read; None when none was named."""
        return next((row for row in self.rows if row.is_registered), None)

    @property
    def is_relative(self) -> bool:
        """Whether figures are relative changes: they are when every estimate has one, else the outcome's own differences."""
        return all(row.estimate.change is not None for row in self.rows if row.estimate is not None)

    def figure(self, row: Row) -> Estimate | None:
        """The estimate of a row on the scale that all rows share; None where there is none."""
        if row.estimate is None:
            return None
        if self.is_relative:
            return row.estimate.change
        return row.estimate.effect if row.estimate.effect.scale == "difference" else None
