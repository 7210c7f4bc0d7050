"""How a contract pays for one of its services: who pays, and how much of the price moves when its activity moves."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.money.contracts import TermsOfContract
from joinedup.money.terms.activity import Activity
from joinedup.money.terms.block import Block
from joinedup.money.terms.marginal_rate import MarginalRate
from joinedup.money.terms.term import ContractTerm
from joinedup.money.whole_place.how_paid import paid_share, payer
from joinedup.place.contracts import Service
from joinedup.place.model import Place


@dataclass(frozen=True)
class HowPaid:
    """Who pays for the service, the share of its price that moves with activity, and which term says so."""

    payer: str
    share: float
    why: str


def how_paid(place: Place, terms: TermsOfContract, service: Service) -> HowPaid:
    """By the first term that pays for the service; as the place says for its setting where no term does."""
    contract = terms.contract
    for term in terms.terms:
        share = _share_that_moves(term, service.name)
        if share is not None:
            by_holder = getattr(term, "paid_by", "commissioner") == "holder"
            pays = (contract.holder if by_holder else contract.commissioner) or payer(place, service.setting)
            return HowPaid(pays, share, f"the term {term.kind}")
    if contract.holder == service.organisation:
        return HowPaid(service.organisation, 0.0, "the holder gives it out of what it is paid in all")
    pays = contract.holder or contract.commissioner or payer(place, service.setting)
    return HowPaid(
        pays, paid_share(place, service.setting), f"no term names it; {service.setting} as usually paid"
    )


def _share_that_moves(term: ContractTerm, service: str) -> float | None:
    """The share of the price that moves under a term; None where it does not pay for the service."""
    if not isinstance(term, Activity | Block | MarginalRate):
        return None
    if term.services and service not in term.services:
        return None
    if isinstance(term, Activity):
        return 1.0
    if isinstance(term, MarginalRate):
        return term.rate_below
    return 0.0 if term.amount is None else None
