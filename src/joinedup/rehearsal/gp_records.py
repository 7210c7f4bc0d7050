"""The GP extract's patients, problems and observations: one file each, or one a year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.chunk import GP, Chunk
from joinedup.rehearsal.conditions import conditions
from joinedup.rehearsal.days import FLAT, NEVER, WEEKDAYS_ONLY, days_between
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import Piece, coded, days, words
from joinedup.rehearsal.gp_extract import FOLDER, SOURCE, first_id, merged_on, patient_ids, practice_on
from joinedup.rehearsal.identity import Known, as_known, count_mistakes
from joinedup.rehearsal.people import ABSENT, People
from joinedup.rehearsal.spoil import Counts, Spoiler

# ETHNIC CATEGORY codes of each group, the commonest first, with Z (not stated) last.
_ETHNIC_CODES = ("A", "C", "B", "H", "J", "L", "N", "M", "P", "G", "D", "F", "S", "S", "S", "Z")
_MINOR_PROBLEMS = (
    "195662009",
    "54150009",
    "68566005",
    "25064002",
    "21522001",
    "24079001",
    "162397003",
    "10509002",
)
CARE_PLAN = "734163000"
# Measurements: SNOMED CT concept, unit, mean, standard deviation, how many a year for each consultation attended.
_MEASURED = (
    ("271649006", "mm[Hg]", 132.0, 16.0, 0.12),
    ("271650006", "mm[Hg]", 78.0, 10.0, 0.12),
    ("60621009", "kg/m2", 27.5, 5.2, 0.05),
    ("999791000000106", "mmol/mol", 46.0, 13.0, 0.03),
)


def ethnic_codes(people: People) -> pa.DictionaryArray:
    """The ETHNIC CATEGORY code of each person; about one in twelve is not stated."""
    which = people.ethnicity * 3 + np.array([0, 0, 0, 0, 1, 2])[people.number % 6]
    return coded(np.where(people.number % 12 == 7, len(_ETHNIC_CODES) - 1, which), _ETHNIC_CODES)


def known_to_practices(chunk: Chunk) -> Known:
    """Identities as the practices have them."""
    return as_known(chunk.true, chunk.older_postcode, "gp", chunk.nhs_numbers, chunk.rng(GP, 90))


def patients(chunk: Chunk, counts: Counts) -> Piece:
    """The register at the end of the period: a row for each person and spell with a practice."""
    people, ends = chunk.people, chunk.setting.calendar.ends
    seen = np.flatnonzero((people.segment != ABSENT).any(axis=1))
    person, start, end = _spells(chunk, seen)
    known = known_to_practices(chunk)
    counts.update(count_mistakes(known, seen, SOURCE, "patients"))
    identity, place = known.identities, chunk.setting.place_map
    ended = end < ends
    died = people.died[person] < ends
    # A death ends a registration on its own day; a move, on the day before the next one begins.
    last_day = np.where(end == people.died[person], end, end - 1)
    columns = {
        "patient_id": pa.array(patient_ids(chunk, person, start)),
        "nhs_number": words(identity.nhs_number, person),
        "practice_code": coded(practice_on(chunk, person, start), place.practice_codes),
        "registration_start": days(start),
        "registration_end": days(np.where(ended, last_day, 0), ~ended),
        "registration_status": coded(
            np.where(ended & (end == people.died[person]), 2, ended), ("registered", "left", "deceased")
        ),
        "given_name": words(identity.given, person),
        "family_name": words(identity.family, person),
        "birth_date": days(identity.birth[person]),
        "sex": coded(people.sex[person], ("F", "M")),
        "ethnic_category": ethnic_codes(people).take(pa.array(person)),
        "postcode": words(identity.postcode, person),
        "lsoa_code": coded(people.area[person], place.area_codes),
        "deprivation_quintile": pa.array((people.quintile[person] + 1).astype(np.int8)),
        "care_home_flag": coded(people.care_home_from[person] < np.minimum(end, ends), ("N", "Y")),
        "death_date": days(np.where(died, people.died[person], 0), ~died),
        "opt_out": coded(people.opted_out[person], ("N", "Y")),
        "last_updated": days(np.where(ended, end, ends - 1 - people.number[person] % 200)),
    }
    spoil = Spoiler(SOURCE, "patients", chunk.rng(GP, 91))
    rows = spoil.send_twice(pa.table(columns))
    counts.update(spoil.counts)
    return Piece(FOLDER, f"patients_{_last_day(chunk)}", rows)


def _spells(chunk: Chunk, seen: Whole) -> tuple[Whole, Whole, Whole]:
    """Person, first day and first day after of each spell with one practice, cut at changes and at the merger."""
    people, place, merged = chunk.people, chunk.setting.place_map, merged_on(chunk.setting.calendar)
    in_old_before = (
        np.where(people.changed_practice <= merged, people.next_practice, people.practice)
        == place.old_practice
    )
    cut_by_merger = np.where(in_old_before, merged, NEVER)
    cuts = np.sort(np.stack([people.changed_practice, cut_by_merger], axis=1), axis=1)
    edges = np.column_stack(
        [people.entry, np.clip(cuts, people.entry[:, None], people.exit[:, None]), people.exit]
    )[seen]
    person = np.repeat(seen, 3)
    start, end = edges[:, :-1].reshape(-1), edges[:, 1:].reshape(-1)
    real = (end > start) & (start < chunk.setting.calendar.ends)
    return person[real], start[real], end[real]


def problems(chunk: Chunk, counts: Counts) -> Iterator[Piece]:
    """Long-term conditions on the day recorded and some short-lived problems; one file a year, the first with all before."""
    people, calendar = chunk.people, chunk.setting.calendar
    rng = chunk.rng(GP, 92)
    seen = (people.segment != ABSENT).any(axis=1)
    until = np.minimum(people.exit, calendar.ends)[:, None]
    person, condition = np.nonzero((people.onset < until) & seen[:, None])
    codes = [np.array(codes) for codes in conditions().snomed]
    offset = np.cumsum([0, *(len(c) for c in codes)])
    size = np.array([len(c) for c in codes])
    which = offset[condition] + (rng.random(len(person)) ** 1.5 * size[condition]).astype(np.int64)
    minor_person = np.flatnonzero(seen & (rng.random(len(people)) < 0.35))
    first_day = np.maximum(people.entry, calendar.begins)[minor_person]
    minor_day = rng.integers(first_day, np.maximum(until[minor_person, 0], first_day + 1))
    which = np.r_[which, offset[-1] + rng.integers(0, len(_MINOR_PROBLEMS), len(minor_person))]
    day = np.r_[people.onset[person, condition], minor_day]
    everyone = np.r_[person, minor_person]
    spoil = Spoiler(SOURCE, "problems", rng)
    rows = _problem_rows(
        chunk,
        everyone,
        day,
        which,
        [*(c for part in codes for c in part), *_MINOR_PROBLEMS],
        len(person),
        spoil,
    )
    year = np.clip(np.searchsorted(calendar.starts, day, side="right") - 1, 0, calendar.years - 1)
    for n in np.unique(year).tolist():
        yield Piece(
            FOLDER, f"problems_{calendar.first_year + n}", spoil.send_twice(rows.filter(pa.array(year == n)))
        )
    counts.update(spoil.counts)


def _problem_rows(
    chunk: Chunk, person: Whole, day: Whole, which: Whole, codes: list[str], lasting: int, spoil: Spoiler
) -> pa.Table:
    n = len(person)
    short = np.arange(n) >= lasting
    return pa.table(
        {
            "problem_id": pa.array(first_id(chunk, 0, 3) + np.arange(n)),
            "patient_id": pa.array(patient_ids(chunk, person, np.maximum(day, chunk.people.entry[person]))),
            "practice_code": coded(practice_on(chunk, person, day), chunk.setting.place_map.practice_codes),
            "snomed_code": coded(which, codes),
            "recorded_date": days(day, spoil.some("blank_required", n)),
            "end_date": days(day + 14, ~short),
            "significance": coded(short, ("major", "minor")),
        }
    )


def observations(chunk: Chunk, year: int, counts: Counts) -> Piece:
    """Measurements of a year, and the care plans of those who were enrolled in the care model."""
    care, rng = chunk.care[year], chunk.rng(GP, year, 1)
    attended = care.counts["primary_care_contact"]
    start, end = (int(day) for day in chunk.setting.calendar.starts[year : year + 2])
    plans = np.flatnonzero((chunk.enrolled >= start) & (chunk.enrolled < end))
    drawn = [np.repeat(np.arange(len(care.here)), rng.poisson(attended * often)) for *_, often in _MEASURED]
    at = np.concatenate(drawn)
    kind = np.repeat(np.arange(len(_MEASURED)), [len(part) for part in drawn])
    mean, spread = (np.array([row[i] for row in _MEASURED])[kind] for i in (2, 3))
    value = np.round(mean + spread * rng.standard_normal(len(at)), 1)
    day = days_between(care.first[at], care.ends_before[at], WEEKDAYS_ONLY, FLAT, rng.random(len(at)))
    person, day = np.r_[care.here[at], plans], np.r_[day, chunk.enrolled[plans]]
    n, is_plan = len(person), np.arange(len(person)) >= len(at)
    kind = np.r_[kind, np.full(len(plans), len(_MEASURED))]
    spoil = Spoiler(SOURCE, "observations", rng)
    columns = {
        "observation_id": pa.array(first_id(chunk, year, 4) + np.arange(n)),
        "patient_id": pa.array(patient_ids(chunk, person, day)),
        "practice_code": coded(practice_on(chunk, person, day), chunk.setting.place_map.practice_codes),
        "recorded_date": spoil.dates(day),
        "snomed_code": coded(kind, [*(row[0] for row in _MEASURED), CARE_PLAN]),
        "value": pa.array(np.r_[value, np.zeros(len(plans))], mask=is_plan),
        "unit": coded(kind, [*(row[1] for row in _MEASURED), None]),
    }
    rows = spoil.send_twice(pa.table(columns))
    counts.update(spoil.counts)
    return Piece(FOLDER, f"observations_{chunk.setting.calendar.first_year + year}", rows)


def _last_day(chunk: Chunk) -> str:
    return str(np.datetime64(chunk.setting.calendar.ends - 1, "D"))
