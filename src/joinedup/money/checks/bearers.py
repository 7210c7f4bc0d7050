"""What an organisation could lose: its own reserve, and what others have signed for it."""

from __future__ import annotations

from joinedup.money.checks.rule import Missing, Proposal, missing


def guaranteed(proposal: Proposal) -> int:
    """Pounds of guarantees that were signed."""
    return sum(one.amount for one in proposal.contract.guarantees if one.executed_on is not None)


def can_bear(proposal: Proposal, code: str) -> int | None:
    """Pounds an organisation could lose under the contract; None when nothing says what its reserve is."""
    reserve = next((one.capital_reserve for one in proposal.place.organisations if one.code == code), None)
    signed = guaranteed(proposal) if code == proposal.contract.holder else 0
    return None if reserve is None else reserve + signed


def reserve_missing(proposal: Proposal, code: str) -> Missing:
    """The key that would say what an organisation could lose."""
    codes = [one.code for one in proposal.place.organisations]
    number = codes.index(code) if code in codes else 0
    name = proposal.named(code)
    return missing(("organisations", number, "capital_reserve"), f"what {name} could lose, in pounds")
