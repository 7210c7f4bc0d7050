"""The reasons of a settlement as they are read: term by term, payments with one reason together, and their parts of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from joinedup.answers.page import words
from joinedup.answers.settlement.who_pays_whom import name_of, to_the_penny
from joinedup.money.settlement.ledger import Entry
from joinedup.money.settlement.settled_year import SettledYear

# How a reason ends where an amount is divided: which share of it this payment is. Who pays and who is paid say the rest.
_PART = re.compile(r"; (?:\S+ pays )?(?P<share>[\d.]+%) of it(?: is \S+'s: £[\d,.]+)?$")


@dataclass(frozen=True)
class Paid:
    """One payment of a reason: who pays whom, and how much in pence."""

    who: str
    pence: int

    @property
    def amount(self) -> str:
        """The amount for a column."""
        return to_the_penny(self.pence)


@dataclass(frozen=True)
class Reason:
    """Why, and the payments that it is the reason of."""

    payments: Sequence[Paid]
    why: str

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is due by it."""
        return not any(paid.pence for paid in self.payments)


@dataclass(frozen=True)
class TermReasons:
    """The payments of one term of the contract, and the facts they rest on."""

    number: str
    kind: str
    reasons: Sequence[Reason]
    rests_on: str
    total: str

    @property
    def title(self) -> str:
        """The kind of term in words."""
        return words.plain(self.kind)


def reasons_by_term(settled: SettledYear) -> list[TermReasons]:
    """Every payment, under its term, in the order of the contract."""
    return [
        _of_term(settled, term, list(entries))
        for term, entries in groupby(settled.ledger.entries, key=lambda entry: entry.term)
    ]


def _of_term(settled: SettledYear, term: str, entries: list[Entry]) -> TermReasons:
    number, _, kind = term.partition(" ")
    facts = dict.fromkeys(fact for entry in entries for fact, _ in entry.rests_on)
    reasons = [_reason(settled, why, list(alike)) for why, alike in groupby(entries, key=_why)]
    return TermReasons(number, kind, reasons, "; ".join(facts), _in_all(entries))


def _in_all(entries: Sequence[Entry]) -> str:
    """How many payments, and what they come to where all go one way."""
    if len(entries) == 1:
        return ""
    told = f"{len(entries)} payments"
    one_way = not {entry.payer for entry in entries} & {entry.payee for entry in entries}
    return f"{told}, {to_the_penny(sum(entry.amount_pence for entry in entries))} in all" if one_way else told


def _why(entry: Entry) -> str:
    """The reason without what it says of this payment's part."""
    return _PART.sub("", entry.reason)


def _reason(settled: SettledYear, why: str, entries: list[Entry]) -> Reason:
    nothing = not any(entry.amount_pence for entry in entries)
    payments = [_nothing(settled, entries)] if nothing else [_paid(settled, entry) for entry in entries]
    return Reason(payments, words.capitalised(why))


def _paid(settled: SettledYear, entry: Entry) -> Paid:
    part = _PART.search(entry.reason)
    share = f" ({part['share']})" if part else ""
    return Paid(_pays(settled, [entry.payer], [entry.payee]) + share, entry.amount_pence)


def _nothing(settled: SettledYear, entries: list[Entry]) -> Paid:
    """Payments of nothing for one reason, said once."""
    payers, payees = ([getattr(entry, side) for entry in entries] for side in ("payer", "payee"))
    return Paid(_pays(settled, list(dict.fromkeys(payers)), list(dict.fromkeys(payees))), 0)


def _pays(settled: SettledYear, payers: Sequence[str], payees: Sequence[str]) -> str:
    who, whom = (words.listed([name_of(settled, code) for code in codes]) for codes in (payers, payees))
    return f"{who} {'pays' if len(payers) == 1 else 'pay'} {whom}"
