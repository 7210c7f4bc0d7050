"""The ledger of a settlement: each payment stands in it twice, taken from one organisation and given to another.

An entry is two lines that sum to zero, so the whole ledger does. A payment of nothing is an entry too: that nothing is due
is an answer, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from joinedup.errors import JoinedupError
from joinedup.money.payments import Payment


class LedgerError(JoinedupError):
    """A ledger does not sum to zero: a defect of this program, or lines that somebody changed."""


@dataclass(frozen=True)
class Entry:
    """One payment: `payer` pays `payee` `amount_pence`, 0 or more. `rests_on` are facts, each with what it rests on."""

    number: int
    payer: str
    payee: str
    amount_pence: int
    term: str
    reason: str
    rests_on: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """One side of an entry: what it does to the account of one organisation, below 0 where the organisation pays."""

    entry: Entry
    account: str
    pence: int


@dataclass(frozen=True)
class Ledger:
    """The entries of a settlement, in the order of the contract's terms."""

    entries: tuple[Entry, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Two lines an entry, the payer's first."""
        return tuple(
            line
            for entry in self.entries
            for line in (
                Line(entry, entry.payer, -entry.amount_pence),
                Line(entry, entry.payee, entry.amount_pence),
            )
        )

    def totals(self) -> dict[str, int]:
        """What each organisation receives less what it pays, in pence, in the order they first stand in the ledger."""
        found: dict[str, int] = {}
        for line in self.lines:
            found[line.account] = found.get(line.account, 0) + line.pence
        return found


def ledger_of(payments: Iterable[Payment], rests_on: Mapping[str, str], future: int = 0) -> Ledger:
    """The ledger of one future of what was settled. `rests_on` is the year's: fact to what it rests on.

    A payment below zero stands as one the other way. LedgerError should the lines not sum to zero.
    """
    entries = tuple(_entry(number, payment, rests_on, future) for number, payment in enumerate(payments, 1))
    ledger = Ledger(entries)
    require_zero_sum([line.pence for line in ledger.lines], "the settlement")
    return ledger


def require_zero_sum(pence: Sequence[int], where: str) -> None:
    """LedgerError where amounts do not sum to zero."""
    total = sum(pence)
    if total:
        raise LedgerError(
            f"{where}: its lines sum to {total} pence and not to zero: settle again from the place file"
        )


def _entry(number: int, payment: Payment, rests_on: Mapping[str, str], future: int) -> Entry:
    amount = int(payment.amount_pence[future])
    payer, payee = payment.payer, payment.payee
    if amount < 0:
        payer, payee = payee, payer
    facts = tuple((fact, rests_on.get(fact, "the contract")) for fact in payment.rests_on)
    return Entry(number, payer, payee, abs(amount), payment.term, payment.reason(future), facts)
