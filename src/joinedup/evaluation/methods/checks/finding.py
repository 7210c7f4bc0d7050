"""What a check is and what it finds: one outcome, one sentence that anybody understands, and the figures behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np

from joinedup.evaluation.methods.panel.estimator import PanelEstimate, PanelEstimator
from joinedup.evaluation.methods.panel.panel import Panel

Outcome = Literal["passed", "concern", "failed", "cannot-be-judged"]

MATCHED = frozenset({"matched-controls"})
PARALLEL = frozenset({"difference-in-differences", "event-study", "staggered-adoption"})
"""Designs that rest on trends that would have run side by side."""
DONORS = frozenset(
    {
        "synthetic-control",
        "augmented-synthetic-control",
        "synthetic-difference-in-differences",
        "generalised-synthetic-control",
    }
)
"""Designs that build what would have happened from units that were never treated."""
SERIES = frozenset({"interrupted-time-series"})
PANELS = PARALLEL | DONORS | SERIES
ALL = MATCHED | PANELS


@dataclass(frozen=True)
class Finding:
    """What one check found.

    `sentence` is for a board; `figures` are behind it, by slug; `rows` are for a table or a picture. An outcome of
    cannot-be-judged is no pass: the sentence says what is missing.
    """

    check: str
    title: str
    outcome: Outcome
    sentence: str
    figures: Mapping[str, float] = field(default_factory=dict)
    rows: Sequence[Mapping[str, object]] = ()

    def __str__(self) -> str:
        return f"{self.title}: {self.outcome.replace('-', ' ')}. {self.sentence}"


class Check(Protocol):
    """What every check says of itself. It is called with what `needs` names, and returns a Finding."""

    @property
    def name(self) -> str:
        """Slug."""
        ...

    @property
    def title(self) -> str:
        """What it is called, in words."""
        ...

    @property
    def question(self) -> str:
        """The question it answers, in words."""
        ...

    @property
    def needs(self) -> str:
        """What it is called with, in words."""
        ...

    @property
    def designs(self) -> frozenset[str]:
        """Slugs of the designs it applies to."""
        ...


@dataclass(frozen=True)
class PanelCase:
    """What a check of a panel design looks at: the panel, how the effect was estimated, and the estimate."""

    panel: Panel
    estimator: PanelEstimator
    estimate: PanelEstimate
    level: float = 0.95


class PanelCheck(Check, Protocol):
    """A check that needs no more than the panel case; `rng` feeds the draws of the estimator, if it has any."""

    def __call__(self, case: PanelCase, *, rng: np.random.Generator) -> Finding:
        """The finding."""
        ...


def cannot_be_judged(check: Check, why: str) -> Finding:
    """The finding that there is none, with the reason."""
    return Finding(check.name, check.title, "cannot-be-judged", why)
