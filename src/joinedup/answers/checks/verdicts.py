"""The verdict on a contract, and on the place as a whole, from the answers to the checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from joinedup.answers.page.words import listed, some
from joinedup.money.checks.checked import Judged, with_outcome

Word = Literal["blocked", "not-ready", "not-blocked"]


@dataclass(frozen=True)
class Verdict:
    """What the checks come to: a word that decides colour and exit code, a headline and what else there is to say."""

    word: Word
    headline: str
    besides: str


def verdict_on(answers: Sequence[Judged]) -> Verdict:
    """The verdict on one contract. What could block it and cannot be judged keeps it from being ready."""
    blocks = len(with_outcome(answers, "found", "block"))
    unknown = len(with_outcome(answers, "cannot-be-judged", "block"))
    if blocks:
        it = "blocks" if blocks == 1 else "block"
        return Verdict(
            "blocked", f"Do not sign: {some(blocks, 'finding', 'findings')} {it} it", _besides(answers)
        )
    if unknown:
        it = "question that could block it" if unknown == 1 else "questions that could block it"
        said = f"Not ready to sign: nothing found blocks it, but {unknown} {it} cannot be judged"
        return Verdict("not-ready", said, _besides(answers, counts_all=False))
    return Verdict("not-blocked", "Nothing found blocks it", _besides(answers))


def counts_in_words(answers: Sequence[Judged]) -> str:
    """How the answers divide: 12 passed, 3 do not apply."""
    passed, not_asked = (len(with_outcome(answers, outcome)) for outcome in ("passed", "does-not-apply"))
    not_judged = len(with_outcome(answers, "cannot-be-judged"))
    return listed(
        [
            f"{len(with_outcome(answers, 'found'))} found",
            f"{not_judged} cannot be judged",
            f"{passed} passed",
            f"{not_asked} {'does' if not_asked == 1 else 'do'} not apply",
        ]
    )


def missing_keys(answers: Sequence[Judged]) -> dict[str, list[str]]:
    """Every key that is missing, with what it says, and the rules that ask for it."""
    found: dict[str, list[str]] = {}
    for one in answers:
        for key in one.judgement.missing:
            found.setdefault(str(key), []).append(one.rule.id)
    return found


def _besides(answers: Sequence[Judged], *, counts_all: bool = True) -> str:
    errors, warnings = (len(with_outcome(answers, "found", severity)) for severity in ("error", "warning"))
    parts = [some(errors, "error", "errors")] * bool(errors)
    parts += [some(warnings, "warning", "warnings")] * bool(warnings)
    unknown = [
        one for one in with_outcome(answers, "cannot-be-judged") if counts_all or one.rule.severity != "block"
    ]
    what = ("question", "questions") if counts_all else ("other question", "other questions")
    parts += [f"{some(len(unknown), *what)} that cannot be judged"] * bool(unknown)
    return f"besides {listed(parts)}" if parts else ""
