"""What an organisation could lose: its capital reserve, and for the holder the guarantees that were signed."""

from __future__ import annotations

from joinedup.money.pence import of_pounds
from joinedup.place.contracts import Contract
from joinedup.place.model import Place


def can_bear(place: Place, contract: Contract, code: str) -> int | None:
    """Whole pence; None where the place file names neither a reserve of the organisation nor a guarantee signed for it."""
    reserve = next((one.capital_reserve for one in place.organisations if one.code == code), None)
    signed = [one.amount for one in contract.guarantees if one.executed_on is not None]
    behind = signed if code == contract.holder else []
    if reserve is None and not behind:
        return None
    return of_pounds((reserve or 0) + sum(behind))
