"""What a reader of the national budget must know first: practices and rows that are missing, rules that could not be kept."""

from __future__ import annotations

from collections.abc import Mapping

from joinedup.answers.page import words
from joinedup.money.capitation.place_budget import PlaceBudget
from joinedup.place.need import BudgetNeed

MOST_NAMED = 20


def warned(found: PlaceBudget, asked: BudgetNeed, successors: Mapping[str, str]) -> str:
    """Everything to warn of in sentences; empty when there is nothing. `successors` are the practices that took others' place."""
    moved = found.money.paced if found.money else None
    said = [
        _missing(found.chosen.missing, successors),
        _set_aside(found),
        _lost_rows(found, asked),
        _unbalanced(found),
        *(moved.gave_way if moved else ()),
    ]
    return " ".join(sentence for sentence in said if sentence)


def _missing(codes: tuple[str, ...], successors: Mapping[str, str]) -> str:
    if not codes:
        return ""
    named = [
        f"{code} (now {successors[code]})" if code in successors else code for code in codes[:MOST_NAMED]
    ]
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    number = words.some(len(codes), "practice is", "practices are")
    return (
        f"{number} not in the file, so people count only where the file has them: {', '.join(named)}{more}."
    )


def _set_aside(found: PlaceBudget) -> str:
    rows = found.need.set_aside
    if not rows:
        return ""
    where = f"row {rows[0].row}" + (f", column {rows[0].column}" if rows[0].column else "")
    return (
        f"{words.some(len(rows), 'row', 'rows')} of {found.need.rows_read:,} could not be read and were set aside; the first is"
        f" {where}: {rows[0].message}."
    )


def _lost_rows(found: PlaceBudget, asked: BudgetNeed) -> str:
    layout = found.need.layout
    of_its_year = abs(found.need.england - layout.england) <= 1
    if asked.year != layout.year and of_its_year:
        return (
            f"The place file says that the file is of {asked.year}; it has the columns and the {layout.england:,.0f} people of"
            f" {layout.year}. Mend budget.need.year, or take the file of {asked.year}."
        )
    if asked.year != layout.year or abs(found.need.england - layout.england) <= 1:
        return ""
    return (
        f"The file has {found.need.england:,.0f} people; {layout.publisher}'s file of {layout.year} has {layout.england:,.0f}. Rows"
        " are missing or changed, so shares of England's money are wrong."
    )


def _unbalanced(found: PlaceBudget) -> str:
    sums, titles = found.need.unbalanced(), found.need.titles()
    if not sums:
        return ""
    named = words.listed([f"{titles[key]} ({total:,.0f})" for key, total in sums.items()])
    return (
        f"These columns do not add up to the {found.need.england:,.0f} people of England: {named}. The file is not as it was"
        " published, or rows are missing."
    )
