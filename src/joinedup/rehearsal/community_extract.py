"""The community trust's and the mental health trust's extracts, in the names of CSDS and MHSDS."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.activity import YearOfCare
from joinedup.rehearsal.chunk import COMMUNITY, MENTAL_HEALTH, Chunk
from joinedup.rehearsal.conditions import conditions
from joinedup.rehearsal.days import EVERY_DAY, FLAT, days_between
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import Piece, coded, days, same, words
from joinedup.rehearsal.gp_extract import by_quarter, first_id, practice_on
from joinedup.rehearsal.gp_records import ethnic_codes
from joinedup.rehearsal.identity import Known, as_known, count_mistakes
from joinedup.rehearsal.spoil import Counts, Spoiler

COMMUNITY_TRUST, MENTAL_HEALTH_TRUST = "RZZ3", "RZZ4"
COMMUNITY_SOURCE, MENTAL_HEALTH_SOURCE = "Community services", "Mental health services"
COMMISSIONER, UNKNOWN_COMMISSIONER = "QZZ", "Y9Z"
_TIMES = tuple(f"{h:02d}:{m:02d}" for h in range(8, 20) for m in (0, 10, 15, 20, 30, 40, 45, 50))
_MOSTLY_WEEKDAYS = np.array([1.1, 1.05, 1.0, 1.0, 1.0, 0.45, 0.4])
_TEAMS = ("12", "17", "24", "31", "38", "43")


def known_to_community(chunk: Chunk) -> Known:
    """Identities as the community trust has them."""
    return as_known(
        chunk.true, chunk.older_postcode, "community", chunk.nhs_numbers, chunk.rng(COMMUNITY, 90)
    )


def known_to_mental_health(chunk: Chunk) -> Known:
    """Identities as the mental health trust has them."""
    return as_known(
        chunk.true, chunk.older_postcode, "mental-health", chunk.nhs_numbers, chunk.rng(MENTAL_HEALTH, 90)
    )


def local_ids(chunk: Chunk, person: Whole, letters: str) -> pa.Array:
    """A trust's own patient numbers."""
    distinct, at = np.unique(chunk.people.number[person], return_inverse=True)
    return pa.array([f"{letters}{number * 7 + 3}" for number in distinct.tolist()], pa.string()).take(
        pa.array(at)
    )


def seen_by(chunk: Chunk, kinds: tuple[str, ...]) -> Whole:
    """People with any care of the kinds in any year, missed appointments included."""
    seen = np.zeros(len(chunk.people), bool)
    for care in chunk.care:
        for kind in kinds:
            seen[care.here[care.counts[kind] > 0]] = True
    return np.flatnonzero(seen)


def community(chunk: Chunk, counts: Counts) -> Iterator[Piece]:
    """The patient index and the care contacts, a file each quarter."""
    seen, known = seen_by(chunk, ("community",)), known_to_community(chunk)
    counts.update(count_mistakes(known, seen, COMMUNITY_SOURCE, "CYP001MPI"))
    yield Piece(
        COMMUNITY_TRUST.lower(), f"CYP001MPI_{_last_day(chunk)}", _community_index(chunk, seen, known)
    )
    for care in chunk.care:
        rng = chunk.rng(COMMUNITY, care.year)
        spoil = Spoiler(COMMUNITY_SOURCE, "CYP201CareContact", rng)
        person, day, came = _appointments(chunk, care, "community", "community", rng)
        n = len(person)
        columns = {
            "CareContactId": pa.array(first_id(chunk, care.year, 5) + np.arange(n)),
            "LocalPatientId": local_ids(chunk, person, "C"),
            "ServiceRequestId": pa.array(chunk.people.number[person] * 10 + care.year),
            "OrgIDComm": coded(spoil.some("unknown_organisation", n), (COMMISSIONER, UNKNOWN_COMMISSIONER)),
            "CareContDate": spoil.dates(day),
            "CareContTime": coded(rng.integers(0, len(_TIMES), n), _TIMES),
            "ClinContDurOfCareCont": pa.array(rng.integers(10, 61, n).astype(np.int16)),
            "ConsMediumUsed": coded(rng.random(n) < 0.2, ("01", "02")),
            "AttendOrNot": coded(np.where(came, 0, rng.integers(1, 3, n)), ("5", "3", "2")),
            "ActLocTypeCode": coded(rng.random(n) < 0.5, ("A01", "B01")),
            "TeamType": coded(rng.integers(0, len(_TEAMS), n), _TEAMS),
        }
        yield from by_quarter(
            chunk, "CYP201CareContact", pa.table(columns), day, spoil, COMMUNITY_TRUST.lower()
        )
        counts.update(spoil.counts)


def _community_index(chunk: Chunk, seen: Whole, known: Known) -> pa.Table:
    identity, people, n = known.identities, chunk.people, len(seen)
    last = np.full(n, chunk.setting.calendar.ends - 1)
    status = pa.array(identity.nhs_number[seen], pa.string()).is_null().to_numpy(zero_copy_only=False)
    return pa.table(
        {
            "LocalPatientId": local_ids(chunk, seen, "C"),
            "OrgIDLocalPatientId": same(COMMUNITY_TRUST, n),
            "NHSNumber": words(identity.nhs_number, seen),
            "NHSNumberStatus": coded(status, ("01", "07")),
            "PersonBirthDate": days(identity.birth[seen]),
            "PersonStatedGender": coded(people.sex[seen], ("2", "1")),
            "EthnicCategory": ethnic_codes(people).take(pa.array(seen)),
            "Postcode": words(identity.postcode, seen),
            "GivenName": words(identity.given, seen),
            "FamilyName": words(identity.family, seen),
            "PersonDeathDate": _deaths(chunk, seen),
            "LSOA2011": coded(people.area[seen], chunk.setting.place_map.area_codes),
            "GMPReg": coded(practice_on(chunk, seen, last), chunk.setting.place_map.practice_codes),
            "RecordDate": days(last),
        }
    )


def mental_health(chunk: Chunk, counts: Counts) -> Iterator[Piece]:
    """The patient index, contacts and ward stays a file each year, and primary diagnoses."""
    seen, known = (
        seen_by(chunk, ("mental_health_contact", "mental_health_admission")),
        known_to_mental_health(chunk),
    )
    counts.update(count_mistakes(known, seen, MENTAL_HEALTH_SOURCE, "MHS001MPI"))
    folder = MENTAL_HEALTH_TRUST.lower()
    yield Piece(folder, f"MHS001MPI_{_last_day(chunk)}", _mental_health_index(chunk, seen, known))
    yield Piece(folder, f"MHS604PrimDiag_{_last_day(chunk)}", _primary_diagnoses(chunk, seen))
    for care in chunk.care:
        rng, year = chunk.rng(MENTAL_HEALTH, care.year), chunk.setting.calendar.first_year + care.year
        yield Piece(folder, f"MHS501HospProvSpell_{year}", _ward_stays(chunk, care, rng))
        spoil = Spoiler(MENTAL_HEALTH_SOURCE, "MHS201CareContact", rng)
        person, day, came = _appointments(chunk, care, "mental_health_contact", "mental_health", rng)
        n = len(person)
        columns = {
            "UniqCareContID": pa.array(first_id(chunk, care.year, 6) + np.arange(n)),
            "LocalPatientId": local_ids(chunk, person, "M"),
            "UniqServReqID": pa.array(chunk.people.number[person] * 10 + care.year),
            "OrgIDProv": same(MENTAL_HEALTH_TRUST, n),
            "CareContDate": spoil.dates(day),
            "CareContTime": coded(rng.integers(0, len(_TIMES), n), _TIMES),
            "ClinContDurOfCareCont": pa.array(rng.integers(20, 91, n).astype(np.int16)),
            "ConsMechanismMH": coded(rng.choice([0, 1, 2], n, p=[0.6, 0.3, 0.1]), ("01", "02", "11")),
            "AttendOrDNACode": coded(np.where(came, 0, rng.integers(1, 3, n)), ("5", "3", "2")),
        }
        yield Piece(folder, f"MHS201CareContact_{year}", spoil.send_twice(pa.table(columns)))
        counts.update(spoil.counts)


def _mental_health_index(chunk: Chunk, seen: Whole, known: Known) -> pa.Table:
    identity, people = known.identities, chunk.people
    return pa.table(
        {
            "LocalPatientId": local_ids(chunk, seen, "M"),
            "NHSNumber": words(identity.nhs_number, seen),
            "PersonBirthDate": days(identity.birth[seen]),
            "Gender": coded(people.sex[seen], ("2", "1")),
            "EthnicCategory": ethnic_codes(people).take(pa.array(seen)),
            "Postcode": words(identity.postcode, seen),
            "GivenName": words(identity.given, seen),
            "FamilyName": words(identity.family, seen),
            "PersDeathDate": _deaths(chunk, seen),
            "LSOA2011": coded(people.area[seen], chunk.setting.place_map.area_codes),
            "RecordDate": days(np.full(len(seen), chunk.setting.calendar.ends - 1)),
        }
    )


def _ward_stays(chunk: Chunk, care: YearOfCare, rng: np.random.Generator) -> pa.Table:
    at = np.repeat(np.arange(len(care.here)), care.counts["mental_health_admission"])
    n, mean = len(at), chunk.setting.figures.assumed["mental_health"]["nights"]
    start = days_between(care.first[at], care.ends_before[at], EVERY_DAY, FLAT, rng.random(n))
    left = start + rng.geometric(1 / (1 + mean), n)
    left = np.minimum(left, np.maximum(chunk.people.died[care.here[at]], start))
    still_in = left >= chunk.setting.calendar.ends
    return pa.table(
        {
            "UniqHospProvSpellID": pa.array(first_id(chunk, care.year, 7) + np.arange(n)),
            "LocalPatientId": local_ids(chunk, care.here[at], "M"),
            "OrgIDProv": same(MENTAL_HEALTH_TRUST, n),
            "StartDateHospProvSpell": days(start),
            "DischDateHospProvSpell": days(np.where(still_in, 0, left), still_in),
            "MethAdmMHHospProvSpell": coded(rng.choice([0, 1, 2], n, p=[0.5, 0.3, 0.2]), ("21", "28", "11")),
        }
    )


def _primary_diagnoses(chunk: Chunk, seen: Whole) -> pa.Table:
    """One ICD-10 diagnosis for each person who has one of the conditions of the mind; others have none recorded."""
    people, rows = chunk.people, []
    for name in ("dem", "ap", "anx_dep", "scz"):
        number = conditions().names.index(name)
        has = seen[people.onset[seen, number] < chunk.setting.calendar.ends]
        rows.append((has, np.full(len(has), number)))
    person, which = (np.concatenate(part) for part in zip(*rows, strict=True))
    day = np.maximum(people.onset[person, which], people.birth[person])
    first = [conditions().icd10[n][0] for n in range(len(conditions().names))]
    return pa.table(
        {
            "PrimDiagId": pa.array(first_id(chunk, 0, 8) + np.arange(len(person))),
            "LocalPatientId": local_ids(chunk, person, "M"),
            "UniqServReqID": pa.array(people.number[person] * 10),
            "PrimDiag": coded(which, first),
            "DiagSchemeInUse": same("02", len(person)),
            "CodedDiagTimestamp": days(day),
        }
    )


def _appointments(
    chunk: Chunk, care: YearOfCare, kind: str, missed_of: str, rng: np.random.Generator
) -> tuple[Whole, Whole, np.ndarray]:
    """Person, day and whether the person came, for the appointments of a year."""
    attended = care.counts[kind]
    missed = rng.poisson(attended * chunk.setting.figures.assumed["missed"][missed_of])
    at = np.repeat(np.arange(len(care.here)), attended + missed)
    first = np.cumsum(attended + missed) - attended - missed
    came = np.arange(len(at)) - np.repeat(first, attended + missed) < attended[at]
    day = days_between(care.first[at], care.ends_before[at], _MOSTLY_WEEKDAYS, FLAT, rng.random(len(at)))
    return care.here[at], day, came


def _deaths(chunk: Chunk, seen: Whole) -> pa.Array:
    died = chunk.people.died[seen]
    alive = died >= chunk.setting.calendar.ends
    return days(np.where(alive, 0, died), alive)


def _last_day(chunk: Chunk) -> str:
    return str(np.datetime64(chunk.setting.calendar.ends - 1, "D"))
