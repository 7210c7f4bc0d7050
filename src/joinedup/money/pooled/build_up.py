"""How a contribution came about: last year's amount, what changed, prices, what is planned, and what is to be saved."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.place.budgets import Contribution


@dataclass(frozen=True)
class BuildUpStep:
    """One part of a contribution, in pounds; below zero where it is taken off."""

    name: str
    pounds: int


def built_up(contribution: Contribution) -> tuple[BuildUpStep, ...]:
    """The parts that sum to the contribution, in the order agreements under section 75 give them; none where the place file
    does not say how it came about."""
    if contribution.rolled_forward is None:
        return ()
    return (
        BuildUpStep("Last year's contribution", contribution.rolled_forward),
        BuildUpStep("Changes in last year that stay", contribution.recurrent_changes),
        BuildUpStep("Prices and pay", contribution.inflation),
        BuildUpStep("Planned changes", contribution.planned_changes),
        BuildUpStep("Doing the same with less", -contribution.efficiency),
    )
