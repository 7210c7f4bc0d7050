"""Who is helped when activity leaves: by a share of what is saved, by support, or by money set aside."""

from __future__ import annotations

from joinedup.money.checks.made_up_year import Case, made_up_year
from joinedup.money.checks.rule import Proposal

# Spending and activity a tenth below plan.
LESS = 0.9


def supported(proposal: Proposal) -> frozenset[str]:
    """Organisations that receive more, by any payment of any year, when care is a tenth less than planned, or for which the
    contract sets money for transition aside. Raises as `made_up_year` does."""
    cases = [Case(), Case(spending=LESS, activity=LESS)]
    years = [made_up_year(proposal, cases, year) for year in range(1, proposal.contract.years + 1)]
    risen = {
        payment.payee
        for settled in years
        for payment in settled.payments
        if payment.payee != settled.facts.commissioner and payment.amount_pence[1] > payment.amount_pence[0]
    }
    transition = any(one.kind == "transition" and any(one.amounts) for one in proposal.contract.investments)
    everybody = {service.organisation for service in proposal.contract.services} if transition else set()
    return frozenset(risen | everybody)
