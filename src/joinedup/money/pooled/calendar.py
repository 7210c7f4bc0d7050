"""The days of a pooled budget's year: reports to the board, and by when next year is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from joinedup.place.budgets import Budget
from joinedup.reference.files import FOLDER, ReferenceFile, read_file


@dataclass(frozen=True)
class NextYear:
    """When next year is settled. `is_stated` is False where the place writes no days and the usual clauses' are shown."""

    issues_from: date
    issues_until: date
    budget_by: date
    is_stated: bool


def clauses() -> ReferenceFile:
    """The clauses of agreements under section 75, with their source."""
    return read_file(FOLDER / "pooled_budgets" / "section_75.toml")


def reports(budget: Budget) -> tuple[date, ...]:
    """Days of the reports to the board in the year; none where the place does not say how often or since when."""
    if budget.starts_on is None or budget.report_every_weeks is None:
        return ()
    step = timedelta(weeks=budget.report_every_weeks)
    end = _a_year_after(budget.starts_on)
    days = []
    day = budget.starts_on + step
    while day < end:
        days.append(day)
        day += step
    return tuple(days)


def next_year(budget: Budget) -> NextYear | None:
    """When issues of next year are flagged and its budget agreed; None where the pool's year has no first day."""
    if budget.starts_on is None:
        return None
    usual = clauses().content["next_year"]
    stated = (budget.next_year_issues_from, budget.next_year_issues_until, budget.next_budget_by)
    days = [
        given or _next(budget.starts_on, usual[name])
        for given, name in zip(stated, ("issues_from", "issues_until", "budget_by"), strict=True)
    ]
    return NextYear(days[0], days[1], days[2], all(stated))


def _next(first: date, month_and_day: str) -> date:
    """The next such day after the first day of the pool's year."""
    month, day = map(int, month_and_day.split("-"))
    this_year = date(first.year, month, day)
    return this_year if this_year > first else date(first.year + 1, month, day)


def _a_year_after(first: date) -> date:
    return (
        date(first.year + 1, first.month, min(first.day, 28))
        if first.month == 2
        else first.replace(year=first.year + 1)
    )
