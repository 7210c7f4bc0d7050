"""A block: a fixed amount a year, however much is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import of_pounds, whole
from joinedup.money.terms.by_year import PoundsByYear, of_year, years_missing
from joinedup.money.terms.named_in_contract import services_of, unknown_services
from joinedup.money.terms.paid_by import PaidBy, payer_of
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding
from joinedup.place.section import OrganisationCode, Text


class Block(ContractTerm):
    """A fixed amount to one organisation, or the planned activity of services at their prices to who gives them."""

    pays_for_care = True

    example = """\
amount = [4_000_000, 3_800_000, 3_600_000, 3_400_000, 3_200_000]
organisation = "RYY1"
"""

    kind: Literal["block"]
    amount: PoundsByYear | None = Field(
        None, description="Pounds a year, or one for each year; services at their plan when left out."
    )
    growth: float = Field(0.0, gt=-1, lt=1, description="Growth of the amount a year after the first: 0.02.")
    organisation: OrganisationCode | None = Field(
        None, description="Who is paid the amount; the holder when left out."
    )
    services: tuple[Text, ...] = Field(
        (),
        description="Services whose planned activity is paid at their price, where no amount is written; all when empty.",
    )
    paid_by: PaidBy = Field("commissioner", description="Who pays: the commissioner or the holder.")

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        payer = payer_of(self.paid_by, facts)
        if self.amount is None:
            return self._planned(payer, facts)
        pence = of_pounds(of_year(self.amount, facts.year) * (1 + self.growth) ** max(facts.year - 1, 0))
        amount = np.full(facts.futures, pence, dtype=np.int64)

        def reason(n: int) -> str:
            return f"the fixed amount of year {facts.year}, {pounds(pence)}, however much is done"

        payee = self.organisation or facts.holder
        return [Payment(payer, payee, amount, reason)] if payee != payer else []

    def _planned(self, payer: str, facts: YearFacts) -> list[Payment]:
        found = []
        for name, service in services_of(self.services, facts, self.kind).items():
            plan, price = service.planned_activity, service.price_pence

            def reason(n: int, name: str = name, plan: object = plan, price: object = price) -> str:
                return f"{name}: {plan[n]:,.0f} planned at {pounds(float(price[n]))}, however much is done"  # type: ignore[index]

            if service.organisation != payer:
                amount = whole(plan * price)
                found.append(Payment(payer, service.organisation, amount, reason, (f"service {name}",)))
        return found

    def organisations(self) -> Iterable[tuple[KeyPath, str]]:
        if self.organisation:
            yield ("organisation",), self.organisation

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from years_missing(self, contract, "amount")
        yield from unknown_services("services", self.services, contract)
        if self.growth and (isinstance(self.amount, tuple) or self.amount is None):
            found = "growth, and " + (
                "services at their plan" if self.amount is None else "an amount for each year"
            )
            expected = "growth with one amount for the first year"
            yield Finding(("growth",), found, expected, "take growth away, or write one amount")
        if self.amount is not None and self.services:
            yield Finding(
                ("services",), "an amount and services", "one of the two", "take one of the two away"
            )
        if self.amount is None and not contract.services:
            yield Finding(
                (), "no amount, and no services in the contract", "what is paid", "write amount = ..."
            )
