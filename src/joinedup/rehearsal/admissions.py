"""Admitted care: episodes of stays with their diagnoses, in the layout of Hospital Episode Statistics."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.chunk import HOSPITAL, Chunk
from joinedup.rehearsal.diagnoses import write_diagnoses
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import Piece, coded, days, same
from joinedup.rehearsal.hospital_extract import SOURCES, Hospital, event_keys, financial_year, who
from joinedup.rehearsal.spoil import Counts, Spoiler
from joinedup.rehearsal.stays import DAY_CASE, ELECTIVE, EMERGENCY, MATERNITY, Stays

_METHODS = ("21", "22", "24", "28", "31", "11", "12", "13", "2A", "2B", "2D")
_SPECIALTIES = (
    "300",
    "430",
    "100",
    "110",
    "320",
    "340",
    "301",
    "501",
    "130",
    "180",
    "420",
    "101",
    "502",
    "560",
    "800",
)
_BY_KIND = {
    EMERGENCY: (0, 1, 2, 4, 5, 9),
    MATERNITY: (7, 13),
    ELECTIVE: (2, 3, 8, 11),
    DAY_CASE: (2, 3, 6, 8, 14, 11),
}
_TWO_EPISODES = 0.15  # of stays of two nights or more
_OPERATIONS = ("C751", "H221", "G451", "W401", "T202", "M459", "-", "J183", "X403", "E201")


def admitted_care(chunk: Chunk, hospital: Hospital, year: int, counts: Counts) -> Piece:
    """A trust's admitted care of a year: the stays that began in it."""
    stays = chunk.stays[year].of(chunk.stays[year].trust == hospital.trust)
    rng = chunk.rng(HOSPITAL, year, hospital.trust, 0)
    source = SOURCES[hospital.code, "apc"]
    spoil = Spoiler(source, "apc", rng)
    more = (stays.nights >= 2) & (rng.random(len(stays)) < _TWO_EPISODES)
    at = np.repeat(np.arange(len(stays)), 1 + more)
    second = np.r_[False, at[1:] == at[:-1]] if len(at) else np.zeros(0, bool)
    columns = _episode(chunk, hospital, year, stays, at, second, more[at], spoil, rng)
    rows = spoil.send_twice(pa.table(columns))
    counts.update(spoil.counts)
    return Piece(hospital.folder, f"apc_{chunk.setting.calendar.first_year + year}", rows)


def _episode(
    chunk: Chunk, hospital: Hospital, year: int, stays: Stays, at: Whole, second: np.ndarray, split: np.ndarray,
    spoil: Spoiler, rng: np.random.Generator,
) -> dict[str, pa.Array]:  # fmt: skip
    person, kind, admitted = stays.person[at], stays.kind[at], stays.admitted[at]
    nights, ends, n = stays.nights[at], chunk.setting.calendar.ends, len(at)
    left = admitted + nights
    change = admitted + np.maximum(nights // 2, 1)
    start, end = np.where(second, change, admitted), np.where(split & ~second, change, left)
    still_in = left >= ends
    last = second | ~split
    age = chunk.people.ages(int(chunk.setting.calendar.starts[year]))[person]
    died = (chunk.people.died[person] == left) & ~still_in & last
    columns = {
        "FYEAR": same(financial_year(chunk, year), n),
        "EPIKEY": pa.array(event_keys(chunk, year, 1 + hospital.trust, n)),
        "PROVSPNO": pa.array(event_keys(chunk, year, 5 + hospital.trust, len(stays))[at]),
        **who(chunk, hospital, "apc", person, admitted, spoil),
        "ADMIDATE": spoil.dates(admitted),
        "ADMIMETH": coded(_method(kind, stays.through_department[at], rng), _METHODS),
        "ADMISORC": coded(chunk.people.care_home_from[person] <= admitted, ("19", "54")),
        "CLASSPAT": coded(np.select([kind == DAY_CASE, kind == MATERNITY], [1, 2], 0), ("1", "2", "5")),
        "EPISTART": days(start),
        "EPIEND": days(np.minimum(end, ends), (end >= ends)),
        "EPIORDER": pa.array((1 + second).astype(np.int8)),
        "EPISTAT": coded(end >= ends, ("3", "1")),
        "EPITYPE": coded(kind == MATERNITY, ("1", "2")),
        "EPIDUR": pa.array((np.minimum(end, ends) - start).astype(np.int32)),
        "DISDATE": days(np.where(last & ~still_in, left, 0), still_in | ~last),
        "DISMETH": coded(np.where(still_in | ~last, 2, died), ("1", "4", "8")),
        "SPELDUR": pa.array(np.where(still_in, 0, nights).astype(np.int32), mask=still_in | ~last),
        "STARTAGE": pa.array(age.astype(np.int16)),
        "MYDOB": _month_of_birth(hospital.known.identities.birth[person]),
        "TRETSPEF": coded(_specialty(kind, rng), _SPECIALTIES),
    }
    columns["MAINSPEF"] = columns["TRETSPEF"]
    columns |= write_diagnoses(chunk, year, person, kind, age, second, rng)
    columns["OPERTN_4_01"] = coded(
        np.where(kind == EMERGENCY, 6, rng.integers(0, len(_OPERATIONS), n)), _OPERATIONS
    )
    columns["SUSRECID"] = pa.array(event_keys(chunk, year, 7 + hospital.trust, n))
    return columns


def _method(kind: Whole, through: np.ndarray, rng: np.random.Generator) -> Whole:
    urgent = np.where(through, 0, rng.choice([1, 2, 3, 8, 9, 10], len(kind)))
    planned = rng.choice([5, 6, 7], len(kind), p=[0.6, 0.25, 0.15])
    return np.select([kind == EMERGENCY, kind == MATERNITY], [urgent, np.full(len(kind), 4)], planned)


def _specialty(kind: Whole, rng: np.random.Generator) -> Whole:
    chosen = np.zeros(len(kind), dtype=np.int64)
    for which, places in _BY_KIND.items():
        own = kind == which
        chosen[own] = np.array(places)[rng.integers(0, len(places), int(own.sum()))]
    return chosen


def _month_of_birth(birth: Whole) -> pa.Array:
    """Month and year of birth as HES writes them: MMYYYY."""
    months, at = np.unique(birth.astype("datetime64[D]").astype("datetime64[M]"), return_inverse=True)
    written = [f"{str(month)[5:7]}{str(month)[:4]}" for month in months]
    return coded(at, written)
