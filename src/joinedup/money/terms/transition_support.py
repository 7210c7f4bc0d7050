"""Transition support: help for an organisation that loses activity, while the cost of it has not left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import of_pounds, shared_out, whole
from joinedup.money.terms.by_year import ShareByYear, of_year, years_missing
from joinedup.money.terms.divided import shares_that_do_not_sum
from joinedup.money.terms.named_in_contract import services_of, unknown_services
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import ServiceYear, YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding, as_written
from joinedup.place.section import OrganisationCode, Text


class TransitionSupport(ContractTerm):
    """Others pay an organisation the part of its lost income that stands for cost which has not left yet.

    Lost income is the activity below plan at the price of the service; more activity than planned takes nothing back.
    """

    example = """\
services = ["emergency admissions"]
cost_left = [0.7, 0.5, 0.3, 0.0, 0.0]
paid_by = { QZZ = 0.75, SEA = 0.25 }
"""

    kind: Literal["transition-support"]
    services: tuple[Text, ...] = Field(
        (), description="Services whose lost activity counts; every service of the contract when empty."
    )
    organisation: OrganisationCode | None = Field(
        None, description="Who is supported; whoever gives the services when left out."
    )
    cost_left: ShareByYear = Field(
        description="Share of the lost income that stands for cost which has not left, one for each year: [0.7, 0.5, 0.3]."
    )
    at_most: Annotated[int, Field(gt=0)] | None = Field(
        None, description="Pounds a year for each service at most; no limit when left out."
    )
    paid_by: dict[OrganisationCode, Annotated[float, Field(ge=0)]] = Field(
        {}, description="Who pays which share of it; the commissioner all of it when left out."
    )

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        services = services_of(self.services, facts, self.kind).items()
        return [
            payment
            for name, service in services
            if self.organisation in (None, service.organisation)
            for payment in self._support(name, service, facts)
        ]

    def _support(self, name: str, service: ServiceYear, facts: YearFacts) -> list[Payment]:
        left, price = of_year(self.cost_left, facts.year), service.price_pence
        lost = np.maximum(service.planned_activity - service.activity, 0.0)
        uncapped = whole(lost * price * left)
        due = uncapped if self.at_most is None else np.minimum(uncapped, of_pounds(self.at_most))
        shares = self.paid_by or {facts.commissioner: 1.0}

        def told(n: int) -> str:
            if lost[n] <= 0:
                return f"{name}: no activity was lost against the plan, so nothing is due"
            told = f"{name}: {lost[n]:,.0f} fewer than planned at {pounds(float(price[n]))}, {percent(left)} of it cost"
            told += f" that has not left by year {facts.year}: {pounds(float(uncapped[n]))}"
            return told + (f", at most {pounds(float(due[n]))}" if due[n] < uncapped[n] else "")

        return [
            Payment(payer, service.organisation, part, _of(told, payer, shares[payer]), (f"service {name}",))
            for payer, part in shared_out(due, shares).items()
            if payer != service.organisation
        ]

    def organisations(self) -> Iterable[tuple[KeyPath, str]]:
        if self.organisation:
            yield ("organisation",), self.organisation
        yield from ((("paid_by", code), code) for code in self.paid_by)

    def pools(self) -> dict[str, dict[str, float]]:
        return {"paid_by": dict(self.paid_by)} if self.paid_by else {}

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from years_missing(self, contract, "cost_left")
        yield from unknown_services("services", self.services, contract)
        yield from shares_that_do_not_sum("paid_by", self.paid_by)
        giving = [s.organisation for s in contract.services if not self.services or s.name in self.services]
        if self.organisation and giving and self.organisation not in giving:
            expected = f"an organisation that gives its services: {', '.join(dict.fromkeys(giving))}"
            yield Finding(("organisation",), as_written(self.organisation), expected, "mend one of the two")
        if not contract.services:
            yield Finding(
                (), "no services in the contract", "services that lose activity", "add [[contracts.services]]"
            )


def _of(told: Callable[[int], str], payer: str, share: float) -> Callable[[int], str]:
    return told if share == 1 else lambda n: f"{told(n)}; {payer} pays {percent(share)} of it"
