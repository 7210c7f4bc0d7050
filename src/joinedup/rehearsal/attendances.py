"""Emergency departments and outpatients, in the layout of Hospital Episode Statistics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.care_model import not_booked
from joinedup.rehearsal.chunk import ENROLMENT, HOSPITAL, Chunk
from joinedup.rehearsal.days import EVERY_DAY, FLAT, WEEKDAYS_ONLY, WINTER, days_between
from joinedup.rehearsal.draws import Flags, Whole, one_of
from joinedup.rehearsal.files import Piece, coded, days, same
from joinedup.rehearsal.hospital_extract import SOURCES, Hospital, event_keys, financial_year, who
from joinedup.rehearsal.spoil import Counts, Spoiler
from joinedup.rehearsal.stays import choose_trusts

# Arrivals by hour of the day, midnight first. Assumption: the usual shape, low at five and high from ten to eight.
_HOURS = np.array(
    [
        2.4,
        1.9,
        1.6,
        1.4,
        1.3,
        1.3,
        1.6,
        2.4,
        3.9,
        5.3,
        6.1,
        6.2,
        5.9,
        5.7,
        5.5,
        5.4,
        5.5,
        5.7,
        5.9,
        5.7,
        5.2,
        4.6,
        3.9,
        3.1,
    ]
)
_NOT_ADMITTED = np.array([0.0, 0.25, 0.55, 0.07, 0.05, 0.08])  # shares of the disposals
_DISPOSALS = ("01", "02", "03", "12", "13", "11")
_SPECIALTIES = (
    "110",
    "130",
    "120",
    "320",
    "330",
    "502",
    "301",
    "410",
    "300",
    "101",
    "430",
    "303",
    "340",
    "400",
)
_DIAGNOSES = ("38", "02", "05", "01", "20", "22", "18", "23", "31", "14", "08", "99")


def emergency_department(chunk: Chunk, hospital: Hospital, year: int, counts: Counts) -> Piece:
    """A trust's attendances of a year: those that ended in admission and the others."""
    care, stays, rng = chunk.care[year], chunk.stays[year], chunk.rng(HOSPITAL, year, 1)
    at = np.repeat(np.arange(len(care.here)), care.counts["emergency_department"])
    day = days_between(care.first[at], care.ends_before[at], EVERY_DAY, FLAT, rng.random(len(at)))
    trust = choose_trusts(chunk.people, care.here[at], chunk.setting, rng)
    through = stays.through_department
    person = np.r_[stays.person[through], care.here[at]]
    day, trust = np.r_[stays.admitted[through], day], np.r_[stays.trust[through], trust]
    admitted = np.arange(len(person)) < int(through.sum())
    own = trust == hospital.trust
    rng = chunk.rng(HOSPITAL, year, hospital.trust, 1)
    spoil = Spoiler(SOURCES[hospital.code, "ae"], "ae", rng)
    rows = spoil.send_twice(
        _attendances(chunk, hospital, year, person[own], day[own], admitted[own], spoil, rng)
    )
    counts.update(spoil.counts)
    return Piece(hospital.folder, f"ae_{chunk.setting.calendar.first_year + year}", rows)


def _attendances(
    chunk: Chunk, hospital: Hospital, year: int, person: Whole, day: Whole, admitted: np.ndarray,
    spoil: Spoiler, rng: np.random.Generator,
) -> pa.Table:  # fmt: skip
    n = len(person)
    hour = one_of(_HOURS, rng.random(n))
    # Waits grow in the evening and for those admitted; some leave just before four hours.
    wait = rng.gamma(3.0, 50.0 + 25.0 * admitted + 15.0 * (hour >= 17), n)
    wait = np.where((wait > 240) & (wait < 300) & (rng.random(n) < 0.6), 239 - rng.integers(0, 15, n), wait)
    stays = np.clip(wait, 5, 1400).astype(np.int32)
    minute = rng.integers(0, 60, n)
    kind = np.where(admitted, 0, one_of(np.array([0.72, 0.02, 0.22, 0.04]), rng.random(n)))
    times, at = np.unique(hour * 100 + minute, return_inverse=True)
    age = chunk.people.ages(int(chunk.setting.calendar.starts[year]))[person]
    return pa.table(
        {
            "FYEAR": same(financial_year(chunk, year), n),
            "AEKEY": pa.array(event_keys(chunk, year, 10 + hospital.trust, n)),
            **who(chunk, hospital, "ae", person, day, spoil),
            "ARRIVALDATE": spoil.dates(day),
            "ARRIVALTIME": coded(at, [f"{time:04d}" for time in times.tolist()]),
            "AEARRIVALMODE": coded(rng.random(n) < np.where(admitted, 0.45, 0.15), ("2", "1")),
            "AEATTENDCAT": coded(rng.random(n) < 0.03, ("1", "2")),
            "AEATTENDDISP": coded(np.where(admitted, 0, one_of(_NOT_ADMITTED, rng.random(n))), _DISPOSALS),
            "AEDEPTTYPE": coded(kind, ("01", "02", "03", "04")),
            "INITDUR": pa.array((stays * rng.uniform(0.03, 0.15, n)).astype(np.int32)),
            "TRETDUR": pa.array((stays * rng.uniform(0.2, 0.5, n)).astype(np.int32)),
            "CONCLDUR": pa.array((stays * rng.uniform(0.7, 1.0, n)).astype(np.int32)),
            "DEPDUR": pa.array(stays),
            "ARRIVALAGE": pa.array(age.astype(np.int16)),
            "DIAG2_01": coded(rng.integers(0, len(_DIAGNOSES), n), _DIAGNOSES),
        }
    )


@dataclass(frozen=True)
class Outpatients:
    """The outpatient appointments of a year at both trusts, and how many attendances the care model prevented."""

    year: int
    person: Whole
    day: Whole
    came: Flags
    trust: Whole
    prevented: int


def booked(chunk: Chunk, year: int) -> Outpatients:
    """The appointments of a year, without those that the care model makes unnecessary."""
    care, rng = chunk.care[year], chunk.rng(HOSPITAL, year, 2)
    attended = care.counts["outpatient"]
    missed = rng.poisson(attended * chunk.setting.figures.assumed["missed"]["outpatient"])
    at = np.repeat(np.arange(len(care.here)), attended + missed)
    first = np.cumsum(attended + missed) - attended - missed
    came = np.arange(len(at)) - np.repeat(first, attended + missed) < attended[at]
    day = days_between(care.first[at], care.ends_before[at], WEEKDAYS_ONLY, WINTER / 3, rng.random(len(at)))
    person = care.here[at]
    trust = choose_trusts(chunk.people, person, chunk.setting, rng)
    spared = not_booked(person, day, chunk.enrolled, chunk.setting, chunk.rng(ENROLMENT, year, 2))
    kept = ~spared
    return Outpatients(year, person[kept], day[kept], came[kept], trust[kept], int((spared & came).sum()))


def outpatients(chunk: Chunk, hospital: Hospital, of_year: Outpatients, counts: Counts) -> Piece:
    """A trust's appointments of a year, attended or missed."""
    year, own = of_year.year, of_year.trust == hospital.trust
    rng = chunk.rng(HOSPITAL, year, hospital.trust, 2)
    spoil = Spoiler(SOURCES[hospital.code, "op"], "op", rng)
    person, day, came = of_year.person[own], of_year.day[own], of_year.came[own]
    rows = spoil.send_twice(_appointments(chunk, hospital, year, person, day, came, spoil, rng))
    counts.update(spoil.counts)
    return Piece(hospital.folder, f"op_{chunk.setting.calendar.first_year + year}", rows)


def _appointments(
    chunk: Chunk, hospital: Hospital, year: int, person: Whole, day: Whole, came: np.ndarray,
    spoil: Spoiler, rng: np.random.Generator,
) -> pa.Table:  # fmt: skip
    n = len(person)
    again = rng.random(n) < 0.68
    specialty = coded(rng.integers(0, len(_SPECIALTIES), n), _SPECIALTIES)
    not_seen = rng.choice([0, 1, 2, 3], n, p=[0.2, 0.6, 0.15, 0.05])
    return pa.table(
        {
            "FYEAR": same(financial_year(chunk, year), n),
            "ATTENDKEY": pa.array(event_keys(chunk, year, 20 + hospital.trust, n)),
            **who(chunk, hospital, "op", person, day, spoil),
            "APPTDATE": spoil.dates(day),
            "ATENTYPE": coded(again, ("1", "2")),
            "ATTENDED": coded(
                np.where(came, 4 + (rng.random(n) < 0.02), not_seen), ("2", "3", "4", "7", "5", "6")
            ),
            "FIRSTATT": coded(again, ("1", "2")),
            "MAINSPEF": specialty,
            "TRETSPEF": specialty,
            "REFSOURC": coded(rng.choice([0, 1, 2], n, p=[0.6, 0.25, 0.15]), ("03", "05", "04")),
            "REQDATE": days(day - rng.integers(7, 180, n)),
            "STAFFTYP": coded(rng.random(n) < 0.2, ("1", "3")),
            "DIAG_4_01": same("R69X", n),
            "PRIORITY": coded(rng.choice([0, 1, 2], n, p=[0.75, 0.15, 0.1]), ("1", "2", "3")),
            "OUTCOME": coded(rng.choice([0, 1, 2], n, p=[0.35, 0.6, 0.05]), ("1", "2", "3")),
        }
    )
