"""What a contract shares: the payments that depend on what care came to, with everything else as planned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from joinedup.money.checks.made_up_year import Case, MadeUpYear, made_up_year
from joinedup.money.checks.rule import Proposal
from joinedup.money.payments import net_received
from joinedup.money.pence import Pence

# From nothing spent to three times what was planned: every sharing term pays something somewhere between.
LOOKED_AT = (1.0, 0.0, 0.5, 0.9, 1.1, 2.0, 3.0)


def shared_at(proposal: Proposal, spending: Sequence[float], year: int = 1) -> dict[str, Pence]:
    """What sharing terms pay each provider (below zero: ask of it) when spending is these multiples of what was planned.

    Empty when no term shares anything. Raises as `made_up_year` does.
    """
    settled = made_up_year(proposal, [Case(spending=times) for times in (*LOOKED_AT, *spending)], year)
    sharing = sharing_terms(settled)
    payments = [payment for payment in settled.payments if payment.term in sharing]
    net = net_received(payments, settled.facts.futures)
    return {
        code: amounts[len(LOOKED_AT) :] for code, amounts in net.items() if code != settled.facts.commissioner
    }


def sharing_terms(settled: MadeUpYear) -> set[str]:
    """The terms whose payments change with spending alone."""
    return {payment.term for payment in settled.payments if np.ptp(payment.amount_pence) > 0}
