"""The pooled budget on the budget page: who puts in what, what it pays for, who covers an overspend, VAT, control totals."""

from __future__ import annotations

from joinedup.answers.budget.pooled_cover import cover_figure
from joinedup.answers.budget.pooled_figures import (
    build_up_figure,
    control_total_figures,
    instalments_figure,
    vat_figure,
)
from joinedup.answers.budget.pooled_money import money_figure
from joinedup.answers.budget.pooled_names import name_of
from joinedup.answers.page.section import Figure, Section
from joinedup.answers.page.words import day, listed, pounds, some
from joinedup.money.pence import of_pounds
from joinedup.money.pooled.calendar import clauses, next_year, reports
from joinedup.place.budgets import Budget
from joinedup.place.model import Place

NAME, TITLE = "pooled", "The pooled budget"


def pooled_section(place: Place) -> Section | None:
    """Everything the place file says of its pooled budget and control totals, worked out; None where it says nothing."""
    budget = place.budget
    figures: list[Figure] = []
    if budget.contributions:
        figures += [money_figure(place), build_up_figure(place), cover_figure(place)]
        figures += [instalments_figure(place), vat_figure(place)]
    figures += control_total_figures(place)
    if not figures:
        return None
    lead, short = _said(place)
    return Section(
        NAME,
        TITLE,
        lead,
        figures,
        in_short=short,
        warning=_missing(budget) if budget.contributions else "",
        points=_points(place) if budget.contributions else (),
    )


def _said(place: Place) -> tuple[str, str]:
    budget = place.budget
    if not budget.contributions:
        said = "The place file has control totals and no pooled budget."
        return said, ""
    total = pounds(sum(of_pounds(each.amount) for each in budget.contributions))
    bodies = list(dict.fromkeys(name_of(place, each.organisation) for each in budget.contributions))
    who = listed(bodies) if len(bodies) <= 3 else some(len(bodies), "body", "bodies")
    host = f" {name_of(place, budget.host)} holds the pool." if budget.host else ""
    return f"{who} put in {total} a year.{host}", f"{total} a year is pooled by {who}."


def _points(place: Place) -> list[str]:
    budget, usual = place.budget, clauses()
    points = []
    if budget.pool_manager:
        points.append(f"The pool is managed by the {budget.pool_manager}.")
    if days := reports(budget):
        points.append(
            f"The board is told how the pool stands every {some(budget.report_every_weeks or 0, 'week', 'weeks')}:"
            f" {some(len(days), 'report', 'reports')} in the year, the first on {day(days[0])}. Spending that departs from plan"
            " comes with an action plan."
        )
    if ahead := next_year(budget):
        how = "" if ahead.is_stated else f" (as usual: {usual.source})"
        points.append(
            f"Issues of next year are flagged from {day(ahead.issues_from)} to {day(ahead.issues_until)}, and its budget is"
            f" agreed by {day(ahead.budget_by)}{how}."
        )
    if budget.underspend:
        points.append(f"An underspend {UNDERSPEND[budget.underspend]}.")
    if budget.exit_notice_months is not None:
        points.append(
            f"A body may leave with {some(budget.exit_notice_months, 'month', 'months')} of notice."
        )
    if budget.default_liabilities_excluded is not None:
        stays = "outside" if budget.default_liabilities_excluded else "inside"
        points.append(f"What a body owes for its own default stays {stays} the pool.")
    return points


UNDERSPEND = {
    "non-recurrent": "is spent once only: next year's contributions do not start from it",
    "returned": "is returned in proportion to what each body put in",
    "carried-forward": "is carried into next year's pool",
}


def _missing(budget: Budget) -> str:
    """What an agreement under section 75 says and this one does not."""
    written = {
        "a host": budget.host,
        "a pool manager": budget.pool_manager,
        "the first day of its year": budget.starts_on,
        "reports to the board": budget.report_every_weeks,
        "an order of cover for an overspend": budget.covers_overspend or None,
        "what becomes of an underspend": budget.underspend,
        "how a body leaves": budget.exit_notice_months,
        "lines that it is spent on": budget.lines or None,
    }
    missing = [name for name, value in written.items() if value is None]
    return f"Not yet agreed, or not written in the place file: {listed(missing)}." if missing else ""
