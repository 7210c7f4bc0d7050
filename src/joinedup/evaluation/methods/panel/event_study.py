"""Event study: effects by time since the start, and whether treated and other units moved together before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.panel.cohort_contrast import cohorts, contrast
from joinedup.evaluation.methods.panel.effect_path import path_with_band
from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.few_units import Spread, how_sure
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.relative import relative_change
from joinedup.evaluation.methods.panel.usable import (
    cautions_on,
    observed_when_treated,
    refuse,
    unit_weights,
    why_no_comparison,
)
from joinedup.evaluation.methods.results import Floats


@dataclass(frozen=True)
class EventStudy:
    """Regression on time since the start beside effects of unit and time, saturated by cohort; never-treated units compare.

    With one start it is pyfixest's `feols` on treated by time with the time before the start left out; with several, the
    interaction-weighted estimator of Sun and Abraham (2021): both tested. The reference is the mean of `reference_times` times
    before each unit's start; one is the field's habit, more makes every effect less noisy (a whole year also takes the season out
    of the comparison), and None takes all times that every treated unit has before. The band holds all times at once.
    """

    reference_times: int | None = 1
    weighted: bool = True
    spread: Spread = "automatic"
    name: str = "event-study"
    title: str = "Event study"

    def why_not(self, panel: Panel) -> str | None:
        """As for difference in differences, and when a unit starts before its reference is over."""
        reason = why_no_comparison(panel)
        needed = self.reference_times or 1
        if reason is None and needed < 1:
            return f"reference_times is {needed}: at least one time before the start is compared with"
        if reason is None and min(cohorts(panel)) < needed:
            return f"a unit starts after {min(cohorts(panel))} time(s) and the reference takes {needed}: make it shorter"
        return reason

    def estimate(self, panel: Panel, *, level: float = 0.95, rng: np.random.Generator) -> PanelEstimate:
        """The mean over treated cells, the path by time since the start with its band, and in `figures` the tests of the times
        before: `before_joint_p` (the largest of them) and `before_trend_p` (a straight drift, of `before_trend` a time).
        Draws from `rng` for the band."""
        refuse(self.why_not(panel))
        weights = unit_weights(panel) if self.weighted else np.ones(len(panel.units))
        reference = self._reference(panel)
        overall = contrast(panel, weights, *_after(panel, reference))
        sureness, few = how_sure(overall.parts, overall.treated, self.spread)
        effect = sureness.estimate(overall.effect, self.name, level, (*cautions_on(panel), *few))
        times = np.arange(-max(cohorts(panel)), len(panel.times) - min(cohorts(panel)))
        found = [contrast(panel, weights, *_at(panel, int(since), reference)) for since in times]
        path, joint = path_with_band(times, found, self.spread, level, rng)
        observed, without = _courses(panel, weights, reference)
        return PanelEstimate(
            effect,
            relative_change(effect, observed_when_treated(panel, weights)),
            path,
            observed,
            without,
            figures={"degrees_of_freedom": sureness.degrees_of_freedom}
            | joint
            | _drift(panel, weights, self.spread),
        )

    def _reference(self, panel: Panel) -> int:
        return self.reference_times or min(cohorts(panel))


def _before(panel: Panel, start: int, reference: int) -> Floats:
    pattern = np.zeros(len(panel.times))
    pattern[start - reference : start] = 1 / reference
    return pattern


def _after(panel: Panel, reference: int) -> tuple[dict[int, Floats], dict[int, float]]:
    last = len(panel.times)
    patterns = {}
    for start in cohorts(panel):
        pattern = -_before(panel, start, reference)
        pattern[start:] = 1 / (last - start)
        patterns[start] = pattern
    return patterns, {start: float(last - start) for start in patterns}


def _at(panel: Panel, since: int, reference: int) -> tuple[dict[int, Floats], dict[int, float]]:
    """Patterns of one time since the start, of the cohorts that have it."""
    patterns = {}
    for start in cohorts(panel):
        if 0 <= start + since < len(panel.times):
            pattern = -_before(panel, start, reference)
            pattern[start + since] += 1
            patterns[start] = pattern
    return patterns, dict.fromkeys(patterns, 1.0)


def _drift(panel: Panel, weights: Floats, spread: Spread) -> dict[str, float]:
    """The straight trend of treated less other units over the times that every treated unit has before its start."""
    length = min(cohorts(panel))
    if length < 3:
        return {}
    slope = np.arange(length) - (length - 1) / 2
    slope = slope / (slope**2).sum()
    patterns = {}
    for start in cohorts(panel):
        pattern = np.zeros(len(panel.times))
        pattern[start - length : start] = slope
        patterns[start] = pattern
    found = contrast(panel, weights, patterns, dict.fromkeys(patterns, 1.0))
    trend = how_sure(found.parts, found.treated, spread)[0].estimate(found.effect, "trend-before", 0.95, ())
    if trend.p_value is None:
        return {"before_trend": trend.value}
    return {"before_trend": trend.value, "before_trend_p": trend.p_value}


def _courses(panel: Panel, weights: Floats, reference: int) -> tuple[Floats, Floats]:
    """Treated units' mean at each time, and what the never treated's course from the reference on would have made of it."""
    never = ~panel.is_treated
    others = weights[never] @ panel.outcomes[never] / weights[never].sum()
    total = weights[panel.is_treated].sum()
    observed, without = np.zeros(len(panel.times)), np.zeros(len(panel.times))
    for start in cohorts(panel):
        members = panel.starts == start
        course = weights[members] @ panel.outcomes[members] / total
        share = weights[members].sum() / total
        before = _before(panel, start, reference)
        observed += course
        without += before @ course + share * (others - before @ others)
    return observed, without
