"""How money for change is said: each fund in a sentence, quarters as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from joinedup.answers.page.words import NOT_THERE
from joinedup.money.pence import of_pounds
from joinedup.web.kept.scorecard.settings import settings
from joinedup.web.money.models import ChangeSpending
from joinedup.web.money.quarters import quarter_in_words
from joinedup.web.money.queries import FundNow, Quarter
from joinedup.wording import day, listed, some

FEW = 4


@dataclass(frozen=True)
class ShownQuarter:
    """A quarter as a row of words."""

    name: str
    planned: str
    spent: str
    elsewhere: str
    staff: str
    recorded: str
    note: str


@dataclass(frozen=True)
class ShownFund:
    """A fund as it is read: `state` is diverted, unknown or as-planned, `tag` and `sentence` say it."""

    title: str
    state: str
    tag: str
    sentence: str
    planned_a_year: str
    quarters: Sequence[ShownQuarter]
    not_recorded: str


def shown_fund(now: FundNow) -> ShownFund:
    """A fund in words."""
    state, tag = _state(now)
    staff = f", {now.plan.staff:g} whole-time equivalents" if now.plan.staff is not None else ""
    return ShownFund(
        title=now.fund.label,
        state=state,
        tag=tag,
        sentence=_sentence(now),
        planned_a_year=f"{pounds(sum(now.plan.pence))} a year{staff}",
        quarters=[_quarter(one, one.said) for one in now.quarters if one.said],
        not_recorded=_not_recorded(now.not_recorded),
    )


def alarm(funds: Sequence[FundNow]) -> str:
    """The alarm in one sentence; empty when there is none to raise."""
    diverted = [now for now in funds if now.is_diverted]
    return " ".join(_sentence(now) for now in diverted)


def pounds(pence: int) -> str:
    """To the pound."""
    return f"£{round(pence / 100):,}"


def _state(now: FundNow) -> tuple[str, str]:
    if not now.recorded:
        return "unknown", "Nobody knows"
    if not now.is_diverted:
        return "as-planned", "As planned"
    what = "Time" if not now.is_money_diverted else "Money and time" if now.is_time_diverted else "Money"
    return "diverted", f"{what} diverted"


def _sentence(now: FundNow) -> str:
    if not now.recorded:
        return (
            f"{now.fund.label}: {pounds(sum(now.plan.pence))} a year is set aside, and nothing is recorded of what was spent."
            " Nobody can say whether it went into change."
        )
    spent, planned = pounds(now.spent_pence), pounds(now.planned_pence)
    of = some(now.recorded, "quarter", "quarters")
    said = f"{now.fund.label}: {spent} of {planned} planned was spent on change in the {of} recorded."
    if now.elsewhere_pence:
        said += f" {pounds(now.elsewhere_pence)} was used for something else."
    if now.staff is not None and now.planned_staff is not None:
        said += f" {now.staff:g} of {now.planned_staff:g} whole-time equivalents were at work on it."
    return said


def rule_of_alarm() -> str:
    """When an alarm is raised, in words."""
    return (
        "An alarm is raised when any of it was used for something else, or when the money spent or the people at work come to"
        f" less than {1 - settings().below_plan:.0%} of the plan over the quarters recorded. That share is an assumption of"
        " joinedup."
    )


def _not_recorded(quarters: Sequence[date]) -> str:
    """Which quarters nobody has recorded: by name while they are few."""
    if not quarters:
        return ""
    if len(quarters) <= FEW:
        return f"Not recorded: {listed([quarter_in_words(one) for one in sorted(quarters)])}."
    first, last = quarter_in_words(min(quarters)), quarter_in_words(max(quarters))
    return f"{len(quarters)} quarters are not recorded, the first {first} and the last {last}."


def _quarter(one: Quarter, said: ChangeSpending) -> ShownQuarter:
    changed = f", changed {some(one.rows - 1, 'time', 'times')}" if one.rows > 1 else ""
    return ShownQuarter(
        name=quarter_in_words(one.starts_on),
        planned=pounds(one.planned_pence),
        spent=pounds(of_pounds(said.spent_pounds)),
        elsewhere=pounds(of_pounds(said.used_elsewhere_pounds)),
        staff=NOT_THERE if said.staff is None else f"{said.staff.normalize():f}",
        recorded=f"{said.by.user.name}, {day(timezone.localdate(said.at))}{changed}",
        note=said.note,
    )
