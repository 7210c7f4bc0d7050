"""Leave one out: does the effect hang on a single unit that it is compared with?"""

from __future__ import annotations

from dataclasses import dataclass

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
from joinedup.evaluation.methods.results import Estimate, MethodError

_WEIGHS_NOTHING = 1e-3


@dataclass(frozen=True)
class LeaveOneOut:
    """The effect again without each donor that weighs anything (each unit never treated, where the design gives no weights).
    After Abadie, Diamond & Hainmueller 2015, American Journal of Political Science 59:495-510."""

    name: str = "leave-one-out"
    title: str = "Without each unit compared with"
    question: str = "Does the effect hang on a single unit that it is compared with?"
    needs: str = "the panel, the estimator and its estimate"
    designs: frozenset[str] = DONORS | PARALLEL

    def __call__(self, case: PanelCase, *, rng: np.random.Generator) -> Finding:
        """Failed when leaving one out turns the effect round; concern when it moves by more than half. `rows`: left_out, value."""
        donors = _donors(case)
        if len(donors) < 2:
            return cannot_be_judged(self, "Fewer than two units are compared with, so none can be left out.")
        values: dict[str, float] = {}
        for donor in donors:
            kept = np.arange(len(case.panel.units)) != donor
            try:
                values[case.panel.units[donor]] = point_of(case.estimator, case.panel.only(units=kept), rng)
            except MethodError:
                continue
        if not values:
            return cannot_be_judged(self, "The design gave no estimate with any unit left out.")
        real = case.estimate.effect
        moved = {unit: abs(value - real.value) for unit, value in values.items()}
        most = max(moved, key=lambda unit: moved[unit])
        figures = {
            "lowest": min(values.values()),
            "highest": max(values.values()),
            "moves_most_by": moved[most],
            "left_out": float(len(values)),
        }
        rows = [
            {"left_out": unit, "value": value} for unit, value in sorted(values.items(), key=lambda i: i[1])
        ]
        outcome, sentence = _judge(real, values, most)
        return Finding(self.name, self.title, outcome, sentence, figures, rows)


def _judge(real: Estimate, values: dict[str, float], most: str) -> tuple[Outcome, str]:
    low, high = min(values.values()), max(values.values())
    size = abs(real.value - real.no_effect)
    between = f"Leaving out one unit at a time, the effect lies between {low:.3g} and {high:.3g} (with all: {real.value:.3g})"
    if not real.is_clear_of_chance:
        return "passed", f"{between}; {most} moves it most. The effect was not clear of chance to begin with."
    if (low - real.no_effect) * (high - real.no_effect) <= 0:
        return (
            "failed",
            f"{between}: without {most} it would vanish or turn round. It rests on that one comparison.",
        )
    if abs(values[most] - real.value) > threshold("leave_one_out_concern") * size:
        return "concern", f"{between}: it changes by more than half without {most}."
    return "passed", f"{between}: no single unit decides it; {most} moves it most."


def _donors(case: PanelCase) -> list[int]:
    never = np.flatnonzero(~case.panel.is_treated)
    weights = case.estimate.unit_weights
    weighed = [int(i) for i in never if abs(weights.get(case.panel.units[i], 0.0)) > _WEIGHS_NOTHING]
    return weighed if len(weighed) > 1 else [int(i) for i in never]
