"""A payment: who pays whom how much, by which term, why, and what that rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from joinedup.money.pence import Pence


@dataclass(frozen=True)
class Payment:
    """What one term makes one organisation pay another in a year, in each future.

    `amount_pence` below zero is paid the other way. `reason(n)` says in words how the amount of future n came about, also
    where it is nothing: that nothing is due is an answer, and has a reason. `rests_on` names the facts it was worked out
    from (keys of YearFacts.rests_on).
    """

    payer: str
    payee: str
    amount_pence: Pence
    reason: Callable[[int], str]
    rests_on: tuple[str, ...] = ()
    # The term's kind, and its number in the contract from 1: set by `contracts.settled`, not by the term itself.
    term: str = ""


def net_received(payments: Iterable[Payment], futures: int) -> dict[str, Pence]:
    """What each organisation received less what it paid, in each future; they sum to zero."""
    net: dict[str, Pence] = {}
    for payment in payments:
        net[payment.payee] = net.get(payment.payee, np.zeros(futures, np.int64)) + payment.amount_pence
        net[payment.payer] = net.get(payment.payer, np.zeros(futures, np.int64)) - payment.amount_pence
    return net
