"""Payment for activity: what is done, at its price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field

from joinedup.money.amounts_in_words import pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import whole
from joinedup.money.terms.named_in_contract import services_of, unknown_services
from joinedup.money.terms.paid_by import PaidBy, payer_of
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import ServiceYear, YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding
from joinedup.place.section import Text


class Activity(ContractTerm):
    """Each service's organisation is paid for every unit it gave, at the price of the service.

    What an organisation would pay itself is no payment.
    """

    pays_for_care = True

    example = """\
services = ["emergency admissions"]
paid_by = "holder"
"""

    kind: Literal["activity"]
    services: tuple[Text, ...] = Field(
        (), description="Services paid in this way; every service of the contract when empty."
    )
    paid_by: PaidBy = Field("commissioner", description="Who pays: the commissioner or the holder.")

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        payer = payer_of(self.paid_by, facts)
        services = services_of(self.services, facts, self.kind)
        return [
            _paid(payer, name, service) for name, service in services.items() if service.organisation != payer
        ]

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from unknown_services("services", self.services, contract)
        if not contract.services:
            yield Finding(
                (), "no services in the contract", "services to pay for", "add [[contracts.services]]"
            )


def _paid(payer: str, name: str, service: ServiceYear) -> Payment:
    def reason(n: int) -> str:
        return f"{name}: {service.activity[n]:,.0f} at {pounds(float(service.price_pence[n]))} each"

    amount = whole(service.activity * service.price_pence)
    return Payment(payer, service.organisation, amount, reason, (f"service {name}",))
