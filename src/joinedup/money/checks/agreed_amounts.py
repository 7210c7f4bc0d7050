"""What was agreed for each year of a contract, whatever care then costs: its prices, its benchmarks, or what its terms fix."""

from __future__ import annotations

import numpy as np

from joinedup.money.checks.made_up_year import Case, NotWritten, made_up_year
from joinedup.money.checks.rule import Proposal, missing
from joinedup.money.terms.capitated_payment import CapitatedPayment

# Half as much care again: a payment that stays the same was fixed beforehand.
MORE = Case(spending=1.5, activity=1.5)


def agreed_amounts(proposal: Proposal) -> tuple[tuple[float, ...], str]:
    """Pounds of each year and what they are called; no pounds where nothing was agreed, or only a part of what is paid.

    NotWritten where an amount for each person is agreed and nobody says for how many.
    """
    contract = proposal.contract
    if contract.prices or contract.benchmarks:
        return contract.prices or contract.benchmarks, "price" if contract.prices else "benchmark"
    terms = proposal.terms.terms if proposal.terms else ()
    if (
        not any(term.pays_for_care for term in terms)
        or contract.commissioner is None
        or contract.holder is None
    ):
        return (), "price"
    if contract.baseline.annual is None:
        return (), "price"
    if contract.people is None and any(isinstance(term, CapitatedPayment) for term in terms):
        raise NotWritten([missing(proposal.at("people"))])
    fixed = [_fixed_in(proposal, year) for year in range(1, contract.years + 1)]
    return (tuple(fixed) if all(fixed) else ()), "price"


def _fixed_in(proposal: Proposal, year: int) -> float:
    """Pounds that the commissioner pays for care in a year however much there is; 0 where what it pays follows care."""
    settled = made_up_year(proposal, [Case(), MORE], year)
    paying = {
        f"{number} {term.kind}"
        for number, term in enumerate(proposal.terms.terms if proposal.terms else (), start=1)
        if term.pays_for_care
    }
    paid = [
        payment.amount_pence
        for payment in settled.payments
        if payment.payer == settled.facts.commissioner and payment.term in paying
    ]
    if not paid or any(np.ptp(amount) for amount in paid):
        return 0.0
    return float(sum(int(amount[0]) for amount in paid)) / 100
