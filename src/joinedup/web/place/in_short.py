"""What the place is trying to achieve and whether it works, in the few sentences that a newcomer reads first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from joinedup.evaluation.verdict_words import size_in_words
from joinedup.place.model import Assumption, CareModel, Place
from joinedup.web.kept.page import KeptPage
from joinedup.web.kept.scorecard.care_models import NOT_TESTED, VERDICTS
from joinedup.web.people.whom import whom_in_words
from joinedup.web.place.presenters import about_the_place
from joinedup.wording import day, listed


@dataclass(frozen=True)
class InShort:
    """What is wanted, paragraph by paragraph; whether it works, as a sentence for each care model with its findings."""

    wanted: Sequence[str]
    works: Sequence[Answer]


@dataclass(frozen=True)
class Answer:
    """One care model: the answer in a word or two, how it was arrived at, and each finding with what it was found of."""

    name: str
    slug: str
    first: str
    said: str
    findings: Sequence[tuple[str, str, str]]


def in_short(place: Place, scorecard: KeptPage | None) -> InShort:
    """Both, as far as they are known: verdicts come with the scorecard."""
    tried = [_tried(model) for model in place.care_models]
    known = scorecard.further["care_models"] if scorecard else []
    return InShort(
        [about_the_place(place, scorecard), *(tried or ["No care model is written in the place file yet."])],
        [_answer(one) for one in known],
    )


def _tried(model: CareModel) -> str:
    """What is tried, and what it is expected to bring by when."""
    if not model.assumptions:
        return f"They try {model.name}, and have not written down what they expect of it."
    by_day = sorted(model.assumptions, key=lambda one: one.expect.by)
    expected = [_by(by, list(some)) for by, some in groupby(by_day, key=lambda one: one.expect.by)]
    whom = whom_in_words(model.eligible)
    return (
        f"They try {model.name} (since {day(model.starts_on)}) for {whom[:1].lower()}{whom[1:]}. They expect"
        f" {listed(expected)}."
    )


def _by(by: date, expected: Sequence[Assumption]) -> str:
    return f"{listed([f'{one.then} ({size_in_words(one.expect.change)})' for one in expected])} by {day(by)}"


def _answer(model: Mapping[str, Any]) -> Answer:
    """The findings, those that are known first."""
    order = list(VERDICTS)
    found = sorted(model["assumptions"], key=lambda one: order.index(one["verdict"]))
    return Answer(
        model["name"],
        model["slug"],
        _first(found),
        model["in_short"],
        [(one["verdict"], VERDICTS[one["verdict"]], one["then"]) for one in found],
    )


def _first(assumptions: Sequence[Mapping[str, Any]]) -> str:
    """The answer before its reasons: somebody with a minute reads no further."""
    verdicts = [one["verdict"] for one in assumptions]
    if not verdicts or set(verdicts) == {NOT_TESTED}:
        return ""
    held, fell = verdicts.count("supported"), verdicts.count("not-supported")
    if held == len(verdicts):
        return "As expected."
    if held:
        return "In part."
    return "Not as expected so far." if fell else "Nobody can say yet."
