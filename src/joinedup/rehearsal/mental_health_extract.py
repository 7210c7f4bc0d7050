"""The mental health trust's extract, in the names of the Mental Health Services Data Set."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.activity import YearOfCare
from joinedup.rehearsal.appointments import TIMES, appointments, deaths, last_day, local_ids, seen_by
from joinedup.rehearsal.chunk import MENTAL_HEALTH, Chunk
from joinedup.rehearsal.conditions import conditions
from joinedup.rehearsal.days import EVERY_DAY, FLAT, days_between
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import Piece, coded, days, same, words
from joinedup.rehearsal.gp_extract import first_id
from joinedup.rehearsal.gp_records import ethnic_codes
from joinedup.rehearsal.identity import Known, as_known, count_mistakes
from joinedup.rehearsal.spoil import Counts, Spoiler

MENTAL_HEALTH_TRUST, MENTAL_HEALTH_SOURCE = "RZZ4", "Mental health services"


def known_to_mental_health(chunk: Chunk) -> Known:
    """Identities as the mental health trust has them."""
    return as_known(
        chunk.true, chunk.older_postcode, "mental-health", chunk.nhs_numbers, chunk.rng(MENTAL_HEALTH, 90)
    )


def mental_health(chunk: Chunk, counts: Counts) -> Iterator[Piece]:
    """The patient index, contacts and ward stays a file each year, and primary diagnoses."""
    seen, known = (
        seen_by(chunk, ("mental_health_contact", "mental_health_admission")),
        known_to_mental_health(chunk),
    )
    counts.update(count_mistakes(known, seen, MENTAL_HEALTH_SOURCE, "MHS001MPI"))
    folder = MENTAL_HEALTH_TRUST.lower()
    yield Piece(folder, f"MHS001MPI_{last_day(chunk)}", _mental_health_index(chunk, seen, known))
    yield Piece(folder, f"MHS604PrimDiag_{last_day(chunk)}", _primary_diagnoses(chunk, seen))
    for care in chunk.care:
        rng, year = chunk.rng(MENTAL_HEALTH, care.year), chunk.setting.calendar.first_year + care.year
        yield Piece(folder, f"MHS501HospProvSpell_{year}", _ward_stays(chunk, care, rng))
        spoil = Spoiler(MENTAL_HEALTH_SOURCE, "MHS201CareContact", rng)
        person, day, came = appointments(chunk, care, "mental_health_contact", "mental_health", rng)
        n = len(person)
        columns = {
            "UniqCareContID": pa.array(first_id(chunk, care.year, 6) + np.arange(n)),
            "LocalPatientId": local_ids(chunk, person, "M"),
            "UniqServReqID": pa.array(chunk.people.number[person] * 10 + care.year),
            "OrgIDProv": same(MENTAL_HEALTH_TRUST, n),
            "CareContDate": spoil.dates(day),
            "CareContTime": coded(rng.integers(0, len(TIMES), n), TIMES),
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
            "PersDeathDate": deaths(chunk, seen),
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
