"""Reads the panel of a care model that reaches practices one after another: a measure by practice and month, and the starts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from joinedup.answers.published import Published
from joinedup.errors import JoinedupError
from joinedup.evaluation.methods.panel.panel import Panel, panel_of
from joinedup.evaluation.methods.results import Caution, Dropped

MONTHS_A_YEAR = 12
_NEEDED = ("practice_month", "care_model", "care_model_site", "measure_definition")


@dataclass(frozen=True)
class PracticePanel:
    """A measure by practice and month, with the month from which the care model reached each practice.

    Outcomes are in the measure's unit; outcomes times exposure are the counts. `everywhere_at_once` says that no practice was
    left to compare with: then only the series itself can be looked at. `person_years_each` is how many person-years one of
    exposure is, None for a measure divided by contacts.
    """

    panel: Panel
    care_model: str
    measure: str
    unit: str
    everywhere_at_once: bool
    person_years_each: float | None
    cautions: tuple[Caution, ...] = ()


def practice_panel(build: Published, care_model: str, measure: str) -> PracticePanel:
    """The panel of one care model and measure, from a published build (released: without people who opted out).

    Only whole months count. A practice starts with the month that holds its first day. Practices without every month are left
    out and counted, as are those that began before the data do. JoinedupError when the build lacks the tables, the care model
    or the measure, or no practice has every month.
    """
    _must_have(build)
    first = _first_day(build, care_model)
    multiplier, unit, title, per_person_year = _definition(build, measure)
    rows = _whole_months(build, measure)
    sites = {str(code): day for code, day in _sites(build, care_model)}
    cautions: tuple[Caution, ...] = ()
    if not sites:
        sites = {str(code): first for code in np.unique(rows["practice_code"].astype(str))}
        cautions = (_everywhere(care_model, first),)
    panel = _panel(rows, sites, multiplier, title)
    if not cautions and panel.is_treated.all() and not panel.is_staggered:
        cautions = (_everywhere(care_model, min(sites.values())),)
    return PracticePanel(
        panel, care_model, measure, unit, bool(cautions), multiplier if per_person_year else None, cautions
    )


def panel_of_practices(build: Published, measure: str) -> Panel:
    """A measure by practice and whole month, with nobody treated: to rehearse a design on. JoinedupError as for practice_panel."""
    _must_have(build)
    multiplier, _, title, _ = _definition(build, measure)
    return _panel(_whole_months(build, measure), {}, multiplier, title)


def _must_have(build: Published) -> None:
    missing = [table for table in _NEEDED if not build.has(table)]
    if missing:
        raise JoinedupError(
            f"{build.folder}: the published build was made by another version of joinedup (it has no table {missing[0]});"
            " run `joinedup build`, then ask again"
        )


def _first_day(build: Published, care_model: str) -> date:
    models = dict(build.rows("select care_model, starts_on from care_model"))
    if care_model not in models:
        raise JoinedupError(
            f"{build.folder}: there is no care model {care_model}; place.toml has {', '.join(models) or 'none'}"
        )
    day: date = models[care_model]
    return day


def _definition(build: Published, measure: str) -> tuple[float, str, str, bool]:
    """Multiplier, unit and title of a measure that is counted by practice and month, and whether it is divided by person-years."""
    measures = {
        name: (float(multiplier), str(unit), str(title), denominator == "person-years")
        for name, multiplier, unit, title, denominator in build.rows(
            "select measure, multiplier, unit, title, denominator from measure_definition"
            " where counts in ('contacts', 'bed_days')"
        )
    }
    if measure not in measures:
        raise JoinedupError(
            f"{build.folder}: {measure} is not counted by practice and month; choose from {', '.join(sorted(measures))}"
        )
    return measures[measure]


def _whole_months(build: Published, measure: str) -> dict[str, Any]:
    """Numerator and what it is divided by, for months that the data cover from first to last day."""
    first, last = build.period()
    rows = build.arrays(
        "select practice_code, month, numerator, coalesce(denominator, person_years) as divided_by"
        f" from practice_month where measure = '{measure}' and coalesce(denominator, person_years) > 0"
        f" and month >= date '{first}' and last_day(month) <= date '{last}'"
        " order by practice_code, month"
    )
    if not len(rows["month"]):
        raise JoinedupError(
            f"{build.folder}: no practice has the measure {measure} in any whole month (places that count people seen have no"
            " practices); compare people instead, with matched-controls"
        )
    return rows


def _sites(build: Published, care_model: str) -> list[tuple[Any, ...]]:
    return [
        (code, day)
        for model, code, day in build.rows(
            "select care_model, practice_code, min(starts_on) from care_model_site group by care_model, practice_code"
        )
        if model == care_model
    ]


def _panel(rows: dict[str, Any], sites: dict[str, date], multiplier: float, title: str) -> Panel:
    codes = rows["practice_code"].astype(str)
    months = rows["month"].astype("datetime64[M]")
    begins = {code: np.datetime64(day, "M") for code, day in sites.items()}
    too_early = [code for code, month in begins.items() if month <= months.min()]
    unknown = [code for code in begins if code not in set(codes)]
    kept = ~np.isin(codes, too_early)
    if not kept.any():
        raise JoinedupError(
            f"every practice was reached by {months.min()}, the first month of the data: there is no time before to compare with"
        )
    exposure = rows["divided_by"][kept].astype(float) / multiplier
    starts = {
        code: month.astype("datetime64[D]").astype(object)
        for code, month in begins.items()
        if months.min() < month <= months.max() and code not in unknown
    }
    panel = panel_of(
        codes[kept].tolist(),
        months[kept].astype("datetime64[D]").astype(object).tolist(),
        (rows["numerator"][kept].astype(float) / exposure).tolist(),
        starts,
        exposure=exposure.tolist(),
        times_a_year=MONTHS_A_YEAR,
        outcome_name=title,
    )
    return replace(panel, dropped=(*panel.dropped, *_dropped(too_early, unknown)))


def _dropped(too_early: list[str], unknown: list[str]) -> tuple[Dropped, ...]:
    found = (
        ("practice reached before the data have a month without the care model", len(too_early)),
        ("practice of the care model without anybody registered in these data", len(unknown)),
    )
    return tuple(Dropped(reason, number) for reason, number in found if number)


def _everywhere(care_model: str, first: date) -> Caution:
    return Caution(
        "everywhere-at-once",
        f"{care_model} began everywhere at once, on {first}: there are no practices to compare with, so only"
        " interrupted-time-series can be used, and whatever else changed at that time counts as its effect. Where it began at"
        " practices one after another, say so with [[care_models.sites]] in place.toml",
    )
