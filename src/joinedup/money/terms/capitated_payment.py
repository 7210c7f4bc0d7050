"""A capitated payment: one amount for the care of everybody covered, whatever they turn out to need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field

from joinedup.money.payments import Payment
from joinedup.money.pence import of_pounds, whole
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding


class CapitatedPayment(ContractTerm):
    """The commissioner pays the holder the year's agreed price, or an amount for each person-year."""

    kind: Literal["capitated-payment"]
    per_person: float | None = Field(
        None,
        gt=0,
        description="Pounds a person-year, index of need included; the contract's price of the year when left out.",
    )
    growth: float = Field(
        0.0, gt=-1, description="Growth of the amount per person a year after the first: 0.02."
    )

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        if self.per_person is None:
            if facts.price_pence is None:
                raise facts.missing("the price agreed for the year (prices of the contract)", self.kind)
            amount, rests_on = facts.price_pence, ("price",)
            return [
                Payment(
                    facts.commissioner,
                    facts.holder,
                    amount,
                    lambda n: "the price agreed for the year, whatever people need",
                    rests_on,
                )
            ]
        if facts.person_years is None:
            raise facts.missing("person-years", self.kind)
        pounds = self.per_person * (1 + self.growth) ** max(facts.year - 1, 0)
        pence, people = of_pounds(pounds), facts.person_years
        return [
            Payment(
                facts.commissioner,
                facts.holder,
                whole(people * pence),
                lambda n: f"£{pence / 100:,.2f} for each of {people[n]:,.1f} person-years",
                ("person-years",),
            )
        ]

    def findings(self, contract: Contract) -> Iterable[Finding]:
        if self.per_person is None and not contract.prices:
            yield Finding(
                (),
                "neither per_person here nor prices in the contract",
                "what is paid",
                "write prices = [...] in the contract, or per_person = ... here",
            )
