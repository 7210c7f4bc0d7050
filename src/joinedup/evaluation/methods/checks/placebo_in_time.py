"""Placebo in time: pretend that the start was earlier, where nothing can have happened yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from joinedup.evaluation.methods.checks.finding import PANELS, Finding, Outcome, PanelCase, cannot_be_judged
from joinedup.evaluation.methods.checks.thresholds import threshold
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Estimate, MethodError


@dataclass(frozen=True)
class PlaceboInTime:
    """The times from the first start on are left out and the same estimator is run with pretended starts, several of them, so
    that no convenient one is picked. After Abadie, Diamond & Hainmueller 2015, American Journal of Political Science
    59:495-510. Intervals are widened for the number of dates tried (Bonferroni)."""

    name: str = "placebo-in-time"
    title: str = "An earlier start, pretended"
    question: str = "Does the design find an effect before there can be one?"
    needs: str = "the panel, the estimator and its estimate"
    designs: frozenset[str] = PANELS

    def __call__(self, case: PanelCase, *, rng: np.random.Generator) -> Finding:
        """Failed when an interval leaves out no effect; concern when a pretended effect is as large as the real one, although
        that one is clear of chance. `rows`: start, value, low, high."""
        dates = _dates(case)
        if not dates:
            least = int(threshold("placebo_least_times"))
            return cannot_be_judged(
                self,
                f"The times before the first start are too few to pretend an earlier one: the design needs at least {least} on"
                " either side, often more.",
            )
        level = 1 - (1 - case.level) / len(dates)
        found = [(panel, one) for panel in dates if (one := _estimate(case, panel, level, rng)) is not None]
        if not found:
            return cannot_be_judged(self, "The design gave no estimate at any pretended start.")
        rows: list[dict[str, object]] = [
            {"start": str(panel.times[_start(panel)]), "value": one.value, "low": one.low, "high": one.high}
            for panel, one in found
        ]
        estimates = [one for _, one in found]
        clear = sum(one.is_clear_of_chance for one in estimates)
        largest = max(abs(one.value - one.no_effect) for one in estimates)
        real = case.estimate.effect
        figures = {"dates": float(len(found)), "clear_of_chance": float(clear), "largest": largest}
        outcome, sentence = _judge(len(found), clear, largest, real)
        return Finding(self.name, self.title, outcome, sentence, figures, rows)


def _judge(dates: int, clear: int, largest: float, real: Estimate) -> tuple[Outcome, str]:
    times = "one earlier start" if dates == 1 else f"{dates} earlier starts"
    if clear:
        return "failed", (
            f"Of {times} pretended, {clear} showed an effect although nothing had begun: what the design measures here is not"
            " only the effect."
        )
    if real.is_clear_of_chance and largest >= abs(real.value - real.no_effect):
        return "concern", (
            f"Of {times} pretended, none showed a clear effect, but chance alone made one as large as the real one"
            f" ({largest:.2g} against {abs(real.value - real.no_effect):.2g})."
        )
    return "passed", f"Of {times} pretended, none showed an effect: nothing is found where nothing had begun."


def _dates(case: PanelCase) -> list[Panel]:
    """The panel before the first start with each pretended start that the estimator can use."""
    first = int(case.panel.starts[case.panel.is_treated].min())
    least = int(threshold("placebo_least_times"))
    if first < 2 * least:
        return []
    before = replace(case.panel, starts=np.full(len(case.panel.units), NEVER)).only(times=slice(0, first))
    most = int(threshold("placebo_dates"))
    # The second half first: a placebo should have about as much behind it as the real start had.
    earliest = max(least, min(first // 2, first - least))
    starts = np.unique(np.linspace(earliest, first - least, most).round().astype(int))
    pretended = [replace(before, starts=np.where(case.panel.is_treated, start, NEVER)) for start in starts]
    return [panel for panel in pretended if case.estimator.why_not(panel) is None]


def _start(panel: Panel) -> int:
    return int(panel.starts.max())


def _estimate(case: PanelCase, panel: Panel, level: float, rng: np.random.Generator) -> Estimate | None:
    try:
        return case.estimator.estimate(panel, level=level, rng=rng).effect
    except MethodError:
        return None
