"""Whether a contract pays an amount for people, whatever they turn out to need."""

from __future__ import annotations

from joinedup.money.checks.rule import Proposal
from joinedup.money.terms.capitated_payment import CapitatedPayment


def is_capitated(proposal: Proposal) -> bool:
    """Whether one of its terms is a capitated payment."""
    terms = proposal.terms.terms if proposal.terms else ()
    return any(isinstance(term, CapitatedPayment) for term in terms)
