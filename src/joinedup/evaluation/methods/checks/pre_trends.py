"""Pre-trends: did treated and other units move alike before the start, and how large a drift would have gone unseen?"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.optimize import brentq
from scipy.stats import f as f_distribution
from scipy.stats import ncf

from joinedup.evaluation.methods.checks.finding import PARALLEL, Finding, Outcome, PanelCase, cannot_be_judged
from joinedup.evaluation.methods.checks.thresholds import threshold
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Floats, Whole

_TIME = MappingProxyType({52: "week", 12: "month", 4: "quarter", 1: "year"})


@dataclass(frozen=True)
class _Stretches:
    """Differences of treated from other units in stretches before the start, against the last stretch: one each, with their
    covariance, the middle of each stretch (times before the start, negative), and the degrees of freedom."""

    difference: Floats
    covariance: Floats
    middle: Floats
    freedom: int


@dataclass(frozen=True)
class JointTest:
    """A joint test that all stretches before the start agree. `missable_drift` is the steady drift, in outcome a time, that the
    test finds with the power stated; a smaller one it misses more often."""

    p_value: float
    missable_drift: float
    power: float
    difference: Floats
    standard_error: Floats
    middle: Floats


@dataclass(frozen=True)
class PreTrends:
    """The time before the start is cut into a few stretches; treated less other units in each, against the last, are tested
    together (Hotelling's test, so that few units are allowed for). That nothing is found proves little: the drift that the test
    would have missed is reported beside it (Roth 2022, AER: Insights 4(3):305-322)."""

    name: str = "pre-trends"
    title: str = "Alike before the start"
    question: str = "Did treated and other units move alike before the start?"
    needs: str = "the panel and its estimate"
    designs: frozenset[str] = PARALLEL

    def __call__(self, case: PanelCase, *, rng: np.random.Generator) -> Finding:
        """Failed when the stretches differ; concern when they do not, but a drift too small to be seen would by itself make the
        whole effect."""
        test = joint_test(case.panel)
        if isinstance(test, str):
            return cannot_be_judged(self, test)
        would_make = test.missable_drift * _mean_distance(case.panel)
        effect = case.estimate.effect
        comparable = effect.scale == "difference"
        time = _TIME.get(case.panel.times_a_year or 0, "time")
        outcome, sentence = _judge(test, would_make, effect.value if comparable else None, time)
        figures = {
            "p_value": test.p_value,
            "missable_drift": test.missable_drift,
            "missable_drift_would_make": would_make,
        }
        rows = [
            {
                "since_start": float(m),
                "difference": float(d),
                "low": float(d - 1.96 * s),
                "high": float(d + 1.96 * s),
            }
            for m, d, s in zip(test.middle, test.difference, test.standard_error, strict=True)
        ]
        return Finding(self.name, self.title, outcome, sentence, figures, rows)


def _judge(test: JointTest, would_make: float, effect: float | None, time: str) -> tuple[Outcome, str]:
    if test.p_value < threshold("significance"):
        return "failed", (
            f"Before the start, treated and other units did not move alike (p = {test.p_value:.2g}): a later difference may be"
            " the same drift going on, and not an effect."
        )
    sentence = (
        f"Before the start, treated and other units moved alike as far as can be told (p = {test.p_value:.2g}). A steady drift"
        f" apart of {_short(test.missable_drift)} a {time} would have been noticed {test.power:.0%} of the time; smaller ones might"
        f" not, and one of just that size would by itself make a difference of {_short(would_make)} after the start."
    )
    if effect is not None and would_make >= abs(effect):
        return (
            "concern",
            f"{sentence} The effect found is {'+' if effect > 0 else ''}{_short(effect)}, so this alone does not rule a drift out.",
        )
    return "passed", sentence


def _short(value: float) -> str:
    """Two figures that count, and whole numbers in full: 0.25, 300."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.2g}"


def joint_test(panel: Panel) -> JointTest | str:
    """Hotelling's test of the stretches, or why there can be none, in words."""
    found = _stretches(panel)
    if isinstance(found, str):
        return found
    k, freedom = len(found.difference), found.freedom
    below = freedom - k + 1
    precision = np.linalg.pinv(found.covariance)
    squared = float(found.difference @ precision @ found.difference)
    p_value = float(f_distribution.sf(squared * below / (freedom * k), k, below))
    power = threshold("pre_trend_power")
    line = float(f_distribution.isf(threshold("significance"), k, below))
    needed = float(brentq(lambda away: ncf.sf(line, k, below, away) - power, 1e-6, 1e4))
    # A drift of one a time shows in each stretch as its distance from the last one.
    distance = found.middle[:-1] - found.middle[-1]
    # The inverse of an estimated covariance is too large on average, by this share (mean of an inverse Wishart).
    shrink = max(freedom - k - 1, 1) / freedom
    drift = float(np.sqrt(needed / (distance @ precision @ distance * shrink)))
    errors = np.append(np.sqrt(np.diag(found.covariance)), 0.0)
    return JointTest(p_value, drift, power, np.append(found.difference, 0.0), errors, found.middle)


def _stretches(panel: Panel) -> _Stretches | str:
    treated = np.flatnonzero(panel.is_treated)
    if not len(treated) or (panel.is_treated.all() and not panel.is_staggered):
        return "Trends before the start are compared with units that are not treated at the time; there are none."
    before = int(panel.starts[treated].min())
    others = [_others(panel, int(unit)) for unit in treated]
    freedom = len(treated) + min(len(other) for other in others) - 2
    k = min(int(threshold("pre_trend_blocks")), before - 1, freedom - 1)
    if before < 2:
        return f"At least two times before the first start are needed to see a trend; there is {before}."
    if k < 1 or min(len(other) for other in others) < 1:
        return (
            f"With {len(treated)} treated and {min(len(other) for other in others)} other units there is too little to tell a"
            " drift from chance."
        )
    return _contrasts(panel, treated, others, np.array_split(np.arange(-before, 0), k + 1), freedom)


def _others(panel: Panel, unit: int) -> Whole:
    """Units never treated, where there are enough of them; else those treated later than this one as well."""
    never = panel.starts == NEVER
    if never.sum() > threshold("pre_trend_blocks") + 1:
        return np.flatnonzero(never)
    return np.flatnonzero(never | (panel.starts > panel.starts[unit]))


def _contrasts(
    panel: Panel, treated: Whole, others: list[Whole], blocks: list[Whole], freedom: int
) -> _Stretches | str:
    if min(len(other) for other in others) < 2:
        return "At least two units that are not treated are needed to know how far units differ by chance."
    if not np.ptp(panel.outcomes, axis=0).any():
        return "All units have the same outcome at every time, so there is no chance to set a drift against."
    units = len(panel.units)
    k = len(blocks) - 1
    differences, influence = [], np.zeros((units, k))
    residuals = []
    for unit, other in zip(treated, others, strict=True):
        values = np.stack(
            [panel.outcomes[:, panel.starts[unit] + block].mean(axis=1) for block in blocks], axis=1
        )
        against = values[:, :-1] - values[:, -1:]
        middle = against[other].mean(axis=0)
        differences.append(against[unit] - middle)
        around = against[other] - middle
        influence[other] += around / len(other) / len(treated)
        residuals.append(around.T @ around / (len(other) - 1))
    x = np.array(differences)
    of_others = influence.T @ influence * (units / max(units - 1, 1))
    return _Stretches(
        x.mean(axis=0),
        _covariance_of_units(x, residuals, others) / len(treated) + of_others,
        np.array([block.mean() + 0.0 for block in blocks]),
        freedom,
    )


def _covariance_of_units(x: Floats, residuals: list[Floats], others: list[Whole]) -> Floats:
    """How units differ by chance: pooled over treated units around their mean and other units around theirs."""
    ours, theirs = len(x) - 1, int(np.mean([len(other) for other in others])) - 1
    around = x - x.mean(axis=0)
    # With a common start the treated differ among themselves only; with several, also by their comparison, a little more.
    pooled = around.T @ around + np.mean(residuals, axis=0) * theirs
    return np.asarray(pooled / (ours + theirs))


def _mean_distance(panel: Panel) -> float:
    """Times between the middle before and the middle after the start, on average over treated units."""
    last = len(panel.times)
    starts = panel.starts[panel.is_treated]
    return float(np.mean((starts + last - 1) / 2 - (starts - 1) / 2))
