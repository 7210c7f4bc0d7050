"""A marginal rate: activity up to a baseline is paid in full, what lies above it or is missing below it at a part of the price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import Floats, whole
from joinedup.money.terms.by_year import Share, ShareByYear, of_year, years_missing
from joinedup.money.terms.named_in_contract import services_of, unknown_services
from joinedup.money.terms.paid_by import PaidBy, payer_of
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import ServiceYear, YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding, as_written
from joinedup.place.section import OrganisationCode, Text


class MarginalRate(ContractTerm):
    """Services are paid at their price up to a baseline, and at a share of it above; the rest can be owed to reinvestment.

    With `rate_below = 0` it is a cost and volume contract: the baseline is paid however much less is done.
    """

    pays_for_care = True

    example = """\
services = ["emergency admissions"]
rate_above = 0.30
reinvested_with = "SEA"
"""

    kind: Literal["marginal-rate"]
    services: tuple[Text, ...] = Field(
        (), description="Services paid in this way; every service of the contract when empty."
    )
    baseline: dict[Text, Annotated[float, Field(ge=0)]] = Field(
        {},
        description="Units a year up to which a service is paid in full; its plan of the year when left out.",
    )
    baseline_value: dict[Text, Annotated[float, Field(ge=0)]] = Field(
        {}, description="Pounds at this year's price up to which a service is paid in full, instead of units."
    )
    rate_above: ShareByYear = Field(
        description="Share of the price paid for what lies above the baseline, or one for each year: 0.3."
    )
    rate_below: Share = Field(
        1.0, description="Share of the price that is not paid for each unit below the baseline."
    )
    reinvested_with: OrganisationCode | None = Field(
        None,
        description="Who is paid what the payer keeps of the price above the baseline; the payer keeps it when left out.",
    )
    paid_by: PaidBy = Field("commissioner", description="Who pays: the commissioner or the holder.")

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        payer, found = payer_of(self.paid_by, facts), []
        for name, service in services_of(self.services, facts, self.kind).items():
            baseline = self._baseline(name, service)
            if service.organisation != payer:
                found.append(self._paid(payer, name, service, baseline, facts))
            if self.reinvested_with not in (None, payer):
                found.append(self._reinvested(payer, name, service, baseline, facts))
        return found

    def _baseline(self, name: str, service: ServiceYear) -> Floats:
        if name in self.baseline_value:
            return np.asarray(self.baseline_value[name] * 100 / service.price_pence)
        if name in self.baseline:
            return np.full_like(service.activity, self.baseline[name])
        return service.planned_activity

    def _paid(
        self, payer: str, name: str, service: ServiceYear, baseline: Floats, facts: YearFacts
    ) -> Payment:
        above = np.maximum(service.activity - baseline, 0.0)
        below = np.maximum(baseline - service.activity, 0.0)
        rate, price = of_year(self.rate_above, facts.year), service.price_pence

        def reason(n: int) -> str:
            told = f"{name}: a baseline of {baseline[n]:,.0f} at {pounds(float(price[n]))}"
            if above[n] > 0:
                return f"{told}, and {above[n]:,.0f} above it at {percent(rate)} of the price"
            if below[n] > 0:
                return f"{told}, less {percent(self.rate_below)} of the price for {below[n]:,.0f} not done"
            return f"{told}, which is what was done"

        amount = whole((baseline + above * rate - below * self.rate_below) * price)
        return Payment(payer, service.organisation, amount, reason, (f"service {name}",))

    def _reinvested(
        self, payer: str, name: str, service: ServiceYear, baseline: Floats, facts: YearFacts
    ) -> Payment:
        above = np.maximum(service.activity - baseline, 0.0)
        rate, price = of_year(self.rate_above, facts.year), service.price_pence
        # The whole value less what is paid for it, so that the two add up to the penny.
        kept = whole((baseline + above) * price) - whole((baseline + above * rate) * price)

        def reason(n: int) -> str:
            if above[n] <= 0:
                return f"{name}: nothing above the baseline of {baseline[n]:,.0f}, so nothing is kept to reinvest"
            value = pounds(float(above[n] * price[n]))
            return (
                f"{name}: {percent(1 - rate)} of {value} above the baseline is kept, and owed to reinvestment"
            )

        return Payment(payer, str(self.reinvested_with), kept, reason, (f"service {name}",))

    def organisations(self) -> Iterable[tuple[KeyPath, str]]:
        if self.reinvested_with:
            yield ("reinvested_with",), self.reinvested_with

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from years_missing(self, contract, "rate_above")
        yield from unknown_services("services", self.services, contract)
        yield from unknown_services("baseline", self.baseline, contract)
        yield from unknown_services("baseline_value", self.baseline_value, contract)
        for key in ("baseline", "baseline_value"):
            for name in getattr(self, key) if self.services else ():
                if name not in self.services:
                    expected = f"one of its services: {', '.join(self.services)}"
                    yield Finding(
                        (key, name), as_written(name), expected, "add it to services, or take it away"
                    )
        for name in self.baseline.keys() & self.baseline_value.keys():
            found = f"units and pounds for {name}"
            yield Finding(
                ("baseline", name), found, "a baseline in units or in pounds", "take one of the two away"
            )
        free = [service.name for service in contract.services if not service.price]
        for name in self.baseline_value.keys() & free:
            expected = "a baseline in units, since its price is 0"
            yield Finding(
                ("baseline_value", name), f"pounds for {name}", expected, "write baseline = ... in units"
            )
        if not contract.services:
            yield Finding(
                (), "no services in the contract", "services to pay for", "add [[contracts.services]]"
            )
