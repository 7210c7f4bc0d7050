"""The council's extract: adult social care Client Level Data, one row an event."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.chunk import SOCIAL_CARE, Chunk
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import Piece, blank, coded, days, same, words
from joinedup.rehearsal.gp_extract import first_id, practice_on
from joinedup.rehearsal.identity import Known, as_known, count_mistakes
from joinedup.rehearsal.people import ETHNIC_GROUPS
from joinedup.rehearsal.spoil import Counts, Spoiler
from joinedup.rehearsal.support import CARE_HOME, HOME_CARE, NONE, OTHER

COUNCIL, SOURCE = "SEA", "Adult social care"
_ETHNICITY = {
    "white": "White: English, Welsh, Scottish, Northern Irish or British",
    "asian": "Asian or Asian British",
    "black": "Black or Black British",
    "mixed": "Mixed or multiple",
    "other": "Other",
}
_SERVICE = {
    HOME_CARE: ("Long Term Support: Community", "Home Support", 12.0, 23.0),
    CARE_HOME: ("Long Term Support: Residential Care", "Residential Care", 1.0, 870.0),
    OTHER: ("Long Term Support: Community", "Direct Payment", 1.0, 100.0),
}
_REASONS = (
    "Physical Support: Personal Care Support",
    "Support with Memory and Cognition",
    "Learning Disability Support",
    "Mental Health Support",
)


def known_to_council(chunk: Chunk) -> Known:
    """Identities as the council has them."""
    return as_known(
        chunk.true, chunk.older_postcode, "social-care", chunk.nhs_numbers, chunk.rng(SOCIAL_CARE, 90)
    )


def local_ids(chunk: Chunk, person: Whole) -> pa.Array:
    """The council's numbers for people."""
    return pa.array(
        [f"SC{number * 3 + 1:07d}" for number in chunk.people.number[person].tolist()], pa.string()
    )


def spells(chunk: Chunk) -> tuple[Whole, Whole, Whole, Whole]:
    """Person, kind, first day and first day after of every spell of support; years on end of one kind are one spell."""
    kinds = np.stack([year.kind for year in chunk.support], axis=1)
    calendar, people = chunk.setting.calendar, chunk.people
    begins = kinds != np.column_stack([np.full(len(kinds), NONE), kinds[:, :-1]])
    ends = kinds != np.column_stack([kinds[:, 1:], np.full(len(kinds), -1)])
    person, first = np.nonzero(begins & (kinds != NONE))
    _, last = np.nonzero(ends & (kinds != NONE))
    start = np.maximum(calendar.starts[first], people.entry[person])
    # Those who have support as the period begins have had it for some time.
    start = np.where(
        first == 0, np.maximum(start - 30 - people.number[person] % 700, people.entry[person]), start
    )
    end = np.minimum(calendar.starts[last + 1], people.exit[person])
    real = end > start
    return person[real], kinds[person, first][real], start[real], end[real]


def known_people(chunk: Chunk) -> Whole:
    """People with any event at the council."""
    return np.unique(spells(chunk)[0])


def social_care(chunk: Chunk, counts: Counts) -> Iterator[Piece]:
    """Services with the assessment before each and a review a year; a file for each year by the event's start."""
    person, kind, start, end = spells(chunk)
    calendar, rng = chunk.setting.calendar, chunk.rng(SOCIAL_CARE, 0)
    known = known_to_council(chunk)
    counts.update(count_mistakes(known, np.unique(person), SOURCE, "CLD"))
    assessed = start - rng.integers(5, 40, len(start))
    review_of = np.flatnonzero(end - np.maximum(start, calendar.begins) > 180)
    reviewed = np.maximum(start, calendar.begins)[review_of] + 150
    event = np.repeat([0, 1, 2], [len(person), len(person), len(review_of)])
    at = np.r_[np.arange(len(person)), np.arange(len(person)), review_of]
    day = np.r_[start, np.maximum(assessed, chunk.people.entry[person]), reviewed]
    until = np.r_[end - 1, np.maximum(assessed, chunk.people.entry[person]), reviewed]
    spoil = Spoiler(SOURCE, "CLD", rng)
    rows = _events(chunk, known, person[at], kind[at], event, day, until)
    year = np.clip(np.searchsorted(calendar.starts, day, side="right") - 1, 0, calendar.years - 1)
    for n in np.unique(year).tolist():
        part = rows.filter(pa.array(year == n))
        yield Piece(COUNCIL.lower(), f"CLD_{calendar.first_year + n}", spoil.send_twice(part))
    counts.update(spoil.counts)


def _events(
    chunk: Chunk, known: Known, person: Whole, kind: Whole, event: Whole, day: Whole, until: Whole
) -> pa.Table:
    people, identity, place, n = chunk.people, known.identities, chunk.setting.place_map, len(person)
    service = event == 0
    goes_on = until >= chunk.setting.calendar.ends - 1
    which = np.where(service, kind, len(_SERVICE) + 1)
    died = people.died[person]
    alive = died >= chunk.setting.calendar.ends
    kinds = [_SERVICE[k] for k in sorted(_SERVICE)]
    return pa.table(
        {
            "LA_Code": same("999", n),
            "LA_Person_Unique_Identifier": local_ids(chunk, person),
            "NHS_Number": words(identity.nhs_number, person),
            "Given_Name": words(identity.given, person),
            "Family_Name": words(identity.family, person),
            "Date_of_Birth": days(identity.birth[person]),
            "Date_of_Death": days(np.where(alive, 0, died), alive),
            "Gender": coded(people.sex[person], ("Female", "Male")),
            "Ethnicity": coded(people.ethnicity[person], [_ETHNICITY[group] for group in ETHNIC_GROUPS]),
            "Postcode": words(identity.postcode, person),
            "LSOA11": coded(people.area[person], place.area_codes),
            "GP_Practice_Code": coded(practice_on(chunk, person, day), place.practice_codes),
            "Client_Type": same("Service User", n),
            "Primary_Support_Reason": coded(people.number[person] % len(_REASONS), _REASONS),
            "Accommodation_Status": coded(
                kind == CARE_HOME, ("Owner occupier or shared ownership scheme", "Registered care home")
            ),
            "Event_Reference": pa.array(first_id(chunk, 0, 9) + np.arange(n)),
            "Event_Type": coded(event, ("Service", "Assessment", "Review")),
            "Event_Start_Date": days(day),
            "Event_End_Date": days(until, goes_on & service),
            "Event_Outcome": blank(n),
            "Service_Type": coded(which - 1, [*(k[0] for k in kinds), None]),
            "Service_Component": coded(which - 1, [*(k[1] for k in kinds), None]),
            "Planned_Units_Per_Week": pa.array(
                np.array([*(k[2] for k in kinds), 0.0])[which - 1], mask=~service
            ),
            "Unit_Cost": pa.array(np.array([*(k[3] for k in kinds), 0.0])[which - 1], mask=~service),
            "Cost_Frequency": coded(np.where(service, kind == HOME_CARE, 2), ("Weekly", "Per session", None)),
        }
    )
