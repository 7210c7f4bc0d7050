"""The two acute trusts' extracts in the layout of Hospital Episode Statistics: admissions, outpatients, emergency departments."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from joinedup.rehearsal.chunk import HOSPITAL, Chunk
from joinedup.rehearsal.days import NEVER
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import coded, days, same, words
from joinedup.rehearsal.gp_extract import practice_on
from joinedup.rehearsal.gp_records import ethnic_codes
from joinedup.rehearsal.identity import Known, as_known, dirt
from joinedup.rehearsal.spoil import Spoiler

TRUSTS = ("RZZ1", "RZZ2")
# How each trust names its sources, by format.
SOURCES = {
    (trust, form): f"{trust} {words_}"
    for trust in TRUSTS
    for form, words_ in (("apc", "admitted care"), ("op", "outpatients"), ("ae", "emergency department"))
}
NOT_KNOWN = "V81999"


@dataclass(frozen=True)
class Hospital:
    """One trust as it knows a chunk of people."""

    trust: int
    known: Known
    twice_from: Whole  # day from which a person has a second hospital number by mistake
    used: dict[str, list[Whole]] = field(
        default_factory=dict
    )  # by format: hospital numbers written, with positions

    @property
    def code(self) -> str:
        return TRUSTS[self.trust]

    @property
    def folder(self) -> str:
        return self.code.lower()

    def local_numbers(self, chunk: Chunk, person: Whole, day: Whole) -> Whole:
        """The hospital numbers used on the days, without their letters."""
        second = day >= self.twice_from[person]
        return (chunk.people.number[person] * 2 + second) * 10 + self.trust


def hospitals(chunk: Chunk) -> list[Hospital]:
    """Both trusts, each with its own mistakes."""
    made = []
    for trust in range(len(TRUSTS)):
        rng = chunk.rng(HOSPITAL, 90, trust)
        known = as_known(chunk.true, chunk.older_postcode, "hes", chunk.nhs_numbers, rng)
        calendar, n = chunk.setting.calendar, len(chunk.people)
        twice = rng.random(n) < dirt()["identity"]["registered_twice"]
        day = rng.integers(calendar.begins, calendar.ends, n)
        made.append(Hospital(trust, known, np.where(twice, day, NEVER)))
    return made


def local_keys(numbers: Whole, trust: int) -> pa.Array:
    """Hospital numbers as written: the trust's letter and eight digits or more."""
    return pa.array([f"{'SN'[trust]}{number:08d}" for number in numbers.tolist()], pa.string())


def keys_used(hospital: Hospital) -> list[tuple[str, pa.Array, Whole]]:
    """Every hospital number written, by source, with the position in People of who it is."""
    found = []
    for form, written in hospital.used.items():
        numbers, person = np.unique(np.concatenate(written, axis=1), axis=1)
        found.append((SOURCES[hospital.code, form], local_keys(numbers, hospital.trust), person))
    return found


def who(
    chunk: Chunk, hospital: Hospital, form: str, person: Whole, day: Whole, spoil: Spoiler
) -> dict[str, pa.Array]:
    """The columns that every hospital row has about the person."""
    people, identity, n = chunk.people, hospital.known.identities, len(person)
    place = chunk.setting.place_map
    numbers = hospital.local_numbers(chunk, person, day)
    distinct, first, at = np.unique(numbers, return_index=True, return_inverse=True)
    hospital.used.setdefault(form, []).append(np.stack([distinct, person[first]]))
    practice = practice_on(chunk, person, day)
    codes = [*place.practice_codes, NOT_KNOWN, "&"]
    unknown = spoil.some("unknown_practice", n)
    none = spoil.some_of("no_practice", ~unknown)
    practice = np.where(none, len(codes) - 1, np.where(unknown, len(codes) - 2, practice))
    return {
        "NEWNHSNO": words(identity.nhs_number, person),
        "LOPATID": local_keys(distinct, hospital.trust).take(pa.array(at)),
        "FORENAME": words(identity.given, person),
        "SURNAME": words(identity.family, person),
        "DOB": days(identity.birth[person]),
        "HOMEADD": words(identity.postcode, person),
        "SEX": coded(people.sex[person], ("2", "1")),
        "ETHNOS": ethnic_codes(people).take(pa.array(person)),
        "GPPRAC": coded(practice, codes),
        "LSOA11": coded(people.area[person], place.area_codes),
        "PROCODE3": same(hospital.code, n),
        "PROCODE5": same(f"{hospital.code}0", n),
    }


def financial_year(chunk: Chunk, year: int) -> str:
    """The year as HES writes it: 2122 for 2021/22."""
    first = chunk.setting.calendar.first_year + year
    return f"{first % 100:02d}{(first + 1) % 100:02d}"


def of_trust(rows: dict[str, Whole | NDArray[np.bool_]], trust: Whole, which: int) -> dict[str, np.ndarray]:
    """The rows of one trust."""
    keep = trust == which
    return {name: values[keep] for name, values in rows.items()}


def event_keys(chunk: Chunk, year: int, part: int, count: int) -> Whole:
    """Numbers of rows, unique over trusts, chunks and years."""
    return ((50 + part) * 100 + year) * 10**10 + chunk.index * 10**6 * 2 + np.arange(count)
