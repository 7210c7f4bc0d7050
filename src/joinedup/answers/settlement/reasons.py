"""The reasons of a settlement as the page shows them: term by term, each payment with who, how much and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from joinedup.answers.page import words
from joinedup.answers.settlement.who_pays_whom import name_of, to_the_penny
from joinedup.money.settlement.ledger import Entry
from joinedup.money.settlement.settled_year import SettledYear


@dataclass(frozen=True)
class Reason:
    """One payment: who pays whom, how much, and why."""

    entry: int
    who: str
    amount: str
    why: str
    is_nothing: bool


@dataclass(frozen=True)
class TermReasons:
    """The payments of one term of the contract, and the facts they rest on."""

    number: str
    title: str
    reasons: Sequence[Reason]
    rests_on: str
    total: str


def reasons_by_term(settled: SettledYear) -> list[TermReasons]:
    """Every payment, under its term, in the order of the contract."""
    return [
        _of_term(settled, term, list(entries))
        for term, entries in groupby(settled.ledger.entries, key=lambda entry: entry.term)
    ]


def _of_term(settled: SettledYear, term: str, entries: list[Entry]) -> TermReasons:
    number, _, kind = term.partition(" ")
    facts = dict.fromkeys(fact for entry in entries for fact, _ in entry.rests_on)
    return TermReasons(
        number,
        words.plain(kind),
        [_reason(settled, entry) for entry in entries],
        "; ".join(facts),
        _in_all(entries),
    )


def _in_all(entries: Sequence[Entry]) -> str:
    """How many payments, and what they come to where all go one way."""
    if len(entries) == 1:
        return ""
    told = f"{len(entries)} payments"
    one_way = not {entry.payer for entry in entries} & {entry.payee for entry in entries}
    return f"{told}, {to_the_penny(sum(entry.amount_pence for entry in entries))} in all" if one_way else told


def _reason(settled: SettledYear, entry: Entry) -> Reason:
    return Reason(
        entry.number,
        f"{name_of(settled, entry.payer)} pays {name_of(settled, entry.payee)}",
        to_the_penny(entry.amount_pence),
        words.capitalised(entry.reason) + ".",
        not entry.amount_pence,
    )
