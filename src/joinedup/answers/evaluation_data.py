"""What an evaluation reads of a published build: who could have joined a care model, and what happened to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.follow_up import FollowUp, follow_up_of
from joinedup.evaluation.methods.results import Dropped, Floats, Whole

# Facts of eligible_month that people are matched by; those counted have a long tail.
FACTS = (
    "age",
    "deprivation_quintile",
    "long_term_conditions",
    "charlson",
    "elixhauser",
    "hospital_frailty",
    "cambridge",
    "risk_of_emergency_admission",
)
WHETHER = ("female", "care_home", "admitted_as_emergency_3m")
COUNTED = (
    "emergency_admissions_3m",
    "emergency_admissions_12m",
    "emergency_admissions_13_24m",
    "emergency_department_attendances_12m",
    "admissions_12m",
    "bed_days_12m",
    "outpatient_attendances_12m",
    "gp_consultations_12m",
)


def read_candidates(released: Released, care_model: str, exact: Sequence[str] = ()) -> Candidates:
    """Everyone eligible for a care model and not yet joined, by month, with what was known before it.

    `exact` names columns of eligible_month that matching is to be exact on besides the month (sex, care_home ...). A fact
    that is missing for some has their mean, and a column says so; one that is missing for all is left out. People with a
    national data opt-out are not among them. JoinedupError when the build has no such care model.
    """
    name = _known(released, care_model)
    number = ", ".join(f"cast({column} as double) as {column}" for column in (*FACTS, *COUNTED))
    rows = released.arrays(
        f"""select person_id, month, joined_on, {number}, cast(sex = 'female' as double) as female,
            cast(care_home as double) as care_home,
            cast(emergency_admissions_3m > 0 as double) as admitted_as_emergency_3m, {_exact_key(exact)} as exact_key
        from eligible_month where care_model = {name} and coalesce(joined_on >= month, true)
        order by month, person_id"""
    )
    if not len(rows["person_id"]):
        raise JoinedupError(
            f"{released.folder}: nobody was eligible for {care_model} on the first of any month of the build: see its"
            " `eligible` in place.toml, and whether the extracts reach back more than 12 months"
        )
    months = np.asarray(rows["month"]).astype("datetime64[M]")
    caseload = released.arrays(f"select person_id, joined_on from caseload where care_model = {name}")
    features, names = _features({column: rows[column] for column in (*FACTS, *WHETHER, *COUNTED)})
    return Candidates(
        care_model=care_model,
        person=_whole(rows["person_id"]),
        month=(months - months.min()).astype(np.int64),
        months=tuple(_first_day(m) for m in np.arange(months.min(), months.max() + 1)),
        joins_on=_days(rows["joined_on"]),
        features=features,
        feature_names=names,
        counted=tuple(column for column in names if column in COUNTED),
        strata=np.unique(rows["exact_key"].astype(str), return_inverse=True)[1] if exact else None,
        caseload_person=_whole(caseload["person_id"]),
        caseload_joined_on=_days(caseload["joined_on"]),
        dropped=_joined_before(released, name),
    )


def read_follow_up(released: Released, care_model: str, measure: str) -> FollowUp:
    """The events of one measure of everyone eligible for a care model in any month, and their stays in the place.

    JoinedupError when the measure is not known, or is divided by contacts and not by person-years.
    """
    name = _known(released, care_model)
    whose = f"(select distinct person_id from eligible_month where care_model = {name})"
    people = released.arrays(f"select person_id from {whose} as whose order by person_id")
    stays = released.arrays(
        f"select person_id, starts_on, ends_before from resident where person_id in {whose}"
    )
    first, ends_before = released.rows("select data_from, data_ends_before from place_period")[0]
    events = released.arrays(_events_sql(released, measure, whose))
    return follow_up_of(
        measure,
        _whole(people["person_id"]),
        (_whole(stays["person_id"]), _day_numbers(stays["starts_on"]), _day_numbers(stays["ends_before"])),
        (_whole(events["person_id"]), _day_numbers(events["happened_on"]), events["amount"].astype(float)),
        (first, ends_before),
    )


def _events_sql(released: Released, measure: str, whose: str) -> str:
    found = released.rows(
        "select counts, denominator, setting, kind, began, title from measure_definition"
        f" where measure = {_quoted(measure)}"
    )
    if not found:
        raise JoinedupError(f"{measure} is no measure: `joinedup tables --measures` lists them")
    counts, denominator, setting, kind, began, title = found[0]
    if denominator != "person-years":
        raise JoinedupError(
            f"{measure} ({title}) is a share of contacts and not a rate of people, so people cannot be compared by it:"
            " test it with a design for practices (difference-in-differences), or choose what it counts"
        )
    if counts != "amount_pence":
        return (
            "select person_id, happened_on, amount from candidate_event"
            f" where measure = {_quoted(measure)} and amount > 0 and person_id in {whose}"
        )
    if began is not None:
        raise JoinedupError(f"{measure}: cost lines do not say how a contact began; leave `began` out of it")
    only = "".join(
        f" and {column} = {_quoted(value)}"
        for column, value in (("setting", setting), ("kind", kind))
        if value
    )
    return (
        "select person_id, day as happened_on, amount_pence as amount from cost"
        f" where amount_pence > 0 and person_id in {whose}{only}"
    )


def _known(released: Released, care_model: str) -> str:
    """The care model's name, quoted."""
    names = [
        str(row[0]) for row in released.rows("select distinct care_model from care_model order by care_model")
    ]
    if care_model not in names:
        known = f"it has {', '.join(names)}" if names else "it has none"
        raise JoinedupError(
            f"{released.folder}: the published build has no care model {care_model!r}; {known}"
        )
    return _quoted(care_model)


def _joined_before(released: Released, name: str) -> tuple[Dropped, ...]:
    already = int(
        released.rows(f"select count(*) from eligible_month where care_model = {name} and joined_on < month")[
            0
        ][0]
    )
    return (Dropped("months after the person had joined", already),) if already else ()


def _features(columns: Mapping[str, Any]) -> tuple[Floats, tuple[str, ...]]:
    """The columns, without gaps, and their names."""
    found: dict[str, Floats] = {}
    for name, values in columns.items():
        known: Floats = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
        missing = ~np.isfinite(known)
        if missing.all():
            continue
        found[name] = np.where(missing, known[~missing].mean(), known)
        if missing.any():
            found[f"{name}_not_known"] = missing.astype(np.float64)
    return np.column_stack(list(found.values())), tuple(found)


def _exact_key(exact: Sequence[str]) -> str:
    return (
        "concat_ws('|', " + ", ".join(f"coalesce(cast({c} as varchar), '')" for c in exact) + ")"
        if exact
        else "''"
    )


def _whole(values: Any) -> Whole:
    return np.asarray(values, dtype=np.int64)


def _days(values: Any) -> Any:
    return np.ma.filled(np.ma.asarray(values).astype("datetime64[D]"), np.datetime64("NaT"))


def _day_numbers(values: Any) -> Whole:
    return np.asarray(_days(values).astype(np.int64))


def _first_day(month: Any) -> date:
    day: date = np.datetime64(month, "D").astype(object)
    return day


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
