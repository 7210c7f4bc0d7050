"""What stands on the page of checks: a verdict for each contract, findings as cards under plain headings, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from joinedup import __version__
from joinedup.answers.checks.asked import Asked
from joinedup.answers.checks.figures import in_a_line
from joinedup.answers.checks.headings import CAUSES, GROUPS, SEVERITIES
from joinedup.answers.checks.verdicts import Verdict, verdict_on
from joinedup.answers.page.section import KeyFigure, ShownTable
from joinedup.answers.page.words import some
from joinedup.money.checks.checked import Judged, with_outcome
from joinedup.money.checks.rule import Group as GroupName
from joinedup.place.key_paths import shown


@dataclass(frozen=True)
class Card:
    """One finding as a card."""

    id: str
    severity: str
    label: str
    question: str
    words: str
    where: str
    source: str
    mend: str
    rests_on: str
    assumes: str


@dataclass(frozen=True)
class Group:
    """Findings that belong together, under a plain heading."""

    name: str
    title: str
    in_short: str
    cards: Sequence[Card]


@dataclass(frozen=True)
class Unknown:
    """A question that cannot be judged: what to write for it, key and meaning, or else why."""

    id: str
    question: str
    could_block: bool
    keys: Sequence[tuple[str, str]]
    why: str


@dataclass(frozen=True)
class Part:
    """What is said of one contract, or of the place as a whole (no verdict then)."""

    name: str
    title: str
    verdict: Verdict | None
    figures: Sequence[KeyFigure]
    groups: Sequence[Group]
    unknown: Sequence[Unknown]
    in_order: ShownTable | None


@dataclass(frozen=True)
class Content:
    """The whole page."""

    head: dict[str, Any]
    parts: Sequence[Part]


def content_of(asked: Asked) -> Content:
    """The page's content, from the answers."""
    contracts = [
        _part(asked, f"contract-{number}", contract.name, asked.about(contract.name), is_contract=True)
        for number, contract in enumerate(asked.place.contracts, start=1)
    ]
    whole = _part(asked, "place", "The place as a whole", asked.about(""), is_contract=False)
    verdicts = [part.verdict for part in contracts if part.verdict]
    head = {
        "place": asked.place.place.name,
        "verdict": verdicts[0].headline if len(verdicts) == 1 else _of_several(verdicts),
        "word": _gravest(verdicts),
        "demo": asked.place.place.demo,
        "file": asked.file.name,
        "version": __version__,
    }
    return Content(head, [*contracts, whole])


def _of_several(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return "No contract is written"
    blocked = sum(verdict.word == "blocked" for verdict in verdicts)
    return f"{blocked} of {len(verdicts)} contracts should not be signed"


def _gravest(verdicts: Sequence[Verdict]) -> str:
    """The gravest verdict's word, which decides the colour; green is for contracts of which nothing was found."""
    words = [verdict.word for verdict in verdicts]
    clean = "with-findings" if any(verdict.besides for verdict in verdicts) else "not-blocked"
    return next((word for word in ("blocked", "not-ready") if word in words), clean)


def _part(asked: Asked, name: str, title: str, answers: Sequence[Judged], *, is_contract: bool) -> Part:
    return Part(
        name,
        title,
        verdict_on(answers) if is_contract else None,
        _figures(answers) if is_contract else (),
        _groups(asked, answers),
        _unknown(answers),
        _in_order(answers),
    )


def _figures(answers: Sequence[Judged]) -> list[KeyFigure]:
    counts = [len(with_outcome(answers, "found", severity)) for severity in ("block", "error", "warning")]
    names = (
        ("finding that blocks it", "findings that block it"),
        ("error", "errors"),
        ("warning", "warnings"),
    )
    unknown = with_outcome(answers, "cannot-be-judged")
    grave = sum(one.rule.severity == "block" for one in unknown)
    figures = [
        KeyFigure(f"{count}", one if count == 1 else more)
        for count, (one, more) in zip(counts, names, strict=True)
    ]
    detail = f"{grave} of them could block it" if grave else ""
    figures.append(KeyFigure(f"{len(unknown)}", "cannot be judged from what is written", detail))
    return [*figures, KeyFigure(f"{len(with_outcome(answers, 'passed'))}", "passed")]


def _groups(asked: Asked, answers: Sequence[Judged]) -> list[Group]:
    found = with_outcome(answers, "found")
    by_group = {name: [_card(asked, one) for one in found if one.rule.group == name] for name in GROUPS}
    return [
        Group(name, _title(name, cards), _in_short(cards), cards) for name, cards in by_group.items() if cards
    ]


def _title(name: GroupName, cards: Sequence[Card]) -> str:
    return CAUSES[name] if any(card.severity == "block" for card in cards) else GROUPS[name]


def _in_short(cards: Sequence[Card]) -> str:
    """2 findings block it, 1 error, 1 warning."""
    counts = [sum(card.severity == severity for card in cards) for severity in SEVERITIES]
    blocks = "1 finding blocks it" if counts[0] == 1 else f"{counts[0]} findings block it"
    parts = [blocks, some(counts[1], "error", "errors"), some(counts[2], "warning", "warnings")]
    return ", ".join(part for part, count in zip(parts, counts, strict=True) if count)


def _card(asked: Asked, one: Judged) -> Card:
    rule = one.rule
    return Card(
        id=rule.id,
        severity=rule.severity,
        label=SEVERITIES[rule.severity],
        question=rule.question,
        words=one.judgement.words,
        where=asked.where_in_file(one.judgement.where),
        source=rule.source,
        mend=rule.mend,
        rests_on=in_a_line(one.rests_on),
        assumes=in_a_line(one.assumes),
    )


def _unknown(answers: Sequence[Judged]) -> list[Unknown]:
    return [
        Unknown(
            one.rule.id,
            one.rule.question,
            one.rule.severity == "block",
            [(shown(key.path), key.what) for key in one.judgement.missing],
            "" if one.judgement.missing else one.judgement.words,
        )
        for one in with_outcome(answers, "cannot-be-judged")
    ]


def _in_order(answers: Sequence[Judged]) -> ShownTable | None:
    passed = [(one, "") for one in with_outcome(answers, "passed")]
    not_asked = [(one, "Does not apply: ") for one in with_outcome(answers, "does-not-apply")]
    rows = [(one.rule.id, one.rule.question, said + one.judgement.words) for one, said in passed + not_asked]
    caption = "What is in order, and what does not apply"
    return ShownTable(caption, ("Rule", "Question", "Why"), rows, frozenset({1, 2})) if rows else None
