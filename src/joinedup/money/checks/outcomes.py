"""What depends on outcomes, in pounds: worked out by settling a year with every outcome met and one with none."""

from __future__ import annotations

from math import erf, sqrt

import numpy as np

from joinedup.money.checks.made_up_year import Case, made_up_year
from joinedup.money.checks.rule import Proposal
from joinedup.money.terms.outcome_based import OutcomeBased
from joinedup.place.contracts import Outcome

MET, MISSED = Case(outcomes=1.0, quality=1.0), Case(outcomes=0.0, quality=0.0)


def pays_for_outcomes(proposal: Proposal) -> bool:
    """Whether any term says that it pays for outcomes."""
    return any("outcome" in term.kind for term in (proposal.terms.terms if proposal.terms else ()))


def how_many(proposal: Proposal) -> int:
    """How many outcomes money depends on: those written, else the number of indicators that a term states."""
    if proposal.contract.outcomes:
        return len(proposal.contract.outcomes)
    terms = proposal.terms.terms if proposal.terms else ()
    return max((term.indicators or 0 for term in terms if isinstance(term, OutcomeBased)), default=0)


def depends_on_outcomes(proposal: Proposal, year: int) -> tuple[float, float]:
    """Pounds that providers lose in the year when no outcome is met, and pounds they receive when all are.

    Raises as `made_up_year` does.
    """
    settled = made_up_year(proposal, [MET, MISSED], year)
    received = -settled.net.get(settled.facts.commissioner, np.zeros(2, np.int64)) / 100
    return float(received[0] - received[1]), float(received[0])


def chance_of_false_miss(outcome: Outcome) -> float | None:
    """How often chance alone makes an outcome look as if it had come all the way from its baseline to its target, or as if it
    had not moved when it did: the part of a normal curve beyond |target - baseline|.

    The standard deviation is the one written, else that of a proportion on so many people; None where neither is known.
    """
    spread = outcome.spread
    if spread is None and outcome.size and 0 < outcome.baseline < 1:
        spread = sqrt(outcome.baseline * (1 - outcome.baseline) / outcome.size)
    if spread is None:
        return None
    if spread == 0:
        return 0.0
    away = abs(outcome.target - outcome.baseline) / spread
    return 0.5 * (1 - erf(away / sqrt(2)))
