"""A caseload as its page says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.answers.disclosure import shown_count
from joinedup.place.model import Place
from joinedup.web.caseloads.by_plan import ByPlan
from joinedup.web.caseloads.queries import Caseload, Listed
from joinedup.web.names.presenters import called
from joinedup.web.names.way_back import Name
from joinedup.web.people.rule import fact_in_words
from joinedup.web.people.words import age_and_sex
from joinedup.web.plans.queries import AHEAD, PlanNow
from joinedup.web.tasks.words import days_late
from joinedup.wording import day, some


@dataclass(frozen=True)
class Row:
    """One person in the list."""

    person: str
    called: str
    is_named: bool
    who: str
    practice: str
    since: str
    facts: tuple[str, ...]
    why: str
    risk: str
    plan: str
    late: str


def counted(found: Caseload) -> str:
    """How full the caseload is on the last day of the records, as the viewer may know it."""
    over = len(found.listed) + found.others_listed - found.model.capacity
    too_many = f", so there are {over:,} too many" if over > 0 and not found.others_listed else ""
    capacity = f"There are places for {found.model.capacity:,}{too_many}."
    on = f"On {day(found.as_of)}, the last day of the records,"
    if not found.others_listed:
        return f"{on} {_people(len(found.listed))} {_were(len(found.listed))} on the caseload. {capacity}"
    mine = f"{_people(len(found.listed)) if found.listed else 'nobody'} you look after {_were(len(found.listed) or 1)} on it."
    return (
        f"{on} {mine} {_others(found.others_listed)} on it, looked after by other organisations. {capacity}"
    )


def waited(found: Caseload) -> str:
    """How many could be on the caseload and are not."""
    count = len(found.waiting)
    mine = f"{_people(count)} you look after {_were(count)} eligible and waiting." if count else ""
    others = (
        f"{_others(found.others_waiting)} eligible and waiting, looked after by other organisations."
        if found.others_waiting
        else ""
    )
    return f"{mine} {others}".strip() or "Nobody else was eligible."


def rows(
    listed: Sequence[Listed],
    facts: Mapping[str, Mapping[str, object]],
    *,
    names: Mapping[str, Name],
    place: Place,
    as_of: date,
    since: Mapping[str, date],
    first: date | None,
    plans: Mapping[str, PlanNow],
    today: date,
) -> list[Row]:
    """The rows of one page of the list. `since` when people were eligible without a break (nobody knows before the `first` month),
    `plans` the shared care plans there are."""
    practices = {body.code: body.name for body in place.organisations}
    return [
        Row(
            one.person,
            called(one.person, names),
            one.person in names,
            age_and_sex(one.born, one.sex, as_of),
            practices.get(one.practice or "", one.practice or "Registered elsewhere"),
            day(one.since) if one.since else _eligible_since(since.get(one.person), first),
            tuple(_fact(value) for value in facts.get(one.person, {}).values()),
            _why(one),
            f"{100 * one.risk:.0f}%" if one.risk is not None else "Not known",
            *plan_in_short(plans.get(one.person), today),
        )
        for one in listed
    ]


def _eligible_since(when: date | None, first: date | None) -> str:
    if when is None:
        return ""
    return f"{day(when)} or before" if when == first else day(when)


def plan_in_short(plan: PlanNow | None, today: date) -> tuple[str, str]:
    """When the shared care plan is to be looked at again, and how late that is."""
    if plan is None:
        return "None yet", ""
    if plan.review_on is None:
        return f"Saved on {day(plan.saved_on)}", ""
    return f"Look again on {day(plan.review_on)}", days_late(plan.review_on, today)


def in_which_order(shows_waiting: bool, by_plan: ByPlan) -> str:
    """Who comes first in the list."""
    if by_plan is ByPlan.DUE:
        order = f"Their plans are overdue, or due within {AHEAD.days} days: those due first come first"
    elif shows_waiting:
        order = "Those with the highest chance of an emergency admission come first"
    else:
        order = "Those who joined last come first"
    return f"{order}; the chance is never a reason to refuse or delay care." if shows_waiting else f"{order}."


def nobody(shows_waiting: bool, by_plan: ByPlan) -> str:
    """Why the list is empty."""
    among = "eligible and waiting" if shows_waiting else "on this caseload"
    if by_plan is ByPlan.NONE:
        return f"Everybody you look after who is {among} has a shared care plan."
    if by_plan is ByPlan.DUE:
        return f"No plan of those {among} is due to be looked at again within {AHEAD.days} days."
    if shows_waiting:
        return "Nobody you look after is eligible and waiting."
    return (
        "Nobody you look after is on this caseload. You see its people when they are registered with you, when you lead the"
        " care model, or when you accept a task for them."
    )


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def heading(column: str) -> str:
    """What stands over a column of facts: the age beside which the age now stands too is that of then."""
    return "Age then" if column == "age" else fact_in_words(column)


def _why(one: Listed) -> str:
    """Eligible or not, as the build says it, for those whose facts it does not keep."""
    verdict = one.reason.split(":")[0]
    for iso in re.findall(r"\d{4}-\d{2}-\d{2}", verdict):
        verdict = verdict.replace(iso, day(date.fromisoformat(iso)))
    return verdict[:1].upper() + verdict[1:]


def _fact(value: object) -> str:
    if value is None:
        return "Not known"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _people(count: int) -> str:
    return some(count, "person", "people")


def _others(count: int) -> str:
    shown = shown_count(count)
    return "A few others (7 or fewer) were" if shown is None else f"About {shown:,} others were"
