"""The list that the team of the care model keeps: who is on its caseload, with ends written late or never."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.appointments import last_day, local_ids
from joinedup.rehearsal.care_model import CARE_MODEL
from joinedup.rehearsal.chunk import CASELOAD, Chunk
from joinedup.rehearsal.days import NEVER
from joinedup.rehearsal.draws import Flags, Whole
from joinedup.rehearsal.files import Piece, coded, days, words
from joinedup.rehearsal.identity import Known, as_known, count_mistakes
from joinedup.rehearsal.spoil import Counts, Spoiler

# The practice whose staff keep the list.
LEAD, CASELOAD_SOURCE = "L81001", "Hub caseload"


def on_the_list(chunk: Chunk) -> Whole:
    """People ever enrolled."""
    return np.flatnonzero(chunk.enrolled < NEVER)


def known_to_the_team(chunk: Chunk) -> Known:
    """Identities as the team has them."""
    return as_known(chunk.true, chunk.older_postcode, "caseload", chunk.nhs_numbers, chunk.rng(CASELOAD, 90))


def caseload(chunk: Chunk, counts: Counts) -> Piece:
    """The list as it stands on the last day: a row for each person ever enrolled."""
    person, known, rng = on_the_list(chunk), known_to_the_team(chunk), chunk.rng(CASELOAD)
    counts.update(count_mistakes(known, person, CASELOAD_SOURCE, "caseload"))
    spoil = Spoiler(CASELOAD_SOURCE, "caseload", rng)
    joined = chunk.enrolled[person]
    left, ended = _ends(chunk, person, rng)
    left = np.where(spoil.some_of("left_before_joining", ended), joined - 1 - left % 300, left)
    identity, people = known.identities, chunk.people
    rows = pa.table(
        {
            "LocalPatientId": local_ids(chunk, person, "H"),
            "NHSNumber": words(identity.nhs_number, person),
            "PersonBirthDate": days(identity.birth[person]),
            "PersonStatedGender": coded(people.sex[person], ("2", "1")),
            "GivenName": words(identity.given, person),
            "FamilyName": words(identity.family, person),
            "Postcode": words(identity.postcode, person),
            "CareModel": coded(
                spoil.some("name_written_otherwise", len(person)), (CARE_MODEL, CARE_MODEL.upper())
            ),
            "JoinedOn": spoil.dates(joined),
            "LeftOn": days(np.where(ended, left, 0), ~ended),
            "LeftBecause": coded(
                np.where(ended, people.died[person] >= NEVER, 2), ("died", "moved away", None)
            ),
        }
    )
    rows = spoil.send_twice(rows)
    counts.update(spoil.counts)
    return Piece(LEAD.lower(), f"caseload_{last_day(chunk)}", rows)


def _ends(chunk: Chunk, person: Whole, rng: np.random.Generator) -> tuple[Whole, Flags]:
    """The day each spell was ended on the list, and whether it was: some days after the person died or moved away."""
    assumed = chunk.setting.figures.assumed["caseload"]
    left = chunk.people.exit[person] + rng.integers(0, assumed["days_until_ended"] + 1, len(person))
    ended = (left < chunk.setting.calendar.ends) & (rng.random(len(person)) >= assumed["never_ended"])
    return left, ended
