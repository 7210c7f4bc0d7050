"""What the rehearsal of any design says: how far off, how often the interval holds the planted change, how often it is found."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np

from joinedup.evaluation.methods.results import Estimate, MethodError

Progress = Callable[[int, int], None]
"""Called after each repetition with how many are done and how many there will be."""

Judge = Callable[[Estimate], str]
"""The verdict on an estimate (a relative change) by the rule agreed beforehand."""


@dataclass(frozen=True)
class RehearsalResult:
    """One design, one planted change, repeated.

    Changes are relative (-0.10 is ten per cent fewer). `bias` is the mean estimated change less the planted one, with its
    Monte-Carlo standard error. `coverage` is the share of intervals that hold the planted change, between its own limits at
    95% (Wilson). `power` is the share of intervals that leave out no change: with nothing planted, the rate of false alarms.
    `right_side` is the share that leave out no change on the side planted. `verdicts` holds the share of each verdict that the
    agreed rule would have given, where a rule was handed in. `failures` counts the repetitions without an
    estimate, by reason; they are in no other figure.
    """

    design: str
    planted_change: float
    repetitions: int
    bias: float
    bias_standard_error: float
    coverage: float
    coverage_low: float
    coverage_high: float
    mean_width: float
    power: float
    right_side: float
    level: float = 0.95
    conditions: str = ""
    failures: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)
    verdicts: Mapping[str, float] = field(default_factory=dict)

    @property
    def covers(self) -> bool:
        """Whether the interval found for the coverage overlaps the level less and plus two points (0.93 to 0.97 at 0.95)."""
        return self.coverage_low <= self.level + 0.02 and self.coverage_high >= self.level - 0.02

    @property
    def width_in_words(self) -> str:
        """The mean width in per cent; where an interval had no limit on one side, that it has no end."""
        return "endless in some" if self.mean_width == math.inf else f"{self.mean_width:.0%}"

    def __str__(self) -> str:
        return (
            f"{self.design}, {self.planted_change:+.0%} planted, {self.repetitions} repetitions: bias {self.bias:+.1%},"
            f" {self.level:.0%} intervals hold it {self.coverage:.1%} of the time ({self.coverage_low:.1%} to"
            f" {self.coverage_high:.1%}), mean width {self.width_in_words}, found {self.power:.0%} of the time"
        )


def wilson(hits: int, tries: int, level: float = 0.95) -> tuple[float, float]:
    """Limits of a share (Wilson 1927, JASA 22:209-212); (0, 1) without tries."""
    if not tries:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, square = hits / tries, z * z / tries
    middle = (share + square / 2) / (1 + square)
    half = z * ((share * (1 - share) + square / 4) / tries) ** 0.5 / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def rehearsal_result(
    design: str,
    planted_change: float,
    changes: Sequence[Estimate],
    *,
    failures: Sequence[str] = (),
    level: float = 0.95,
    conditions: str = "",
    figures: Mapping[str, float] | None = None,
    judge: Judge | None = None,
) -> RehearsalResult:
    """The figures over repetitions, from each one's estimate on the scale "change"; with `judge`, the share of each verdict.
    MethodError when none gave an estimate or one is on another scale."""
    if not changes:
        reasons = "; ".join(f"{reason} ({n})" for reason, n in Counter(failures).most_common(3))
        raise MethodError(
            f"the design {design} gave no estimate in any repetition: {reasons or 'there were none'}"
        )
    if any(one.scale != "change" for one in changes):
        raise MethodError("a rehearsal compares relative changes: turn each estimate with as_change()")
    value = np.array([one.value for one in changes])
    low, high = np.array([one.low for one in changes]), np.array([one.high for one in changes])
    held = int(((low <= planted_change) & (planted_change <= high)).sum())
    clear = (low > 0) | (high < 0)
    side = clear & (np.sign(value) == np.sign(planted_change))
    limits = wilson(held, len(value))
    spread = float(value.std(ddof=1)) if len(value) > 1 else float("nan")
    return RehearsalResult(
        design=design,
        planted_change=planted_change,
        repetitions=len(value),
        bias=float(value.mean() - planted_change),
        bias_standard_error=spread / len(value) ** 0.5,
        coverage=held / len(value),
        coverage_low=limits[0],
        coverage_high=limits[1],
        mean_width=float((high - low).mean()),
        power=float(clear.mean()),
        right_side=float(side.mean()),
        level=level,
        conditions=conditions,
        failures=dict(Counter(failures)),
        figures=figures or {},
        verdicts=_shares([judge(one) for one in changes]) if judge else {},
    )


def _shares(words: Sequence[str]) -> dict[str, float]:
    return {word: times / len(words) for word, times in Counter(words).most_common()}
