"""Equal payments into the pool: each contribution divided by largest remainder, so that nothing is lost to rounding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.money.pence import of_pounds, shared_out
from joinedup.place.budgets import Budget


@dataclass(frozen=True)
class Instalment:
    """One payment of one contribution (its position in the place file). `due_on` is None where the year has no first day."""

    number: int
    due_on: date | None
    contribution: int
    organisation: str
    amount_pence: int


def instalments(budget: Budget) -> tuple[Instalment, ...]:
    """Every instalment of every contribution, by number; those of a contribution sum to it."""
    count = budget.instalments
    equal = {str(number): 1 / count for number in range(1, count + 1)}
    rows = []
    for position, each in enumerate(budget.contributions):
        parts = shared_out(np.array([of_pounds(each.amount)]), equal)
        for number in range(1, count + 1):
            due = _months_after(budget.starts_on, 12 * (number - 1) // count)
            rows.append(Instalment(number, due, position, each.organisation, int(parts[str(number)][0])))
    return tuple(sorted(rows, key=lambda row: (row.number, row.contribution)))


def _months_after(first: date | None, months: int) -> date | None:
    if first is None:
        return None
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, min(first.day, 28))
