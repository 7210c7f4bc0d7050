"""The part of care teams that the records say: the practice a person is registered with, and who leads their care model.

Worked out once for a build and place file, and held in memory as sorted arrays: a person is found in a few steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from django.conf import settings

from joinedup.web.published.current import SharedBuild, build_of_this_page
from joinedup.web.published.place_file import place_of

NOBODY = -1


@dataclass(frozen=True)
class OnRecord:
    """One organisation in the care team of a person, as the records say it."""

    organisation: str
    because: str
    since: date | None


@dataclass(frozen=True)
class TeamsOnRecord:
    """Who is in whose care team in one build. `pseudonyms` (S26) are sorted; the other arrays go with them."""

    pseudonyms: np.ndarray
    person_ids: np.ndarray
    practice_numbers: np.ndarray
    since: np.ndarray
    practices: tuple[str, ...]
    caseloads: Mapping[str, tuple[OnRecord, ...]]
    _people: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def person_id(self, person: str) -> int | None:
        """The number of a person inside the build; None for nobody."""
        place = self._find(person)
        return None if place is None else int(self.person_ids[place])

    def memberships(self, person: str) -> tuple[OnRecord, ...]:
        """The person's practice, then the leads of the care models whose caseload they are on."""
        place = self._find(person)
        if place is None:
            return ()
        number = int(self.practice_numbers[place])
        practice = (
            ()
            if number == NOBODY
            else (
                OnRecord(
                    self.practices[number],
                    "The person is registered with this practice",
                    self.since[place].item(),
                ),
            )
        )
        return practice + self.caseloads.get(person, ())

    def organisations(self, person: str) -> frozenset[str]:
        return frozenset(one.organisation for one in self.memberships(person))

    def registered_with(self, organisation: str) -> np.ndarray:
        """The numbers, inside the build, of the people registered with a practice."""
        if organisation not in self.practices:
            return np.empty(0, np.int32)
        found: np.ndarray = self.person_ids[self.practice_numbers == self.practices.index(organisation)]
        return found

    def people_of(self, organisation: str) -> frozenset[str]:
        """The pseudonyms of everybody in whose care team an organisation is; held once they were asked for."""
        if organisation not in self._people:
            self._people[organisation] = self._found_people_of(organisation)
        return self._people[organisation]

    def _found_people_of(self, organisation: str) -> frozenset[str]:
        registered: list[bytes] = []
        if organisation in self.practices:
            registered = self.pseudonyms[self.practice_numbers == self.practices.index(organisation)].tolist()
        listed = (
            p for p, found in self.caseloads.items() if any(one.organisation == organisation for one in found)
        )
        return frozenset(name.decode() for name in registered).union(listed)

    def _find(self, person: str) -> int | None:
        wanted = person.encode("ascii", errors="replace")
        place = int(np.searchsorted(self.pseudonyms, wanted))
        return place if place < len(self.pseudonyms) and self.pseudonyms[place] == wanted else None


NONE_ON_RECORD = TeamsOnRecord(
    np.empty(0, "S26"), np.empty(0, np.int32), np.empty(0, np.int16), np.empty(0, "datetime64[D]"), (), {}
)


def teams_on_record() -> TeamsOnRecord:
    """The care teams that the build of this page says, with the place file as it is; of nobody where nothing is built."""
    build, place = build_of_this_page(), place_of(settings.SURROUNDINGS.place)
    if build is None or not build.has("person", "resident", "caseload", "place_period"):
        return NONE_ON_RECORD
    leads = {model.name: model.primary_care_lead for model in place.care_models if model.primary_care_lead}
    return build.once(("care teams", *leads.items()), lambda: _read(build, leads))


def _read(build: SharedBuild, leads: Mapping[str, str]) -> TeamsOnRecord:
    found = build.arrays(
        "select person.pseudonym, person.person_id, last.practice_code, last.starts_on from person"
        " left join (select person_id, max_by(practice_code, starts_on) as practice_code, max(starts_on) as starts_on"
        " from resident cross join place_period where ends_before >= data_ends_before group by person_id) as last"
        " on last.person_id = person.person_id"
        " where last.person_id is not null or person.person_id in (select person_id from caseload)"
        " order by person.pseudonym"
    )
    codes = np.array([code or "" for code in found["practice_code"].tolist()], dtype="U15")
    practices, numbers = np.unique(codes, return_inverse=True)
    numbers = np.where(practices[numbers] == "", NOBODY, numbers) if len(codes) else numbers
    return TeamsOnRecord(
        found["pseudonym"].astype("S26"),
        found["person_id"].astype(np.int32),
        numbers.astype(np.int16),
        found["starts_on"].astype("datetime64[D]"),
        tuple(practices.tolist()),
        _on_caseloads(build, leads),
    )


def _on_caseloads(build: SharedBuild, leads: Mapping[str, str]) -> Mapping[str, tuple[OnRecord, ...]]:
    """By pseudonym, the leads of the care models on whose caseload a person is at the end of the data."""
    found: dict[str, tuple[OnRecord, ...]] = {}
    for person, care_model, joined_on in build.rows(
        "select person.pseudonym, caseload.care_model, caseload.joined_on from caseload cross join place_period"
        " inner join person on person.person_id = caseload.person_id"
        " where (caseload.left_before is null or caseload.left_before >= data_ends_before)"
        " and (person.died_on is null or person.died_on >= data_ends_before) order by 1, 2"
    ):
        if care_model in leads:
            because = f"The person is on the caseload of {care_model}, which it leads"
            found[person] = (*found.get(person, ()), OnRecord(leads[care_model], because, joined_on))
    return found
