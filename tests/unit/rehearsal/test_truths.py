"""The truths planted in a made-up place."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from joinedup.rehearsal.days import day_number
from tests.unit.rehearsal.written import Written


def test_the_care_model_prevents_a_tenth_of_emergency_admissions_after_enrolment(seacombe: Written) -> None:
    happened = len(_emergencies_after_enrolment(seacombe))
    prevented = seacombe.summary.prevented["emergency_admissions"]
    assert seacombe.summary.true_changes["emergency_admissions"] == -0.10
    # Four standard errors of a share of this many admissions.
    spread = 4 * np.sqrt(0.10 * 0.90 / (happened + prevented))
    assert prevented / (happened + prevented) == pytest.approx(0.10, abs=spread)


def _emergencies_after_enrolment(seacombe: Written) -> list[int]:
    enrolled = seacombe.truth("enrolment")
    since = dict(zip(enrolled["person_number"].to_pylist(), enrolled["enrolled_on"].to_pylist(), strict=True))
    spells: dict[int, bool] = {}
    for trust in ("RZZ1", "RZZ2"):
        rows = seacombe.extract(f"{trust.lower()}/apc_*", ["PROVSPNO", "LOPATID", "ADMIDATE", "ADMIMETH"])
        person = seacombe.persons(f"{trust} admitted care", rows["LOPATID"]).tolist()
        method = rows["ADMIMETH"].cast(pa.string()).to_pylist()
        for spell, who, day, how in zip(
            rows["PROVSPNO"].to_pylist(), person, rows["ADMIDATE"].to_pylist(), method, strict=True
        ):
            if who in since and how.startswith("2") and day and since[who] <= day < date(2030, 1, 1):
                spells[spell] = True
    return list(spells)


def test_the_care_model_makes_fewer_outpatient_attendances_after_enrolment(seacombe: Written) -> None:
    assert seacombe.summary.true_changes["outpatient_attendances"] == -0.15
    happened, prevented = (
        _seen_after_enrolment(seacombe),
        seacombe.summary.prevented["outpatient_attendances"],
    )
    spread = 4 * np.sqrt(0.15 * 0.85 / (happened + prevented))
    assert prevented / (happened + prevented) == pytest.approx(0.15, abs=spread)


def _seen_after_enrolment(seacombe: Written) -> int:
    enrolled = seacombe.truth("enrolment")
    since = dict(zip(enrolled["person_number"].to_pylist(), enrolled["enrolled_on"].to_pylist(), strict=True))
    seen = set()
    for trust in ("RZZ1", "RZZ2"):
        columns = ["ATTENDKEY", "LOPATID", "APPTDATE", "ATTENDED"]
        rows = seacombe.extract(f"{trust.lower()}/op_*", columns)
        person = seacombe.persons(f"{trust} outpatients", rows["LOPATID"]).tolist()
        came = rows["ATTENDED"].cast(pa.string()).to_pylist()
        keys, days_ = rows["ATTENDKEY"].to_pylist(), rows["APPTDATE"].to_pylist()
        for key, who, day, how in zip(keys, person, days_, came, strict=True):
            if who in since and how in ("5", "6") and day and since[who] <= day < date(2030, 1, 1):
                seen.add(key)
    return len(seen)


def test_nothing_else_is_planted_but_what_the_summary_says(seacombe: Written) -> None:
    changes = seacombe.summary.true_changes
    assert changes["gp_consultations"] == 0
    assert changes["emergency_bed_days"] == changes["emergency_admissions"]
    assert set(seacombe.summary.prevented) == {"emergency_admissions", "outpatient_attendances"}


def test_the_list_of_the_team_has_everyone_enrolled_on_the_day_they_were(seacombe: Written) -> None:
    rows = seacombe.extract("l81001/caseload_*")
    person = seacombe.persons("Hub caseload", rows["LocalPatientId"]).tolist()
    enrolled = seacombe.truth("enrolment")
    true = dict(zip(enrolled["person_number"].to_pylist(), enrolled["enrolled_on"].to_pylist(), strict=True))
    listed = dict(zip(person, rows["JoinedOn"].to_pylist(), strict=True))
    assert set(listed) == set(true)
    # All but those whose day is spoilt.
    assert sum(listed[who] != day for who, day in true.items()) <= 2


def test_ends_on_the_list_come_late_or_never(seacombe: Written) -> None:
    rows = seacombe.extract("l81001/caseload_*")
    person = seacombe.persons("Hub caseload", rows["LocalPatientId"]).tolist()
    people = seacombe.truth("person")
    left = dict(zip(people["person_number"].to_pylist(), people["left_before"].to_pylist(), strict=True))
    joined, ended = rows["JoinedOn"].to_pylist(), rows["LeftOn"].to_pylist()
    known = [
        (left[who], end) for who, day, end in zip(person, joined, ended, strict=True) if end and end >= day
    ]
    assert known
    assert all(truly and truly <= end for truly, end in known)
    assert all(end is None for who, end in zip(person, ended, strict=True) if not left[who])


def test_people_are_enrolled_over_time_up_to_the_capacity(seacombe: Written) -> None:
    days = seacombe.truth("enrolment")["enrolled_on"]
    assert seacombe.summary.enrolled == len(days)
    assert 0.004 < len(days) / seacombe.summary.people_at_start < 0.013
    assert pc.min(days).as_py() >= date(2023, 4, 1)
    months = np.unique(days.cast(pa.int32()).to_numpy() // 30)
    assert len(months) >= 3


def test_enrolled_people_had_an_emergency_admission_in_the_year_before(seacombe: Written) -> None:
    enrolled = seacombe.truth("enrolment")
    since = np.zeros(int(seacombe.years.number.max()) + 1, dtype=int)
    since[enrolled["person_number"].to_numpy()] = enrolled["enrolled_on"].cast(pa.int32()).to_numpy()
    had = np.zeros(len(since), bool)
    for name, person, day, _ in seacombe.events:
        if name == "inpatient":
            before = since[person] - day
            had[person[(before > 0) & (before <= 365)]] = True
    # All but those whose admission has a spoilt date.
    assert had[enrolled["person_number"].to_numpy()].mean() > 0.99


def test_emergency_admissions_fall_more_often_on_those_who_had_one_before(seacombe: Written) -> None:
    people = int(seacombe.years.number.max()) + 1
    count = {}
    for start in (date(2022, 4, 1), date(2023, 4, 1)):
        first = day_number(start)
        count[start] = np.zeros(people, bool)
        for name, person, day, price in seacombe.events:
            if name == "inpatient":
                urgent = (day >= first) & (day < first + 365) & (np.isin(price, np.unique(price)[[0, -2]]))
                count[start][person[urgent]] = True
    before, after = count.values()
    assert after[before].mean() > 3 * after[~before].mean()


def test_the_summary_counts_every_row_written(hamlet: Written) -> None:
    rows = {str(path.relative_to(hamlet.folder)) for path in (hamlet.folder / "data").rglob("*.csv")}
    assert set(hamlet.summary.rows) == rows
    patients = hamlet.extract("qzz/patients_*")
    assert hamlet.summary.rows["data/qzz/patients_2024-03-31.csv"] == len(patients)


def test_those_who_died_are_marked_in_the_register(hamlet: Written) -> None:
    register = hamlet.extract("qzz/patients_*")
    died = register.filter(pc.equal(register["registration_status"], "deceased"))
    assert len(died) > 0
    assert died["death_date"].null_count == 0
