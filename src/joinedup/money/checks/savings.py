"""What is meant to be saved, over all years and in each."""

from __future__ import annotations

from joinedup.place.contracts import Contract, PlannedSaving


def total_of(saving: PlannedSaving) -> int:
    """Pounds over all years: the total where only that is known, else the sum of the years."""
    return sum(saving.amounts) if saving.amounts else (saving.total or 0)


def saved_over_all_years(contract: Contract) -> int:
    """Pounds that every saving comes to, over all years."""
    return sum(map(total_of, contract.savings))
