"""Which contribution pays for which line: each pound is spent on a purpose that whoever put it in permits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from joinedup.errors import JoinedupError
from joinedup.money.pence import of_pounds
from joinedup.money.pooled.flows import largest_flow
from joinedup.place.budgets import Budget, Contribution, SpendingLine


class PooledBudgetError(JoinedupError):
    """A pooled budget that cannot be worked with as it is written."""


@dataclass(frozen=True)
class Drawn:
    """Pence by position of the contribution: to each line, to the risk pool, and what no line plans to spend."""

    to_line: Mapping[tuple[int, int], int]
    to_risk_pool: Mapping[int, int]
    unplanned: Mapping[int, int]


def drawn(budget: Budget) -> Drawn:
    """How the contributions pay for the lines and the risk pool. They are pooled, so this is one way among others: money that
    may be spent on the fewest things is spent first. PooledBudgetError where there is no way at all."""
    supplies = [of_pounds(each.amount) for each in budget.contributions]
    needs = [of_pounds(line.amount) for line in budget.lines] + [of_pounds(budget.risk_pool)]
    last = len(budget.lines)
    flow = largest_flow(
        supplies, needs, lambda i, j: j == last or permits(budget.contributions[i], budget.lines[j])
    )
    if sum(flow.values()) < sum(needs):
        raise PooledBudgetError(
            "[budget]: its lines cannot all be paid from contributions that permit them: `joinedup check` says which"
        )
    spent = {i: sum(pence for (by, _), pence in flow.items() if by == i) for i in range(len(supplies))}
    return Drawn(
        {pair: pence for pair, pence in flow.items() if pair[1] != last},
        {i: pence for (i, j), pence in flow.items() if j == last},
        {i: supply - spent[i] for i, supply in enumerate(supplies) if supply > spent[i]},
    )


def permits(contribution: Contribution, line: SpendingLine) -> bool:
    """Whether a contribution may be spent on a line."""
    return line.covers in contribution.covers


def purposes(budget: Budget) -> Sequence[str]:
    """Everything that contributions may be spent on, each once, in the order of the place file."""
    return list(dict.fromkeys(purpose for each in budget.contributions for purpose in each.covers))
