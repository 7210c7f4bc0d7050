"""Placebo in space: pretend that units which were never treated had been, and see where the real effect ranks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from joinedup.evaluation.methods.checks.finding import (
    DONORS,
    PARALLEL,
    Finding,
    Outcome,
    PanelCase,
    cannot_be_judged,
)
from joinedup.evaluation.methods.checks.point import point_of
from joinedup.evaluation.methods.checks.thresholds import threshold
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Bools, MethodError, Whole

_LINE = 0.10


@dataclass(frozen=True)
class PlaceboInSpace:
    """The treated are left out, others take over their starts, and the same estimator is run: where does the real effect rank?
    One treated unit: each other unit in turn. Several: as many at a time, drawn at random. After Abadie, Diamond &
    Hainmueller 2010, JASA 105:493-505. The rank of a real effect without any effect is uniform."""

    name: str = "placebo-in-space"
    title: str = "Other units, pretended to be treated"
    question: str = "Would the design find as large an effect where nothing was done?"
    needs: str = "the panel, the estimator and its estimate"
    designs: frozenset[str] = DONORS | PARALLEL

    def __call__(self, case: PanelCase, *, rng: np.random.Generator) -> Finding:
        """Failed when the interval is clear of chance and yet more than one pretended treatment in ten shows as large an effect.
        `rows`: units pretended, value."""
        panels = _pretended(case.panel, rng)
        rows: list[dict[str, object]] = []
        values: list[float] = []
        for panel in panels:
            try:
                value = point_of(case.estimator, panel, rng)
            except MethodError:
                continue
            values.append(value)
            rows.append({"units": _names(panel, panel.is_treated), "value": value})
        if len(values) + 1 < 1 / _LINE:
            return cannot_be_judged(
                self,
                f"Only {len(values)} pretended treatments could be made of the units that were never treated; at least"
                f" {round(1 / _LINE) - 1} are needed for a rank to mean anything.",
            )
        real = case.estimate.effect
        away = np.abs(np.array(values) - real.no_effect)
        as_large = int((away >= abs(real.value - real.no_effect)).sum())
        share = (1 + as_large) / (1 + len(values))
        figures = {"placebos": float(len(values)), "as_large": float(as_large), "rank_p_value": share}
        outcome, sentence = _judge(as_large, len(values), share, real.is_clear_of_chance)
        return Finding(self.name, self.title, outcome, sentence, figures, rows)


def _judge(as_large: int, tried: int, share: float, clear: bool) -> tuple[Outcome, str]:
    counted = (
        f"Pretending {tried} times that other units had been treated, {as_large or 'none'} showed an effect as large as the"
        f" real one (rank {as_large + 1} of {tried + 1})"
    )
    if not clear:
        return "passed", f"{counted}. The real effect is not clear of chance either, and the two agree."
    if share > _LINE:
        return "failed", f"{counted}: the interval claims more than the units' own ups and downs allow."
    return "passed", f"{counted}: chance alone seldom makes such an effect here."


def _pretended(panel: Panel, rng: np.random.Generator) -> list[Panel]:
    never = np.flatnonzero(~panel.is_treated)
    starts = panel.starts[panel.is_treated]
    # As many must be left to compare with as are pretended to be treated.
    if len(never) < 2 * len(starts) or len(never) < 3:
        return []
    rest = panel.only(units=~panel.is_treated)
    if len(starts) == 1:
        chosen = [np.array([i]) for i in range(len(never))]
        if len(chosen) > 2 * threshold("placebo_units"):
            chosen = [
                np.array([i]) for i in rng.choice(len(never), int(threshold("placebo_units")), replace=False)
            ]
    else:
        chosen = [
            rng.choice(len(never), len(starts), replace=False) for _ in range(int(threshold("placebo_units")))
        ]
    return [_treat(rest, units, starts) for units in chosen]


def _treat(panel: Panel, units: Whole, starts: Whole) -> Panel:
    pretended = np.full(len(panel.units), NEVER)
    pretended[units] = starts
    return replace(panel, starts=pretended)


def _names(panel: Panel, which: Bools) -> str:
    return ", ".join(np.array(panel.units, dtype=object)[which])
