"""The verdict of each assumption as it stands on top of the page: a word, two sentences, three figures, and any doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.answers.evaluation_report import in_words
from joinedup.answers.evaluation_report.answer import Answer
from joinedup.answers.page.section import KeyFigure
from joinedup.answers.page.words import NOT_THERE, capitalised, day, listed


@dataclass(frozen=True)
class Card:
    """One verdict. `outcome` is its slug, which decides the colour; `doubts` say what weakens it; `next_step` what was agreed
    to be done."""

    assumption: str
    outcome: str
    verdict: str
    claim: str
    sentences: Sequence[str]
    figures: Sequence[KeyFigure]
    doubts: Sequence[str] = ()
    next_step: str = ""


def card(answer: Answer, care_model: str) -> Card:
    """The card of one answer."""
    subject, others = compared(answer, care_model)
    plan = answer.plan
    return Card(
        assumption=plan.id,
        outcome=answer.verdict.outcome,
        verdict=in_words.VERDICT_WORDS[answer.verdict.outcome],
        claim=f"Expected: because {plan.because}, {plan.then} ({in_words.expected(answer)} by {day(plan.by)}).",
        sentences=in_words.two_sentences(answer, care_model, subject, others),
        figures=_figures(answer),
        doubts=_doubts(answer),
        next_step=_next_step(answer),
    )


def summary_lines(answers: Sequence[Answer], care_model: str) -> list[str]:
    """The verdicts as a few lines of text."""
    cards = [card(answer, care_model) for answer in answers]
    return [f"{each.assumption}  {each.verdict}: {' '.join(each.sentences)}" for each in cards]


def compared(answer: Answer, care_model: str) -> tuple[str, str]:
    """Who had more or fewer than whom, in words."""
    if answer.is_of_people:
        return f"People who joined {care_model}", "people like them who did not"
    return f"Practices with {care_model}", "would have been expected there without it"


def _figures(answer: Answer) -> tuple[KeyFigure, ...]:
    estimate = answer.comparison.estimate
    level = answer.verdict.rule.level
    found = KeyFigure(
        in_words.change(estimate.value, answer.measure) if estimate else NOT_THERE,
        "so far" if answer.verdict.outcome == "too-early" else "found",
        f"{level:.0%} interval: {in_words.limits(estimate, answer.measure)}" if estimate else "",
    )
    return (
        found,
        KeyFigure(in_words.expected(answer), "expected", f"by {day(answer.plan.by)}"),
        KeyFigure(
            in_words.detectable(answer) or NOT_THERE,
            "smallest that could be found",
            "worked out beforehand" if in_words.detectable(answer) else "not worked out beforehand",
        ),
    )


def _doubts(answer: Answer) -> tuple[str, ...]:
    doubts = []
    failed = answer.failed_checks
    if failed:
        titles = listed([_in_a_sentence(asked.finding.title) for asked in failed])
        checks = "A check" if len(failed) == 1 else f"{len(failed)} checks"
        doubts.append(
            f"{checks} of the comparison failed ({titles}), so something other than the care model may be behind this result."
        )
    least = answer.verdict.detectable_change
    if answer.verdict.outcome == "supported" and least is not None and answer.verdict.is_underpowered:
        doubts.append(
            "So small a test finds an effect only when chance makes it look larger than it is: the true effect is probably"
            " smaller than the one found."
        )
    if answer.verdict.outcome == "supported" and not _all_one_way(answer):
        doubts.append("Not every other way of looking points the same way.")
    return tuple(doubts)


def _all_one_way(answer: Answer) -> bool:
    found = [way.estimate.value for way in answer.comparison.others if way.estimate is not None]
    return all(value * answer.plan.expected_change > 0 for value in found)


def _next_step(answer: Answer) -> str:
    if answer.verdict.outcome != "not-supported":
        return ""
    return f"Agreed for this case: {answer.plan.if_not_supported.rstrip('.')}."


def _in_a_sentence(title: str) -> str:
    return capitalised(title)[:1].lower() + title[1:]
