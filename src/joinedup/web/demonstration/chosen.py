"""Whom the made-up plans and tasks are about: people of the caseload that the care coordinator's practice leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from joinedup.web.caseloads.queries import Listed, caseload
from joinedup.web.demonstration.stage import Stage
from joinedup.web.people.queries import record_of

_OLD_ENOUGH, _HUB, _RESIDENTS, _LOOKED_THROUGH = 65, 10, 3, 120
# Those whom a story calls he or she.
_SEX = {1: "male", 3: "female", 4: "female", 7: "female", 10: "male"}


@dataclass(frozen=True)
class Chosen:
    """Pseudonyms by how the stories call them: 1, 2, ... and resident 1, resident 2, ..."""

    people: Mapping[str, str]

    def __getitem__(self, name: object) -> str:
        return self.people[str(name)]

    def has(self, name: object) -> bool:
        return str(name) in self.people


def chosen(stage: Stage) -> Chosen:
    """The same people for the same build: older people who joined last, and residents of care homes among them."""
    by, models = stage.cast["care-coordinator"], stage.place.care_models
    if not models:
        return Chosen({})
    found = caseload(by, stage.build, models[0])
    old = [one for one in found.listed if _age(one, found.as_of.year) >= _OLD_ENOUGH][:_LOOKED_THROUGH]
    residents = list(islice((one.person for one in old if _is_resident(stage, one.person)), _RESIDENTS))
    others = [one for one in old if one.person not in residents]
    named = _as_told(others)
    if not residents:
        residents = [one.person for one in others if one.person not in named.values()][:_RESIDENTS]
    return Chosen(named | {f"resident {number}": person for number, person in enumerate(residents, start=1)})


def _as_told(found: Sequence[Listed]) -> dict[str, str]:
    """A person for each number of the stories, of the sex that its story tells of."""
    named: dict[str, str] = {}
    for number in sorted(range(1, _HUB + 1), key=lambda one: one not in _SEX):
        free = (
            one.person
            for one in found
            if one.person not in named.values() and one.sex == _SEX.get(number, one.sex)
        )
        person = next(free, None)
        if person is not None:
            named[str(number)] = person
    return named


def _age(one: Listed, year: int) -> int:
    return year - one.born.year if one.born else 0


def _is_resident(stage: Stage, person: str) -> bool:
    record = record_of(stage.cast["care-coordinator"], stage.build, stage.place, person)
    return record is not None and record.in_care_home
