"""Stop-loss: another body bears what single people cost above an amount, or what all cost above a share of the benchmark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import Pence, of_pounds, whole
from joinedup.money.terms.by_year import PoundsByYear, Share, of_year, years_missing
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding
from joinedup.place.section import OrganisationCode


class StopLoss(ContractTerm):
    """The reinsurer pays the insured body the cost above the limits, for a premium. Both limits may be there: what the first
    pays does not count towards the second."""

    example = """\
per_person_above = 100_000
covered = 0.90
premium = 250_000
"""

    kind: Literal["stop-loss"]
    per_person_above: Annotated[int, Field(gt=0)] | None = Field(
        None, description="Pounds a year that one person costs above which the rest is reinsured."
    )
    above_benchmark: Annotated[float, Field(gt=0)] | None = Field(
        None, description="Share of the benchmark above which the rest of spending is reinsured: 1.05."
    )
    covered: Share = Field(1.0, description="Share of what lies above that is reinsured.")
    at_most: Annotated[int, Field(gt=0)] | None = Field(
        None, description="Pounds a year that are reinsured at most; no limit when left out."
    )
    reinsurer: OrganisationCode | None = Field(
        None, description="Who bears it; the commissioner when left out."
    )
    organisation: OrganisationCode | None = Field(
        None, description="Who is insured; the holder when left out."
    )
    premium: PoundsByYear = Field(
        0.0, description="Pounds a year that the insured pays for it, or one for each year."
    )

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        insured, reinsurer = self.organisation or facts.holder, self.reinsurer or facts.commissioner
        people, everybody = self._of_people(facts), np.zeros(facts.futures, np.int64)
        if self.above_benchmark is not None:
            everybody = self._of_everybody(facts, people)
        covered = people + everybody
        due = covered if self.at_most is None else np.minimum(covered, of_pounds(self.at_most))

        def reason(n: int) -> str:
            told = self._told(float(people[n]), float(everybody[n]))
            return told + (f", at most {pounds(float(due[n]))}" if due[n] < covered[n] else "")

        found = [Payment(reinsurer, insured, due, reason, self._rests_on())]
        premium = of_pounds(of_year(self.premium, facts.year))
        if premium:
            paid = np.full(facts.futures, premium, dtype=np.int64)
            found.append(Payment(insured, reinsurer, paid, lambda n: f"the premium of year {facts.year}"))
        return found

    def _of_people(self, facts: YearFacts) -> Pence:
        if self.per_person_above is None:
            return np.zeros(facts.futures, np.int64)
        if facts.person_costs is None:
            raise facts.missing("what single people cost", self.kind, "person costs")
        return whole(facts.person_costs.above(of_pounds(self.per_person_above)) * self.covered)

    def _of_everybody(self, facts: YearFacts, people: Pence) -> Pence:
        if facts.benchmark_pence is None:
            raise facts.missing("the benchmark", self.kind, "benchmark")
        if facts.spending_pence is None:
            raise facts.missing("spending", self.kind, "spending")
        left = facts.spending_pence - people - whole(facts.benchmark_pence * float(self.above_benchmark or 0))
        return whole(np.maximum(left, 0) * self.covered)

    def _told(self, people: float, everybody: float) -> str:
        told, share = [], "" if self.covered == 1 else f"{percent(self.covered)} of "
        if self.per_person_above is not None:
            limit = pounds(of_pounds(self.per_person_above))
            told.append(f"{share}what single people cost above {limit} each: {pounds(people)}")
        if self.above_benchmark is not None:
            limit = percent(self.above_benchmark)
            told.append(f"{share}what spending is above {limit} of the benchmark: {pounds(everybody)}")
        return ", and ".join(told)

    def _rests_on(self) -> tuple[str, ...]:
        people = ("person costs",) if self.per_person_above is not None else ()
        return (*people, *(("spending", "benchmark") if self.above_benchmark is not None else ()))

    def organisations(self) -> Iterable[tuple[KeyPath, str]]:
        if self.reinsurer:
            yield ("reinsurer",), self.reinsurer
        if self.organisation:
            yield ("organisation",), self.organisation

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from years_missing(self, contract, "premium")
        insured = self.organisation or contract.holder
        if insured is not None and insured == (self.reinsurer or contract.commissioner):
            do = "write reinsurer = ... or organisation = ..."
            yield Finding(
                ("reinsurer",) if self.reinsurer else (),
                f"{insured} insured by itself",
                "a reinsurer that is not the body insured",
                do,
            )
        if self.per_person_above is None and self.above_benchmark is None:
            do = "write per_person_above = ... or above_benchmark = ..."
            yield Finding((), "neither per_person_above nor above_benchmark", "what is reinsured", do)


def paid_out(so_far: Sequence[Payment], futures: int) -> Pence:
    """What stop-loss terms pay out among these payments, without premiums, which rest on nothing that happened."""
    total = np.zeros(futures, np.int64)
    for payment in so_far:
        if payment.term.endswith(" stop-loss") and payment.rests_on:
            total = total + payment.amount_pence
    return total
