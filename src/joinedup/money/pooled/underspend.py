"""What becomes of money the pool did not spend, by the rule agreed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.money.amounts_in_words import percent
from joinedup.money.pence import of_pounds, shared_out
from joinedup.money.pooled.cover import SpentPence
from joinedup.place.budgets import Budget


@dataclass(frozen=True)
class UseOfUnderspend:
    """Pence of the underspend, to whom (empty where it stays in the pool), and by which rule."""

    organisation: str
    amount_pence: int
    reason: str


_STAYS = {
    "non-recurrent": "stays in the pool for things done once; next year's contributions do not start from it",
    "carried-forward": "is carried into next year's pool",
    None: "has no agreed use: write underspend = ... below [budget]",
}


def underspent_pence(budget: Budget, spent: SpentPence) -> int:
    """What contributions exceed spending by, nothing where they do not; a line that `spent` does not name is on plan."""
    put_in = sum(of_pounds(each.amount) for each in budget.contributions)
    return max(put_in - sum(spent.get(line.name, of_pounds(line.amount)) for line in budget.lines), 0)


def uses_of_underspend(budget: Budget, underspend_pence: int) -> tuple[UseOfUnderspend, ...]:
    """Where an underspend goes; the parts sum to it. It is returned in proportion to what each body put in."""
    total = sum(each.amount for each in budget.contributions)
    if budget.underspend != "returned" or not total:
        rule = None if budget.underspend == "returned" else budget.underspend
        return (UseOfUnderspend("", underspend_pence, _STAYS[rule]),)
    shares: dict[str, float] = {}
    for each in budget.contributions:
        shares[each.organisation] = shares.get(each.organisation, 0.0) + each.amount / total
    parts = shared_out(np.array([underspend_pence]), shares)
    return tuple(
        UseOfUnderspend(body, int(parts[body][0]), f"returned: it put in {percent(share)} of the pool")
        for body, share in shares.items()
    )
