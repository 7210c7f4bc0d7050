"""Who bears an overspend under a contract: worked out by settling a year in which care costs more than planned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.money.checks.made_up_year import Case, made_up_year
from joinedup.money.checks.rule import Proposal
from joinedup.money.pence import Floats

# Care costs a fifth more than planned, then twice and three times as much.
OVER = (1.2, 2.0, 3.0)
# Below this share of what care costs, what moves is rounding.
NEXT_TO_NOTHING = 1e-6


@dataclass(frozen=True)
class Risk:
    """What the providers of a contract together bear: `share` of each pound that care costs more than planned, at a fifth
    more, and whether that has an end."""

    share: float
    is_capped: bool

    @property
    def is_none(self) -> bool:
        """Whether they can only gain."""
        return self.share < NEXT_TO_NOTHING

    @property
    def is_full(self) -> bool:
        """Whether they bear every pound more, without an end."""
        return self.share > 1 - NEXT_TO_NOTHING and not self.is_capped


def risk_of(proposal: Proposal) -> Risk:
    """The largest risk that a contract puts on its providers in any of its years. Raises as `made_up_year` does."""
    risks = [_risk_in(proposal, year) for year in range(1, proposal.contract.years + 1)]
    return max(risks, key=lambda risk: (risk.is_full, risk.share))


def _risk_in(proposal: Proposal, year: int) -> Risk:
    times = (1.0, *OVER)
    settled = made_up_year(proposal, [Case(spending=care, activity=care) for care in times], year, 1)
    received = -settled.net.get(settled.facts.commissioner, np.zeros(len(times))).astype(np.float64)
    borne = _borne(received, np.array(times) * settled.planned_pence)
    return Risk(
        share=float(borne[1] / (settled.planned_pence * (OVER[0] - 1))),
        is_capped=bool(borne[3] - borne[2] < NEXT_TO_NOTHING * settled.planned_pence),
    )


def _borne(received: Floats, cost: Floats) -> Floats:
    """What providers bear of each cost beyond the first. Where the contract pays for less than half of the care, care is paid
    for elsewhere, and they bear what they owe."""
    if received[0] >= cost[0] / 2:
        return np.asarray((cost - cost[0]) - (received - received[0]))
    return np.asarray(np.maximum(0.0, -received))
