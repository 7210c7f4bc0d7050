"""A capitated payment: one amount for the care of everybody covered, whatever they turn out to need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from joinedup.money.amounts_in_words import pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import of_pounds, whole
from joinedup.money.terms.by_year import of_year, years_missing
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding

Amount = Annotated[float, Field(gt=0)]


class CapitatedPayment(ContractTerm):
    """The commissioner pays the holder the year's agreed price, or an amount for each person-year."""

    pays_for_care = True

    example = """\
per_person = 1_240.50
growth = 0.02
"""

    kind: Literal["capitated-payment"]
    per_person: Amount | Annotated[tuple[Amount, ...], Field(min_length=1)] | None = Field(
        None,
        description="Pounds a person-year, index of need included, or one for each year; the contract's price of the year"
        " when left out.",
    )
    growth: float = Field(
        0.0, gt=-1, lt=1, description="Growth of the amount per person a year after the first: 0.02."
    )

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        if self.per_person is None:
            return [self._price(facts)]
        if facts.person_years is None:
            raise facts.missing("person-years", self.kind, "person-years")
        pence = of_pounds(of_year(self.per_person, facts.year) * (1 + self.growth) ** max(facts.year - 1, 0))
        people = facts.person_years

        def reason(n: int) -> str:
            return f"{pounds(pence)} for each of {people[n]:,.1f} person-years"

        return [Payment(facts.commissioner, facts.holder, whole(people * pence), reason, ("person-years",))]

    def _price(self, facts: YearFacts) -> Payment:
        if facts.price_pence is None:
            raise facts.missing("the price agreed for the year (prices of the contract)", self.kind, "price")
        price = facts.price_pence

        def reason(n: int) -> str:
            return f"the price agreed for year {facts.year}, {pounds(float(price[n]))}, whatever people need"

        return Payment(facts.commissioner, facts.holder, price, reason, ("price",))

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from years_missing(self, contract, "per_person")
        if self.growth and isinstance(self.per_person, tuple):
            yield Finding(
                ("growth",), "growth, and an amount for each year", "one of the two", "take one away"
            )
        if self.per_person is None and not contract.prices:
            yield Finding(
                (),
                "neither per_person here nor prices in the contract",
                "what is paid",
                "write prices = [...] in the contract, or per_person = ... here",
            )
