"""The extract of the general practices: patients, consultations, problems, prescriptions and observations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.activity import YearOfCare
from joinedup.rehearsal.chunk import GP, Chunk
from joinedup.rehearsal.conditions import conditions
from joinedup.rehearsal.days import FLAT, WEEKDAYS_ONLY, WINTER, Calendar, day_number, days_between
from joinedup.rehearsal.draws import Whole, one_of
from joinedup.rehearsal.figures import table
from joinedup.rehearsal.files import Piece, coded
from joinedup.rehearsal.spoil import Counts, Spoiler

FOLDER = "qzz"
SOURCE = "General practice extract"
UNKNOWN_PRACTICE = "Y99999"  # a code no organisation of the place has
_TYPES = ("face-to-face", "telephone", "online", "home-visit", "admin")
_TYPE_SHARE = np.array([0.62, 0.28, 0.05, 0.01, 0.04])
_ROLES = ("gp", "nurse", "pharmacist", "other")
_ROLE_SHARE = np.array([0.50, 0.24, 0.06, 0.20])
_STATUS = ("attended", "did-not-attend", "cancelled")
_TIMES = tuple(f"{8 + m // 60:02d}:{m % 60:02d}" for m in range(0, 630, 5))
_QUANTITIES = np.array([28.0, 56.0, 30.0, 100.0, 84.0, 200.0, 1.0])
_A_YEAR = 10_000_000  # numbers set aside for the rows of one table, chunk and year


def merged_on(calendar: Calendar) -> int:
    """The day the old practice merged into the new one: the October nearest the middle of the period."""
    middle = date(1970, 1, 1) + timedelta(days=(calendar.begins + calendar.ends) // 2)
    return day_number(middle.replace(month=10, day=1))


def practice_on(chunk: Chunk, person: Whole, day: Whole) -> Whole:
    """The practice each person was registered with on a day, after the merger under the new one's code."""
    people, place = chunk.people, chunk.setting.place_map
    practice = np.where(
        day >= people.changed_practice[person], people.next_practice[person], people.practice[person]
    )
    merged = (practice == place.old_practice) & (day >= merged_on(chunk.setting.calendar))
    return np.where(merged, place.new_practice, practice)


def visits(chunk: Chunk, year: int, counts: Counts) -> Iterator[Piece]:
    """Consultations and prescriptions of a year, a file each quarter."""
    care, rng = chunk.care[year], chunk.rng(GP, year)
    yield from _consultations(chunk, care, Spoiler(SOURCE, "consultations", rng), counts, rng)
    yield from _prescriptions(chunk, care, Spoiler(SOURCE, "prescriptions", rng), counts, rng)


def _consultations(
    chunk: Chunk, care: YearOfCare, spoil: Spoiler, counts: Counts, rng: np.random.Generator
) -> Iterator[Piece]:
    attended = care.counts["primary_care_contact"]
    missed = rng.poisson(attended * chunk.setting.figures.assumed["missed"]["primary_care"])
    at = np.repeat(np.arange(len(care.here)), attended + missed)
    n = len(at)
    number_at = np.arange(n) - np.repeat(np.cumsum(attended + missed) - attended - missed, attended + missed)
    status = np.where(number_at < attended[at], 0, np.where(rng.random(n) < 0.7, 1, 2))
    day = days_between(care.first[at], care.ends_before[at], WEEKDAYS_ONLY, WINTER, rng.random(n))
    person = care.here[at]
    kind = one_of(_TYPE_SHARE, rng.random(n))
    kind[(kind == 0) & (chunk.people.care_home_from[person] <= day)] = 3
    codes = [*chunk.setting.place_map.practice_codes, UNKNOWN_PRACTICE]
    practice = np.where(
        spoil.some("unknown_organisation", n), len(codes) - 1, practice_on(chunk, person, day)
    )
    columns = {
        "consultation_id": pa.array(first_id(chunk, care.year, 1) + np.arange(n)),
        "patient_id": pa.array(patient_ids(chunk, person, day)),
        "practice_code": coded(practice, codes),
        "consultation_date": spoil.dates(day),
        "start_time": coded(rng.integers(0, len(_TIMES), n), _TIMES),
        "consultation_type": coded(kind, _TYPES),
        "clinician_role": coded(one_of(_ROLE_SHARE, rng.random(n)), _ROLES),
        "duration_minutes": pa.array(rng.integers(3, 26, n).astype(np.int16)),
        "status": coded(status, _STATUS),
    }
    yield from by_quarter(chunk, "consultations", pa.table(columns), day, spoil)
    counts.update(spoil.counts)


def _prescriptions(
    chunk: Chunk, care: YearOfCare, spoil: Spoiler, counts: Counts, rng: np.random.Generator
) -> Iterator[Piece]:
    items = care.counts["prescription_item"]
    at = np.repeat(np.arange(len(care.here)), items)
    n = len(at)
    person = care.here[at]
    day = days_between(care.first[at], care.ends_before[at], WEEKDAYS_ONLY, FLAT, rng.random(n))
    drug, repeat = _drugs(chunk, care, at, rng)
    columns = {
        "prescription_id": pa.array(first_id(chunk, care.year, 2) + np.arange(n)),
        "patient_id": pa.array(patient_ids(chunk, person, day)),
        "practice_code": coded(practice_on(chunk, person, day), chunk.setting.place_map.practice_codes),
        "issue_date": spoil.dates(day),
        "bnf_code": coded(drug, _BNF),
        "quantity": pa.array(_QUANTITIES[rng.integers(0, len(_QUANTITIES), n)]),
        "issue_type": coded(repeat, ("acute", "repeat")),
    }
    yield from by_quarter(chunk, "prescriptions", pa.table(columns), day, spoil)
    counts.update(spoil.counts)


_GENERAL = table(Path(__file__).parent / "words" / "prescriptions.csv")
_OF_CONDITIONS = [(number, code) for number, codes in enumerate(conditions().bnf) for code in codes]
_BNF = tuple(code for _, code in _OF_CONDITIONS) + tuple(row["bnf"] for row in _GENERAL)
_GENERAL_WEIGHT = np.array([float(row["weight"]) for row in _GENERAL])
_GENERAL_REPEAT = np.array([row["issue_type"] == "repeat" for row in _GENERAL])
_SLOTS = 8


def _drugs(chunk: Chunk, care: YearOfCare, at: Whole, rng: np.random.Generator) -> tuple[Whole, Whole]:
    """A drug for each item: mostly one of the person's own conditions, else a general one."""
    held = chunk.people.held_at[care.here, care.year]
    own = np.full((len(care.here), _SLOTS), -1)
    filled = np.zeros(len(care.here), dtype=np.int64)
    for drug, (condition, _) in enumerate(_OF_CONDITIONS):
        takes = np.flatnonzero(held[:, condition] & (filled < _SLOTS))
        own[takes, filled[takes]] = drug
        filled[takes] += 1
    slot = (rng.random(len(at)) * (filled[at] * 1.5 + 1)).astype(np.int64)
    chosen = np.where(slot < filled[at], own[at, np.minimum(slot, _SLOTS - 1)], -1)
    general = one_of(_GENERAL_WEIGHT, rng.random(len(at)))
    repeat = np.where(chosen >= 0, True, _GENERAL_REPEAT[general])
    return np.where(chosen >= 0, chosen, len(_OF_CONDITIONS) + general), repeat.astype(np.int64)


def by_quarter(
    chunk: Chunk, name: str, rows: pa.Table, day: Whole, spoil: Spoiler, folder: str = FOLDER
) -> Iterator[Piece]:
    """The rows as a piece for each quarter's file, named by its first month; a few rows come a quarter late."""
    months = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    last = chunk.setting.calendar.years * 4 - 1
    first = (chunk.setting.calendar.first_year - 1970) * 12 + 3
    quarter = np.clip((months - first) // 3, 0, last)
    sent = spoil.late(quarter, last)
    for period in np.unique(sent).tolist():
        part = rows.filter(pa.array(sent == period))
        month = np.datetime64(first + 3 * period, "M")
        yield Piece(folder, f"{name}_{month}", spoil.send_twice(part))


def patient_ids(chunk: Chunk, person: Whole, day: Whole) -> Whole:
    """The GP system's number of a person; one in three of those who change practice get a new one there."""
    people = chunk.people
    renewed = (day >= people.changed_practice[person]) & (people.number[person] % 3 == 0)
    return np.asarray(people.number[person] * 2 + renewed)


def first_id(chunk: Chunk, year: int, part: int) -> int:
    """The first number of the rows of one table, chunk and year; no two overlap."""
    return ((part * 100 + year) * 100_000 + chunk.index) * _A_YEAR
