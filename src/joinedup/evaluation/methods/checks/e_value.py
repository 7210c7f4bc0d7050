"""E-value: how strong an unmeasured cause would have to be to explain the result away (VanderWeele & Ding 2017)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from joinedup.evaluation.methods.checks.finding import ALL, Finding, Outcome, cannot_be_judged
from joinedup.evaluation.methods.checks.thresholds import threshold
from joinedup.evaluation.methods.results import Estimate, MethodError


@dataclass(frozen=True)
class EValues:
    """E-values of the point and of the limit of the interval nearest to no effect (1 when the interval holds no effect).

    `ratio`, `low` and `high` are the risk ratio that they were computed from, converted where need be."""

    point: float
    limit: float
    ratio: float
    low: float
    high: float


def e_value(ratio: float) -> float:
    """The least strength of association, as a risk ratio, that an unmeasured cause would need with both the treatment and the
    outcome to move `ratio` to 1: R + sqrt(R (R - 1)), with 1/R for a ratio below 1 (VanderWeele & Ding 2017, Annals of
    Internal Medicine 167:268-274, table 1). MethodError unless the ratio is positive and finite."""
    ratio = _positive(ratio, "an E-value is of a positive ratio", "hand in a risk or rate ratio")
    away = max(ratio, 1 / ratio)
    return away + math.sqrt(away * (away - 1))


def _positive(ratio: Any, expected: str, do: str) -> float:
    if isinstance(ratio, str) or not (ratio > 0 and math.isfinite(ratio)):
        raise MethodError(f"{expected}; found {ratio}: {do}")
    return float(ratio)


def e_values(ratio: float, low: float, high: float) -> EValues:
    """E-values of a risk or rate ratio and its interval. MethodError when low <= ratio <= high does not hold."""
    if not low <= ratio <= high:
        raise MethodError(f"expected low <= ratio <= high; found {low}, {ratio}, {high}: hand in the limits")
    nearest = low if ratio >= 1 else high
    crosses = low <= 1 <= high
    return EValues(e_value(ratio), 1.0 if crosses else e_value(nearest), ratio, low, high)


def ratio_of_odds_ratio(odds_ratio: float) -> float:
    """The risk ratio near an odds ratio of a common outcome (15% or more): its square root (VanderWeele & Ding 2017)."""
    return math.sqrt(_positive(odds_ratio, "an odds ratio is positive", "hand in the ratio, not its log"))


def ratio_of_hazard_ratio(hazard_ratio: float) -> float:
    """The risk ratio near a hazard ratio of a common outcome: (1 - 0.5^sqrt(HR)) / (1 - 0.5^sqrt(1/HR)) (VanderWeele & Ding
    2017)."""
    hazard_ratio = _positive(hazard_ratio, "a hazard ratio is positive", "hand in the ratio, not its log")
    return (1 - math.pow(0.5, math.sqrt(hazard_ratio))) / (1 - math.pow(0.5, math.sqrt(1 / hazard_ratio)))


def ratio_of_difference(
    difference: float, standard_error: float, standard_deviation: float
) -> tuple[float, float, float]:
    """The risk ratio near a difference of means, with its 95% limits: exp(0.91 d) and exp(0.91 d -/+ 1.78 s), where d and s are
    the difference and its standard error in standard deviations of the outcome (VanderWeele & Ding 2017, after Chinn 2000).
    MethodError unless the standard deviation is positive."""
    if not standard_deviation > 0:
        raise MethodError(
            f"a difference is standardised by a positive standard deviation; found {standard_deviation}"
        )
    if not (math.isfinite(difference) and standard_error >= 0):
        raise MethodError(
            f"a difference and its standard error are finite; found {difference} and {standard_error}"
        )
    d, s = difference / standard_deviation, standard_error / standard_deviation
    return math.exp(0.91 * d), math.exp(0.91 * d - 1.78 * s), math.exp(0.91 * d + 1.78 * s)


@dataclass(frozen=True)
class EValueCheck:
    """Called with an Estimate: a ratio, a change, or a difference with the standard deviation of the outcome."""

    name: str = "e-value"
    title: str = "How strong a hidden cause would have to be"
    question: str = "How strongly would something we did not measure have to act to explain the result away?"
    needs: str = "the estimate; for a difference also the standard deviation of the outcome"
    designs: frozenset[str] = ALL

    def __call__(self, estimate: Estimate, *, standard_deviation: float | None = None) -> Finding:
        """Concern when a weak hidden cause would do; never failed, for a small true effect has a small E-value too. An interval
        that holds no effect leaves nothing to explain away."""
        if not estimate.is_clear_of_chance:
            return cannot_be_judged(
                self,
                "The result is no clearer than chance, so there is nothing that a hidden cause would have to explain away.",
            )
        ratio = _as_ratio(estimate, standard_deviation)
        if isinstance(ratio, str):
            return cannot_be_judged(self, ratio)
        found = e_values(*ratio)
        outcome: Outcome = "concern" if found.limit < threshold("e_value_low") else "passed"
        sentence = (
            "To explain the whole result away, something we did not measure would have to make both being treated and the"
            f" outcome {found.point:.2g} times as likely (or as unlikely); {found.limit:.2g} times would be enough to make it"
            " no clearer than chance."
        )
        figures = {"e_value": found.point, "e_value_limit": found.limit, "ratio": found.ratio}
        return Finding(self.name, self.title, outcome, sentence, figures)


def _as_ratio(estimate: Estimate, standard_deviation: float | None) -> tuple[float, float, float] | str:
    if estimate.scale == "difference":
        if standard_deviation is None or estimate.standard_error is None:
            return (
                "A difference is turned into a ratio with its standard error and the standard deviation of the outcome between"
                " people or units; one of them was not handed in."
            )
        return ratio_of_difference(estimate.value, estimate.standard_error, standard_deviation)
    more = 1.0 if estimate.scale == "change" else 0.0
    values = estimate.value + more, estimate.low + more, estimate.high + more
    if values[1] <= 0:
        return "The interval reaches a fall of 100% or more, of which no E-value can be computed."
    return values
