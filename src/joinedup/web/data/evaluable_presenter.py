"""What evaluating a care model on the next build would be, in words: said before anybody presses the button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from joinedup.place.model import Assumption
from joinedup.web.data.evaluable import Evaluable
from joinedup.web.pages import day
from joinedup.wording import listed


@dataclass(frozen=True)
class ShownEvaluable:
    """One care model: a box to tick where it is offered, ticked beforehand where it is usual, and what that means."""

    slug: str
    name: str
    is_offered: bool
    is_ticked: bool
    sentences: Sequence[str]


def shown_evaluable(one: Evaluable, ticked: Sequence[str] | None = None) -> ShownEvaluable:
    """A care model in words; `ticked` are those that somebody ticked on a form that was refused."""
    is_ticked = one.is_usual if ticked is None else one.slug in ticked
    return ShownEvaluable(
        one.slug, one.model.name, one.is_offered, one.is_offered and is_ticked, _sentences(one)
    )


def _sentences(one: Evaluable) -> Sequence[str]:
    if not one.is_offered:
        return [why_not(one)]
    return [said for said in (_test(one), _due(one), _early(one)) if said]


def why_not(one: Evaluable) -> str:
    """Why a care model is not evaluated with a build, and what to do."""
    command = f'joinedup register "{one.model.name}" --by NAME'
    if one.problem:
        return f"It cannot be evaluated: {one.problem}."
    if not one.model.assumptions:
        return "Nothing that is expected of it is written down, so there is nothing to test."
    if one.registered is None:
        return f"How it will be tested is not registered. Register it first, at a terminal: {command}"
    if one.changed:
        return (
            f"What is agreed about it is no longer what was registered on {_on(one.registered.at)}"
            f" ({'; '.join(map(str, one.changed))}). Register the change first, at a terminal: {command}"
        )
    first = min(expected.expect.by for expected in one.model.assumptions)
    return f"Not due until {day(first)}. Nobody has read its outcomes yet, and a look before that day would decide nothing."


def _test(one: Evaluable) -> str:
    registered = f"the test registered on {_on(one.registered.at)}" if one.registered else ""
    if one.last_read is None:
        return f"Takes {registered}, for the first time."
    return f"Repeats {registered}. Outcomes were last read on {_on(one.last_read.at)}, asked for by {one.last_read.by}."


def _due(one: Evaluable) -> str:
    if not one.due:
        return ""
    return (
        f"{_ids(one.due)}: what happened is counted up to the agreed day and no further, so a verdict changes only where the"
        " records of that time have."
    )


def _early(one: Evaluable) -> str:
    if not one.early:
        return ""
    until = listed([day(one_day) for one_day in sorted({expected.expect.by for expected in one.early})])
    is_one = len(one.early) == 1
    return (
        f"{_ids(one.early)} {'is' if is_one else 'are'} not due until {until}: this is an early look,"
        f" and {'it stays' if is_one else 'they stay'} “too early to say” whatever the figures show."
    )


def _ids(assumptions: Sequence[Assumption]) -> str:
    return listed([one.id for one in assumptions])


def _on(at: str) -> str:
    return day(datetime.fromisoformat(at))
