"""Everything an evaluation's page says, in the order it says it: the same for HTML and for PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.answers.evaluation_report.agreed import agreed_section, notices
from joinedup.answers.evaluation_report.answer import Answer
from joinedup.answers.evaluation_report.can_it_be_trusted import checks_section, other_ways_section
from joinedup.answers.evaluation_report.cards import Card, card
from joinedup.answers.evaluation_report.in_short import in_short
from joinedup.answers.evaluation_report.limits import disclosure_section, limits_section, methods_section
from joinedup.answers.evaluation_report.what_happened import what_happened_section
from joinedup.answers.evaluation_report.who_was_compared import who_was_compared_section
from joinedup.answers.page.section import Section
from joinedup.answers.page.words import day, moment
from joinedup.learning.register import Registered


@dataclass(frozen=True)
class Evaluated:
    """What one evaluation found and what it was made from. `left_out` is how many people have opted out, as it may be shown;
    `command` makes the page again; `versions` are names of software with their versions."""

    place: str
    care_model: str
    demo: bool
    registered: Registered
    answers: Sequence[Answer]
    data_until: date
    published_at: str
    manifest_sha256: str
    register_last_hash: str
    left_out: int | None
    command: str
    versions: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Head:
    """What stands on top of the page."""

    place: str
    question: str
    about: Sequence[tuple[str, str]]
    demo: bool
    made_by: str


@dataclass(frozen=True)
class Content:
    """The page: its head, what must be known first, the verdicts, and the sections below."""

    head: Head
    notices: Sequence[str]
    in_short: str
    cards: Sequence[Card]
    sections: Sequence[Section]


def content_of(evaluated: Evaluated) -> Content:
    """The page of an evaluation, small numbers suppressed."""
    several = len(evaluated.answers) > 1
    sections = [
        section
        for answer in evaluated.answers
        for section in _of_answer(
            answer, f"{answer.plan.id}: " if several else "", _same_as(answer, evaluated.answers)
        )
    ]
    sections += [limits_section(evaluated.answers), agreed_section(evaluated.registered)]
    sections.append(methods_section(evaluated.answers, evaluated.command, _made_with(evaluated)))
    sections.append(disclosure_section(sections, evaluated.left_out))
    return Content(
        _head(evaluated),
        notices(evaluated.registered),
        in_short(evaluated.answers, evaluated.care_model),
        [card(answer, evaluated.care_model) for answer in evaluated.answers],
        sections,
    )


def _same_as(answer: Answer, answers: Sequence[Answer]) -> str:
    """The id of the first earlier assumption that the same people were compared for; empty when there is none."""
    own = answer.comparison
    for earlier in answers:
        if earlier is answer:
            return ""
        other = earlier.comparison
        if own.flow is not None and (own.flow, own.balance) == (other.flow, other.balance):
            return earlier.plan.id
    return ""


def _of_answer(answer: Answer, before: str, same_as: str) -> list[Section]:
    name = "".join(letter if letter.isalnum() else "-" for letter in answer.plan.id.lower())
    name = f"assumption-{name}"
    return [
        what_happened_section(answer, name, f"{before}What happened"),
        who_was_compared_section(answer, name, f"{before}Who was compared with whom", same_as),
        checks_section(answer, name, f"{before}Can the comparison be trusted?"),
        other_ways_section(answer, name, f"{before}Would another way of looking say the same?"),
    ]


def _head(evaluated: Evaluated) -> Head:
    days = dict.fromkeys(answer.plan.by for answer in evaluated.answers)
    return Head(
        place=evaluated.place,
        question=f"Is {evaluated.care_model} working?",
        about=(
            ("Records reach", day(evaluated.data_until)),
            ("Agreed day of the test", ", ".join(map(day, days))),
            ("Agreed on", moment(evaluated.registered.entry.at)),
            ("Build", evaluated.manifest_sha256[:12]),
        ),
        demo=evaluated.demo,
        made_by=(
            f"Written by joinedup from the build published on {moment(evaluated.published_at)}. The same build and the same"
            " register give the same page."
        ),
    )


def _made_with(evaluated: Evaluated) -> list[tuple[str, str]]:
    return [
        *evaluated.versions,
        ("Build (SHA-256 of its manifest)", evaluated.manifest_sha256),
        ("Protocol (SHA-256)", evaluated.registered.protocol.sha256),
        ("Register (hash of its last line)", evaluated.register_last_hash),
    ]
