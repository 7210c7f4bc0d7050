"""Groups of this place's people for the fit check: how many, how old, and what change could be told from chance among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from joinedup.answers.disclosure import shown_count
from joinedup.answers.released import Released
from joinedup.answers.whole_place.activity import as_sql
from joinedup.evaluation.methods.results import MethodError
from joinedup.evaluation.power_of_two_halves import smallest_of_two_halves
from joinedup.place.model import CareModel, Place

# Measures that a year of each person is kept of, under the same name.
MEASURES = (
    "emergency_admissions",
    "emergency_department_attendances",
    "outpatient_attendances",
    "gp_consultations",
    "community_contacts",
    "mental_health_contacts",
)
_NEEDED = ("person", "person_year", "person_year_activity", "place_period", "resident")
_AGE = "date_diff('year', person.birth_month, data_until)"


def people_here(released: Released | None, place: Place) -> dict[str, dict[str, Any]]:
    """By group of the evidence library (care models under care-model:KIND), what is known of it; groups that cannot be
    counted are left out."""
    if released is None or not released.has(*_NEEDED):
        return {}
    found = {
        "everybody": _group(released, "everybody who lives here", "true"),
        "adults": _group(released, "people of 18 and over", f"{_AGE} >= 18"),
        "65-and-over": _group(released, "people of 65 and over", f"{_AGE} >= 65"),
    }
    if released.has("residence"):
        found["care-home"] = _group(released, "people who live in care homes", _IN_A_CARE_HOME)
    if released.has("eligible_person_month"):
        for model in place.care_models:
            found.setdefault(f"care-model:{model.kind}", _eligible(released, model))
    return {name: one for name, one in found.items() if one is not None}


_IN_A_CARE_HOME = """person.person_id in (
    select person_id from (select person_id, max_by(care_home, starts_on) as care_home from residence cross join place_period
    where starts_on <= data_until group by person_id) where care_home)"""


def _eligible(released: Released, model: CareModel) -> dict[str, Any] | None:
    name = as_sql(model.name)
    whom = (
        f"person.person_id in (select person_id from eligible_person_month where care_model = {name}"
        f" and month = (select max(month) from eligible_person_month where care_model = {name}))"
    )
    return _group(released, f"people who are eligible for {model.name}", whom, most=model.capacity)


def _group(released: Released, words: str, whom: str, most: int | None = None) -> dict[str, Any] | None:
    """Who of the people living here on the last day is in the group; None where nobody is."""
    living = (
        f"select person.person_id, {_AGE} as age from person cross join place_period"
        " where person.person_id in (select person_id from resident cross join place_period where ends_before > data_until)"
        f" and {whom}"
    )
    number, mean_age = released.rows(f"with living as ({living}) select count(*), avg(age) from living")[0]
    shown = shown_count(int(number))
    if not number:
        return None
    return {
        "words": words,
        "people": shown,
        "mean_age": round(float(mean_age), 1) if shown and mean_age is not None else None,
        "smallest": _smallest(released, living, most) if shown else {},
    }


def _smallest(released: Released, living: str, most: int | None) -> Mapping[str, float]:
    """From the group's last year, by measure."""
    columns = ", ".join(f"coalesce(person_year_activity.{name}, 0) as {name}" for name in MEASURES)
    year = released.arrays(
        f"with living as ({living}) select person_year.person_days / 365.25 as years, {columns} from living"
        " inner join person_year on person_year.person_id = living.person_id"
        " and person_year.year_starts_on = (select max(year_starts_on) from person_year)"
        " left join person_year_activity on person_year_activity.person_id = person_year.person_id"
        " and person_year_activity.year_starts_on = person_year.year_starts_on"
    )
    found = {name: _of_one(year[name], year["years"], most) for name in MEASURES}
    return {name: change for name, change in found.items() if change is not None}


def _of_one(events: Sequence[float] | np.ndarray, years: np.ndarray, most: int | None) -> float | None:
    try:
        return round(smallest_of_two_halves(events, years, most_people=most).change, 4)
    except MethodError:
        return None
