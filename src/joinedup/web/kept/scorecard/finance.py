"""Version one, finance: what each organisation is to end the year with, and what it ended with, to the sum over the place."""

from __future__ import annotations

from typing import Any

from joinedup.answers.page.words import NOT_THERE, signed_pounds, year
from joinedup.money.control_totals import OrganisationTotal, SystemTotal, system_totals
from joinedup.money.settlement.contract_years import years_later
from joinedup.place.model import Place


def finance(place: Place) -> list[dict[str, Any]]:
    """The control totals of each year, the latest first; nothing where the place file has none."""
    names = {one.code: one.name for one in place.organisations}
    return [_of_year(total, names) for total in system_totals(place.control_totals)[::-1]]


def _of_year(total: SystemTotal, names: dict[str, str]) -> dict[str, Any]:
    whole = (total.total_pence, total.actual_pence)
    return {
        "year": year(total.year_starts_on, years_later(total.year_starts_on, 1)),
        "rows": [_row(names.get(one.organisation, one.organisation), one) for one in total.organisations],
        "whole": {
            "agreed": signed_pounds(whole[0]),
            "actual": NOT_THERE if whole[1] is None else signed_pounds(whole[1]),
        },
    }


def _row(name: str, one: OrganisationTotal) -> dict[str, str]:
    better = one.better_by_pence
    return {
        "name": name,
        "agreed": signed_pounds(one.total_pence),
        "actual": NOT_THERE if one.actual_pence is None else signed_pounds(one.actual_pence),
        "said": _said(better),
    }


def _said(better_by_pence: int | None) -> str:
    if better_by_pence is None:
        return "Not known yet"
    if better_by_pence < 0:
        return f"Missed by {signed_pounds(-better_by_pence).lstrip('+')}"
    return f"Met, {signed_pounds(better_by_pence).lstrip('+')} better" if better_by_pence else "Met"
