"""The answer on a terminal: a table of members for each case, and a sentence."""

from __future__ import annotations

from joinedup.answers.page.words import signed_pounds
from joinedup.answers.whole_place.answer import Answer, Answered
from joinedup.answers.whole_place.figures import PICTURED
from joinedup.answers.whole_place.in_words import handovers_in_words, in_one_sentence


def printed_lines(asked: Answered) -> list[str]:
    """Every line to print."""
    lines = [f"{asked.question.name} ({asked.question.kind}), {asked.question.years} years", ""]
    for answer in asked.answers:
        if answer.case.name in PICTURED:
            lines += [*_table(asked, answer), "", in_one_sentence(asked, answer)]
            lines += [f"  {each}" for each in handovers_in_words(asked, answer)] + [""]
        else:
            lines.append(f"{answer.case.title}: the place {signed_pounds(sum(answer.view.place_pence()))}")
    if asked.question.warnings:
        lines += ["", *(f"Note: {each}" for each in asked.question.warnings)]
    return lines


def _table(asked: Answered, answer: Answer) -> list[str]:
    after = answer.transfers.after_pence()
    rows = [
        (
            asked.name_of(code),
            signed_pounds(gain),
            signed_pounds(answer.transfers.net_pence[code]),
            signed_pounds(after[code]),
        )
        for code, gain in answer.transfers.gain_pence.items()
    ]
    place = signed_pounds(sum(answer.view.place_pence()))
    rows = [
        (answer.case.title, "Gain or loss", "Transfer", "After it"),
        *rows,
        ("The place", place, "£0", place),
    ]
    name = max(len(row[0]) for row in rows)
    number = max(len(cell) for row in rows for cell in row[1:])
    return [f"{row[0]:<{name}}" + "".join(f"  {cell:>{number}}" for cell in row[1:]) for row in rows]
