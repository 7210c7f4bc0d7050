"""One chunk of the place lived through: its people and every event of every year, before anyone writes an extract."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from joinedup.rehearsal.activity import YearOfCare, use_of_care
from joinedup.rehearsal.care_model import Emergencies, emergencies, enrol, prevented
from joinedup.rehearsal.days import NEVER
from joinedup.rehearsal.draws import Whole, generator
from joinedup.rehearsal.identity import Identities, true_identities
from joinedup.rehearsal.names import Text
from joinedup.rehearsal.people import People, Setting, draw_people
from joinedup.rehearsal.stays import Stays, draw_stays
from joinedup.rehearsal.support import SupportYear, support_in_year

# Parts of a chunk that draw from a generator of their own.
(
    LIVES,
    USE,
    SUPPORT,
    STAYS_,
    ENROLMENT,
    NAMES,
    GP,
    HOSPITAL,
    COMMUNITY,
    MENTAL_HEALTH,
    SOCIAL_CARE,
    CASELOAD,
) = range(12)


@dataclass(frozen=True)
class Chunk:
    """What happened to a chunk of people."""

    index: int
    seed: int
    setting: Setting
    people: People
    nhs_numbers: Whole
    true: Identities
    older_postcode: Text
    care: list[YearOfCare]
    stays: list[Stays]
    support: list[SupportYear]
    enrolled: Whole  # day of enrolment in the care model, NEVER if not
    prevented: Counter[int]  # year: emergency admissions that the care model prevented

    def rng(self, part: int, *path: int) -> np.random.Generator:
        """The generator of one part of the chunk."""
        return generator(self.seed, 3, self.index, part, *path)


def live(index: int, seed: int, count: int, first_number: int, nhs_numbers: Whole, setting: Setting) -> Chunk:
    """Lives through every year. The result depends on the seed and the index alone."""

    def rng(part: int, *path: int) -> np.random.Generator:
        return generator(seed, 3, index, part, *path)

    people = draw_people(count, first_number, setting, rng(LIVES))
    numbers = nhs_numbers[: len(people)]
    true, older = true_identities(people, numbers, rng(NAMES))
    care, stays, support = [], [], []
    enrolled, spared, past = np.full(len(people), NEVER), Counter[int](), list[Emergencies]()
    kind = None
    for year in range(setting.calendar.years):
        support.append(support_in_year(people, year, kind, setting, rng(SUPPORT, year)))
        kind = support[-1].kind
        care.append(use_of_care(people, year, support[-1], setting, rng(USE, year)))
        drawn = draw_stays(people, care[-1], setting, rng(STAYS_, year))
        past = [*past[-1:], emergencies(drawn)]
        if year >= first_year_of_care_model(setting.calendar.years):
            enrolled = enrol(people, care[-1], enrolled, past, setting, rng(ENROLMENT, year))
        not_needed = prevented(drawn, enrolled, setting, rng(ENROLMENT, year, 1))
        spared[setting.calendar.first_year + year] += int(not_needed.sum())
        stays.append(drawn.of(~not_needed))
    return Chunk(index, seed, setting, people, numbers, true, older, care, stays, support, enrolled, spared)


def first_year_of_care_model(years: int) -> int:
    """The year the care model starts: the second, or the only one."""
    return min(1, years - 1)
