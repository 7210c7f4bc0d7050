"""The checks as lines of text: the verdict first, then findings by severity, then what cannot be judged and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from joinedup.answers.checks.asked import Asked
from joinedup.answers.checks.figures import in_a_line
from joinedup.answers.checks.verdicts import counts_in_words, missing_keys, verdict_on
from joinedup.money.checks.checked import Judged, with_outcome
from joinedup.money.checks.rule import SEVERITIES, rules

WIDTH = 104
HEADINGS = {"block": "what blocks it", "error": "errors", "warning": "warnings"}


def check_lines(asked: Asked) -> Iterator[str]:
    """Everything the checks say of a place, line by line."""
    for contract in asked.place.contracts:
        answers = asked.about(contract.name)
        verdict = verdict_on(answers)
        yield f"\n{contract.name}"
        yield from _wrapped("  ", "; ".join(part for part in (verdict.headline, verdict.besides) if part))
        yield from _answers(asked, answers)
    if not asked.place.contracts:
        number = sum(rule.about == "contract" for rule in rules())
        yield f"\nno contract is written: the {number} questions about contracts are not asked"
    yield "\nThe place as a whole"
    yield from _answers(asked, asked.about(""))


def _answers(asked: Asked, answers: Sequence[Judged]) -> Iterator[str]:
    for severity in SEVERITIES:
        found = with_outcome(answers, "found", severity)
        yield from [f"\n  {HEADINGS[severity]}"] * bool(found)
        for one in found:
            yield from _finding(asked, one)
    yield from _not_judged(with_outcome(answers, "cannot-be-judged"))
    yield f"\n  {counts_in_words(answers)}"


def _finding(asked: Asked, one: Judged) -> Iterator[str]:
    yield from _wrapped(f"  {one.rule.id}  ", one.judgement.words)
    yield f"       where   {asked.where(one.judgement.where)}"
    yield from _wrapped("       source  ", one.rule.source)
    if one.assumes:
        yield from _wrapped("       assumes ", in_a_line(one.assumes))
    yield from _wrapped("       mend    ", one.rule.mend)


def _not_judged(unknown: Sequence[Judged]) -> Iterator[str]:
    """The questions, then every key that is missing, once, with the rules that ask for it."""
    yield from ["\n  what cannot be judged"] * bool(unknown)
    for one in unknown:
        grave = "(could block it) " if one.rule.severity == "block" else ""
        yield from _wrapped(f"  {one.rule.id}  ", f"{grave}{one.rule.question}")
        if not one.judgement.missing:
            yield from _wrapped("       because ", one.judgement.words)
    asked_for = missing_keys(unknown)
    yield from ["\n  what is missing: write it in the place file"] * bool(asked_for)
    for key, rules_asking in asked_for.items():
        yield from _wrapped("  ", f"{key} ({', '.join(rules_asking)})", further_in=4)


def _wrapped(begins: str, words: str, further_in: int = 0) -> list[str]:
    """Words broken at a width, the lines after the first set in under it."""
    parts = wrap(words, WIDTH - len(begins) - further_in, break_long_words=False, break_on_hyphens=False) or [
        ""
    ]
    return [begins + parts[0], *(" " * (len(begins) + further_in) + part for part in parts[1:])]
