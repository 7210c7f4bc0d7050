"""What becomes of an assumption: supported, not supported, too early or undetectable, by the rule agreed beforehand.

The rule is one of intervals, so that it says how sure it is in both directions: supported asks that no change is left out
(a one-sided test of no effect) and that the expected change is not (a one-sided test of the expectation). Why it is so, a
table of every case and how often it errs: docs/explanation/verdicts.md. Intervals rather than significance alone follow the
reading of Hoenig and Heisey (The abuse of power, The American Statistician 2001;55:19-24): power is worked out before the
data are seen and never from the estimate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

from joinedup.errors import JoinedupError
from joinedup.evaluation.decision_rule import DecisionRule
from joinedup.evaluation.methods.results import Estimate
from joinedup.evaluation.verdict_words import Reading, sentence_of

Outcome = Literal["supported", "not-supported", "too-early", "undetectable"]

OUTCOME_OF: dict[Reading, Outcome] = {
    "as-expected": "supported",
    "less-than-expected": "not-supported",
    "too-small-to-matter": "not-supported",
    "not-shown": "not-supported",
    "opposite": "not-supported",
    "cannot-tell": "undetectable",
    "no-estimate": "undetectable",
    "day-not-reached": "too-early",
    "followed-too-little": "too-early",
}


class VerdictError(JoinedupError):
    """The rule cannot be applied to what was handed in: says what was found and what to do."""


@dataclass(frozen=True)
class Verdict:
    """The outcome with its reason (`reading`), one sentence with the figures, and everything it was judged by.

    `estimate` is on the scale of a relative change (None where nothing could be estimated), as are `expected_change` and
    `detectable_change` (-0.10 is ten per cent fewer; None where it could not be worked out beforehand).
    """

    outcome: Outcome
    reading: Reading
    sentence: str
    rule: DecisionRule
    estimate: Estimate | None
    expected_change: float
    detectable_change: float | None
    data_until: date
    by: date

    @property
    def is_underpowered(self) -> bool:
        """Whether a change as small as the expected one could not be found reliably, as worked out beforehand."""
        return _is_underpowered(self.expected_change, self.detectable_change)


def verdict_of(
    estimate_as_change: Estimate | None,
    expected_change: float,
    detectable_change: float | None,
    data_until: date,
    by: date,
    rule: DecisionRule,
    *,
    follow_up_share: float | None = None,
) -> Verdict:
    """The verdict on one assumption; every input that is not in error has exactly one.

    `estimate_as_change` is the primary analysis on the scale "change" with the rule's level (a ratio or a difference is
    turned with `as_change()` first), None where it could not be made. The signs of the two changes do not matter together:
    what counts of `detectable_change` is its size; None means that it could not be worked out beforehand. `data_until` is the
    last day the data cover, `follow_up_share` the time people were followed as a share of what was planned (1 when None).
    VerdictError for an estimate on another scale or level, or an expected change that is zero or not a number.
    """
    _check(estimate_as_change, expected_change, rule)
    usable = estimate_as_change if _has_limits(estimate_as_change) else None
    reading = _when(data_until, by, follow_up_share, rule)
    if reading is None:
        reading = _read(usable, expected_change, detectable_change)
    return Verdict(
        OUTCOME_OF[reading],
        reading,
        sentence_of(reading, usable, expected_change, detectable_change, data_until, by, follow_up_share),
        rule,
        usable,
        expected_change,
        detectable_change,
        data_until,
        by,
    )


def _check(estimate: Estimate | None, expected: float, rule: DecisionRule) -> None:
    if not math.isfinite(expected) or expected == 0:
        raise VerdictError(
            f"an expected change of {expected} cannot be tested for: write the change that would show that the assumption"
            " holds, such as -0.10 for ten per cent fewer"
        )
    if estimate is None:
        return
    if estimate.scale != "change":
        raise VerdictError(
            f"the estimate is on the scale {estimate.scale}; a verdict needs a relative change: turn it with as_change()"
        )
    if not math.isclose(estimate.level, rule.level):
        raise VerdictError(
            f"the estimate has a {estimate.level:.0%} interval and the agreed rule asks for {rule.level:.0%}: estimate it"
            " again at the agreed level"
        )


def _has_limits(estimate: Estimate | None) -> bool:
    return estimate is not None and not any(map(math.isnan, (estimate.value, estimate.low, estimate.high)))


def _when(data_until: date, by: date, share: float | None, rule: DecisionRule) -> Reading | None:
    """Why the agreed test has not taken place; None when it has."""
    if data_until < by:
        return "day-not-reached"
    if share is not None and not share >= rule.least_share_of_follow_up:
        return "followed-too-little"
    return None


def _read(estimate: Estimate | None, expected: float, detectable: float | None) -> Reading:
    """What the interval says, both mirrored so that the expected side is the positive one."""
    if estimate is None:
        return "no-estimate"
    low, high = sorted(math.copysign(1, expected) * limit for limit in (estimate.low, estimate.high))
    reaches_expected = high >= abs(expected)
    if low > 0:
        return "as-expected" if reaches_expected else "less-than-expected"
    if high < 0:
        return "opposite"
    if not reaches_expected:
        return "too-small-to-matter"
    return "cannot-tell" if _is_underpowered(expected, detectable) else "not-shown"


def _is_underpowered(expected: float, detectable: float | None) -> bool:
    return detectable is None or not abs(detectable) <= abs(expected)
