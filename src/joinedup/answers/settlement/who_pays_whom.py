"""A settlement added up between organisations, and said in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.answers.page import words
from joinedup.money.settlement.settled_year import SettledYear

LONGEST_LIST = 4


@dataclass(frozen=True)
class PaidBetween:
    """What one organisation pays another over all terms."""

    payer: str
    payee: str
    pence: int
    terms: tuple[str, ...]


def flows(settled: SettledYear) -> list[PaidBetween]:
    """What is paid between each two organisations by every term, the largest first; nothing where nothing is."""
    pence: dict[tuple[str, str], int] = {}
    terms: dict[tuple[str, str], dict[str, None]] = {}
    for entry in settled.ledger.entries:
        if entry.amount_pence and entry.payer != entry.payee:
            pair = (entry.payer, entry.payee)
            pence[pair] = pence.get(pair, 0) + entry.amount_pence
            terms.setdefault(pair, {})[words.plain(entry.term.partition(" ")[2]).lower()] = None
    found = [PaidBetween(*pair, amount, tuple(terms[pair])) for pair, amount in pence.items()]
    return sorted(found, key=lambda flow: (-flow.pence, flow.payer, flow.payee))


def name_of(settled: SettledYear, code: str) -> str:
    """The organisation's name without the words that trusts have in common, or its code where the place has no name for it."""
    name = settled.names.get(code, code)
    for ending in (" NHS Foundation Trust", " NHS Trust"):
        name = name.removesuffix(ending)
    return name


def to_the_penny(pence: int) -> str:
    """An amount for a column: £1,234.50, and pence even where there are none, so that columns line up."""
    return f"{'−' if pence < 0 else ''}£{abs(pence) / 100:,.2f}"


def in_one_sentence(settled: SettledYear) -> str:
    """Who owes whom how much on balance, in amounts that a board speaks of."""
    totals = {code: pence for code, pence in settled.ledger.totals().items() if pence}
    if not totals:
        return "Nobody owes anybody anything."
    would, ends = ("would ", "") if settled.year.is_shadow else ("", "s")
    owing = _largest(settled, {code: -pence for code, pence in totals.items() if pence < 0})
    owed = _largest(settled, {code: pence for code, pence in totals.items() if pence > 0})
    return f"On balance {_said(owing, f'{would}pay', ends)}; {_said(owed, f'{would}receive', ends)}."


def why_in_one_sentence(settled: SettledYear) -> str:
    """What the payments of the most are for, term by term; empty where nothing is paid."""
    pence: dict[str, int] = {}
    for entry in settled.ledger.entries:
        kind = words.plain(entry.term.partition(" ")[2]).lower()
        pence[kind] = pence.get(kind, 0) + entry.amount_pence
    ordered = sorted(((kind, amount) for kind, amount in pence.items() if amount), key=lambda kind: -kind[1])
    if not ordered:
        return ""
    named = ordered if len(ordered) <= LONGEST_LIST else ordered[: LONGEST_LIST - 1]
    told = [f"{words.pounds(amount)} by {kind}" for kind, amount in named]
    if rest := ordered[len(named) :]:
        told.append(
            f"{words.pounds(sum(amount for _, amount in rest))} by {words.some(len(rest), 'other kind', 'other kinds')} of term"
        )
    nothing = [kind for kind, amount in pence.items() if not amount]
    none = f" Nothing is due by {words.listed(nothing)}." if nothing else ""
    return f"All payments together, both ways: {words.listed(told)}.{none}"


def _largest(settled: SettledYear, totals: dict[str, int]) -> list[tuple[str, int]]:
    """The three largest by name, and the rest together."""
    ordered = sorted(totals.items(), key=lambda total: (-total[1], total[0]))
    named = ordered if len(ordered) <= LONGEST_LIST else ordered[: LONGEST_LIST - 1]
    told = [(name_of(settled, code), pence) for code, pence in named]
    rest = ordered[len(named) :]
    if rest:
        told.append((words.some(len(rest), "other", "others"), sum(pence for _, pence in rest)))
    return told


def _said(amounts: list[tuple[str, int]], verb: str, ends: str) -> str:
    (first, pence), *others = amounts
    return words.listed(
        [f"{first} {verb}{ends} {words.pounds(pence)}", *(f"{name} {words.pounds(p)}" for name, p in others)]
    )
