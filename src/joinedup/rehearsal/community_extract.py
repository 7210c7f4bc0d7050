"""The community trust's extract, in the names of the Community Services Data Set."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.appointments import TIMES, appointments, deaths, last_day, local_ids, seen_by
from joinedup.rehearsal.chunk import COMMUNITY, Chunk
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import Piece, coded, days, same, words
from joinedup.rehearsal.gp_extract import by_quarter, first_id, practice_on
from joinedup.rehearsal.gp_records import ethnic_codes
from joinedup.rehearsal.identity import Known, as_known, count_mistakes
from joinedup.rehearsal.spoil import Counts, Spoiler

COMMUNITY_TRUST, COMMUNITY_SOURCE = "RZZ3", "Community services"
COMMISSIONER, UNKNOWN_COMMISSIONER = "QZZ", "Y9Z"
_TEAMS = ("12", "17", "24", "31", "38", "43")


def known_to_community(chunk: Chunk) -> Known:
    """Identities as the community trust has them."""
    return as_known(
        chunk.true, chunk.older_postcode, "community", chunk.nhs_numbers, chunk.rng(COMMUNITY, 90)
    )


def community(chunk: Chunk, counts: Counts) -> Iterator[Piece]:
    """The patient index and the care contacts, a file each quarter."""
    seen, known = seen_by(chunk, ("community",)), known_to_community(chunk)
    counts.update(count_mistakes(known, seen, COMMUNITY_SOURCE, "CYP001MPI"))
    yield Piece(COMMUNITY_TRUST.lower(), f"CYP001MPI_{last_day(chunk)}", _community_index(chunk, seen, known))
    for care in chunk.care:
        rng = chunk.rng(COMMUNITY, care.year)
        spoil = Spoiler(COMMUNITY_SOURCE, "CYP201CareContact", rng)
        person, day, came = appointments(chunk, care, "community", "community", rng)
        n = len(person)
        columns = {
            "CareContactId": pa.array(first_id(chunk, care.year, 5) + np.arange(n)),
            "LocalPatientId": local_ids(chunk, person, "C"),
            "ServiceRequestId": pa.array(chunk.people.number[person] * 10 + care.year),
            "OrgIDComm": coded(spoil.some("unknown_organisation", n), (COMMISSIONER, UNKNOWN_COMMISSIONER)),
            "CareContDate": spoil.dates(day),
            "CareContTime": coded(rng.integers(0, len(TIMES), n), TIMES),
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
            "PersonDeathDate": deaths(chunk, seen),
            "LSOA2011": coded(people.area[seen], chunk.setting.place_map.area_codes),
            "GMPReg": coded(practice_on(chunk, seen, last), chunk.setting.place_map.practice_codes),
            "RecordDate": days(last),
        }
    )
