"""What was found about each assumption of a care model, whatever the design: facts, before anything is worded or suppressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from joinedup.evaluation.methods.checks.finding import Finding
from joinedup.evaluation.methods.results import Caution, Estimate
from joinedup.evaluation.verdicts import Verdict
from joinedup.learning.protocols import Plan


@dataclass(frozen=True)
class Measure:
    """What is counted, from measure_definition. `is_count` says whether fewer and more are the words, and not lower and
    higher."""

    name: str
    title: str
    unit: str
    multiplier: float
    is_count: bool = True

    @property
    def in_a_sentence(self) -> str:
        """The title as it stands inside a sentence, without what follows its first comma."""
        title = self.title.split(",")[0]
        return title if title[:2].isupper() else title[:1].lower() + title[1:]


@dataclass(frozen=True)
class Point:
    """A rate of one group around one time (`period` in words), with limits, in the unit of the measure; `people` stand behind
    it (None where it is not about single people), `events` is about how many were counted."""

    time: float
    period: str
    group: str
    rate: float
    low: float | None
    high: float | None
    people: int | None = None
    events: float | None = None


@dataclass(frozen=True)
class OverTime:
    """Rates of both groups over time. `time_is` says what the time counts; `begins` is where the care model begins on
    it."""

    points: Sequence[Point]
    groups: tuple[str, str]
    time_is: Literal["months since joining", "months since the start"]
    begins: float = 0.0


@dataclass(frozen=True)
class Left:
    """People (or units) left out, and why."""

    reason: str
    number: int


@dataclass(frozen=True)
class Flow:
    """How many there were to begin with, who was left out and how many remain; `are_people` says whether they are people.
    `compared_with` is how many stand beside them."""

    began: str
    left_out: Sequence[Left]
    remained: str
    remaining: int
    compared_with: int
    comparison: str
    are_people: bool = True


@dataclass(frozen=True)
class Characteristic:
    """How far the groups differ in one thing known before, in standard deviations, before the comparison was made and in it."""

    name: str
    before: float
    after: float


@dataclass(frozen=True)
class Asked:
    """A check: its question and what it found."""

    question: str
    finding: Finding


@dataclass(frozen=True)
class OtherWay:
    """The same question answered another way: another last day, other options, another estimator. `estimate` is a relative
    change, None where it could not be made, and `why_not` says why."""

    kind: Literal["window", "options", "estimator"]
    name: str
    estimate: Estimate | None
    why_not: str = ""


@dataclass(frozen=True)
class Comparison:
    """What one design found. `estimate` is a relative change, None with `why_not` where none could be made."""

    estimate: Estimate | None
    why_not: str = ""
    difference: Estimate | None = None
    over_time: OverTime | None = None
    flow: Flow | None = None
    balance: Sequence[Characteristic] = ()
    checks: Sequence[Asked] = ()
    others: Sequence[OtherWay] = ()
    cautions: Sequence[Caution] = ()
    follow_up_share: float | None = None
    design_in_words: str = ""
    options_in_words: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Answer:
    """One assumption with its plan, what was found and the verdict. `looked_until` is the last day of follow-up used."""

    plan: Plan
    measure: Measure
    comparison: Comparison
    verdict: Verdict
    looked_until: date

    @property
    def is_of_people(self) -> bool:
        """Whether people are compared, and not practices."""
        return self.plan.design == "matched-controls"

    @property
    def failed_checks(self) -> tuple[Asked, ...]:
        """The checks that failed: what casts doubt on the verdict."""
        return tuple(asked for asked in self.comparison.checks if asked.finding.outcome == "failed")
