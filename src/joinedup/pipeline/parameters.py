"""What a place file says, as tables that steps read; so a changed line in place.toml rebuilds just what depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from joinedup.engine.interface import Columns
from joinedup.engine.tables import Column, Table
from joinedup.pipeline.chart_parameters import CHART_TABLES, chart_parameters
from joinedup.place.model import Place
from joinedup.records.tables import ORGANISATION

PLACE_PERIOD = Table(
    "place_period",
    "one row: the days the extracts cover",
    (
        Column("data_from", "date", "first day covered"),
        Column("data_until", "date", "last day covered"),
        Column("data_ends_before", "date", "the day after the last day covered"),
    ),
)
MONTH = Table(
    "month",
    "one row per calendar month that has a day in the period covered",
    (
        Column("month", "date", "first day of the month"),
        Column("ends_before", "date", "first day of the next month"),
    ),
)
SCORE_DATE = Table(
    "score_date",
    "one row per day that people are scored on: the first day covered, every twelve months after, and the day after the last",
    (
        Column("as_of", "date", "the day; only records strictly before it count"),
        Column("year_ends_before", "date", "the next such day; null for the last"),
    ),
)
PLACE_PRACTICE = Table(
    "place_practice",
    "one row per practice of the place's neighbourhoods",
    (
        Column("practice_code", "varchar", "ODS code of the practice"),
        Column("neighbourhood", "varchar", "name of the neighbourhood"),
    ),
)
POPULATION_RULE = Table(
    "population_rule",
    "one row: who counts as living in the place",
    (
        Column("counted", "varchar", "registered or seen"),
        Column("registered_with", "varchar", "neighbourhoods or any-practice"),
        Column("segments", "varchar", "the segmentation that measures are shown by"),
    ),
)

CARE_MODEL = Table(
    "care_model",
    "one row per care model of the place",
    (
        Column("care_model", "varchar", "its name"),
        Column("starts_on", "date", "first day of enrolment"),
        Column("capacity", "integer", "people who can be on the caseload at once"),
        Column("eligible", "varchar", "who is eligible: an expression over the person columns"),
    ),
)
CARE_MODEL_SITE = Table(
    "care_model_site",
    "one row per care model and practice that it reaches from a day of its own on",
    (
        Column("care_model", "varchar", "name of the care model"),
        Column("practice_code", "varchar", "ODS code of the practice"),
        Column("starts_on", "date", "first day that people of the practice can join"),
    ),
)

PARAMETER_TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        PLACE_PERIOD,
        MONTH,
        SCORE_DATE,
        PLACE_PRACTICE,
        POPULATION_RULE,
        CARE_MODEL,
        CARE_MODEL_SITE,
        *CHART_TABLES,
    )
}


def parameter_columns(place: Place) -> dict[str, tuple[Table, Columns]]:
    """Every parameter table of a place with its rows; `organisation` of the records is one of them."""
    neighbourhood_of = {code: area.name for area in place.neighbourhoods for code in area.practices}
    about = place.place
    ends_before = about.data_until + timedelta(days=1)
    months = _months(about.data_from, ends_before)
    days = score_dates(about.data_from, ends_before)
    bodies = place.organisations
    return {
        "place_period": (
            PLACE_PERIOD,
            {
                "data_from": _days([about.data_from]),
                "data_until": _days([about.data_until]),
                "data_ends_before": _days([ends_before]),
            },
        ),
        "month": (MONTH, {"month": _days(months), "ends_before": _days([_next_month(m) for m in months])}),
        "score_date": (SCORE_DATE, {"as_of": _days(days), "year_ends_before": _days([*days[1:], None])}),
        "place_practice": (
            PLACE_PRACTICE,
            {
                "practice_code": _words(list(neighbourhood_of)),
                "neighbourhood": _words(list(neighbourhood_of.values())),
            },
        ),
        "population_rule": (
            POPULATION_RULE,
            {
                "counted": _words([place.population.counted]),
                "registered_with": _words([place.population.registered_with]),
                "segments": _words([place.population.segments]),
            },
        ),
        **_care_models(place),
        **chart_parameters(place),
        "organisation": (
            ORGANISATION,
            {
                "organisation_code": _words([body.code for body in bodies]),
                "organisation_name": _words([body.name for body in bodies]),
                "organisation_kind": _words([body.kind for body in bodies]),
                "succeeded_by": _words([body.succeeded_by for body in bodies]),
                "neighbourhood": _words([neighbourhood_of.get(body.code) for body in bodies]),
            },
        ),
    }


def _care_models(place: Place) -> dict[str, tuple[Table, Columns]]:
    models = place.care_models
    sites = [
        (model.name, code, site.starts_on)
        for model in models
        for site in model.sites
        for code in site.practices
    ]
    return {
        "care_model": (
            CARE_MODEL,
            {
                "care_model": _words([model.name for model in models]),
                "starts_on": _days([model.starts_on for model in models]),
                "capacity": np.array([model.capacity for model in models], dtype="int64"),
                "eligible": _words([model.eligible for model in models]),
            },
        ),
        "care_model_site": (
            CARE_MODEL_SITE,
            {
                "care_model": _words([name for name, _, _ in sites]),
                "practice_code": _words([code for _, code, _ in sites]),
                "starts_on": _days([day for _, _, day in sites]),
            },
        ),
    }


def score_dates(data_from: date, data_ends_before: date) -> list[date]:
    """The first day covered, every twelve months after while data last, and the day after the last day covered."""
    days = []
    day = data_from
    while day < data_ends_before:
        days.append(day)
        # 29 February has no anniversary in most years: the year then turns on 1 March.
        day = (
            date(day.year + 1, day.month, day.day)
            if (day.month, day.day) != (2, 29)
            else date(day.year + 1, 3, 1)
        )
    return [*days, data_ends_before]


def _months(data_from: date, data_ends_before: date) -> list[date]:
    months = [data_from.replace(day=1)]
    while _next_month(months[-1]) < data_ends_before:
        months.append(_next_month(months[-1]))
    return months


def _next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _days(days: Sequence[date | None]) -> np.ndarray:
    return np.array([day or "NaT" for day in days], dtype="datetime64[D]")


def _words(words: Sequence[str | None]) -> np.ndarray:
    return np.array(words, dtype=object)
