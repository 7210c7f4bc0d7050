"""What a matched comparison found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from joinedup.evaluation.matched_controls.pairs import FollowedPairs
from joinedup.evaluation.matched_controls.rates_over_time import RatesOverTime
from joinedup.evaluation.methods.matching.balance import Balance
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.results import Caution, Estimate


@dataclass(frozen=True)
class MatchedStudy:
    """The answer of matched controls for one measure.

    `estimate` is the ratio of rates, those who joined over those they are compared with; `difference` the same effect as
    events more or fewer per `per_person_years`. `also` holds the same ratio made other ways on the same pairs, by what differs.
    `people` counts who joined, who could be matched, who was followed, and who fell out by reason, in that order.
    `followed` has, for each group, the years followed (as they lay), and the events, and the mean months a person.
    """

    care_model: str
    measure: str
    until: date
    estimate: Estimate
    difference: Estimate
    also: Mapping[str, Estimate]
    balance: Balance
    rates_over_time: RatesOverTime
    people: Mapping[str, int]
    followed: Mapping[str, float]
    matched: Matched
    pairs: FollowedPairs
    cautions: tuple[Caution, ...] = ()
    per_person_years: float = 1000.0

    def __str__(self) -> str:
        people = "\n".join(f"  {count:>8,}  {what}" for what, count in self.people.items())
        cautions = "".join(f"\n! {one.message}" for one in self.cautions)
        return (
            f"{self.care_model}, {self.measure}, until {self.until}: {self.estimate.as_change()}\n{people}"
            f"\n  {self.balance.sentence}{cautions}"
        )
