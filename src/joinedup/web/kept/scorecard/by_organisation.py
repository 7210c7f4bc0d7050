"""Organisation by organisation beside the place as a whole, so that what helps one and hurts all shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.answers.control_charts.charted import Group
from joinedup.answers.page.words import NOT_THERE, listed, pounds, signed_pounds
from joinedup.answers.whole_place.answer import Answered, answered
from joinedup.errors import JoinedupError
from joinedup.money.control_totals import system_totals
from joinedup.place.model import Place
from joinedup.web.kept.askable import settled_years, whose_gains
from joinedup.web.kept.scorecard.chart_rows import PROVIDERS, row_of
from joinedup.wording import slug


@dataclass(frozen=True)
class Column:
    """One thing by organisation in pence, with the place's own figure, and where it comes from."""

    title: str
    pence: Mapping[str, int]
    whole: int | None
    name: str = ""
    is_change: bool = False


def by_organisation(folder: Path, place: Place, groups: Sequence[Group]) -> dict[str, Any]:
    """A row for every organisation that any column has a figure of, the place last; and what a reader should see in it."""
    columns = [*_control_totals(place), *_left_under_contracts(folder, place), *_gains(folder, place)]
    waits = _waits(groups)
    rows = [
        {
            "name": one.name,
            "waits": waits.get(one.code),
            "amounts": [_amount(column.pence.get(one.code)) for column in columns],
        }
        for one in place.organisations
        if one.code in waits or any(one.code in column.pence for column in columns)
    ]
    return {
        "columns": [{"title": column.title, "members": column.name} for column in columns],
        "has_waits": bool(waits),
        "rows": rows,
        "whole": [_amount(column.whole) for column in columns],
        "warnings": [
            said for column in columns if column.is_change for said in one_for_itself(place, column)
        ],
    }


def one_for_itself(place: Place, column: Column) -> list[str]:
    """What a change does to the place and to its members, where the two do not go the same way."""
    names = {one.code: one.name for one in place.organisations}
    gaining = [names.get(code, "Others") for code, pence in column.pence.items() if pence > 0]
    losing = [names.get(code, "Others") for code, pence in column.pence.items() if pence < 0]
    whole = column.whole or 0
    if whole < 0 and gaining:
        verb = "gains" if len(gaining) == 1 else "gain"
        return [
            f"{column.title}: {listed(gaining)} {verb} while the place as a whole loses {pounds(-whole)}."
        ]
    if whole > 0 and losing:
        verb = "loses" if len(losing) == 1 else "lose"
        return [f"{column.title}: the place as a whole gains {pounds(whole)}, but {listed(losing)} {verb}."]
    return []


def _control_totals(place: Place) -> list[Column]:
    totals = system_totals(place.control_totals)[-1:]
    return [
        Column(
            f"To end {one.year_starts_on.year}/{(one.year_starts_on.year + 1) % 100:02d} with",
            {each.organisation: each.total_pence for each in one.organisations},
            one.total_pence,
        )
        for one in totals
    ]


def _left_under_contracts(folder: Path, place: Place) -> list[Column]:
    """What the latest settled year of each contract leaves who gave services, after what they cost."""
    from joinedup.answers.settlement.settle import settle

    columns = []
    for contract in place.contracts:
        for year in settled_years(place, contract)[:1]:
            try:
                settled = settle(folder, contract.name, year)
            except JoinedupError:
                continue  # the settlement's own page says why
            totals = settled.ledger.totals()
            left = {code: totals.get(code, 0) - cost for code, cost in settled.costs_of_services().items()}
            which = "its shadow year" if settled.year.is_shadow else f"year {year}"
            if left:
                columns.append(Column(f"Left under {contract.name} in {which}", left, None))
    return columns


def _gains(folder: Path, place: Place) -> list[Column]:
    columns = []
    for name in whose_gains(place):
        try:
            asked = answered(folder, name)
        except JoinedupError:
            continue  # its own page says why
        columns.append(_gain(asked))
    return columns


def _gain(asked: Answered) -> Column:
    first = asked.answers[0]
    years = asked.question.years
    title = f"{asked.question.name}, over {years} {'year' if years == 1 else 'years'}"
    whole = sum(first.view.place_pence())
    return Column(title, dict(first.transfers.gain_pence), whole, slug(asked.question.name), is_change=True)


def _waits(groups: Sequence[Group]) -> dict[str, dict[str, Any]]:
    """The providers' charts by the code in their names."""
    found = {}
    for group in groups:
        for charted in group.charts if group.name == PROVIDERS else ():
            code = charted.name.rpartition("(")[2].rstrip(")")
            found[code] = row_of(group, charted)
    return found


def _amount(pence: int | None) -> dict[str, Any]:
    return {
        "words": NOT_THERE if pence is None else signed_pounds(pence),
        "is_loss": pence is not None and pence < 0,
    }
