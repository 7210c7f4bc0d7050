"""The place's residents of its latest year, as cells weigh them, and the pot they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.answers.budget.pot import Pot
from joinedup.answers.page import words
from joinedup.answers.published import Published
from joinedup.money.capitation.cells import CellTable
from joinedup.money.capitation.pot import shared_by_weight
from joinedup.money.pence import Floats, Pence

NO_AREA = "In no neighbourhood"


@dataclass(frozen=True)
class Residents:
    """One element a person who lived here in the year. `quintile` and `age` are −1 where not known. The pot is what they share."""

    year: str
    age: np.ndarray
    sex: np.ndarray
    quintile: np.ndarray
    area: np.ndarray
    person_years: Floats
    pot_pence: int
    pot_words: str


@dataclass(frozen=True)
class Group:
    """People of a quintile or area: how many, their index with deprivation and without, and their part of the pot by each."""

    name: str
    people: int
    index: float
    index_by_age_and_sex: float
    pence: int
    pence_by_age_and_sex: int


def read_residents(published: Published, pot: Pot | None) -> Residents | None:
    """The residents of the latest year of a published build; None where it has none, or there is no pot to share out."""
    if pot is None or not published.has("person_year"):
        return None
    found = published.arrays(
        "select year_starts_on, coalesce(age, -1) as age, sex, coalesce(deprivation_quintile, -1) as quintile,"
        f" coalesce(neighbourhood, '{NO_AREA}') as area, person_days from person_year"
        " where year_starts_on = (select max(year_starts_on) from person_year) order by person_id"
    )
    if not len(found["age"]):
        return None
    year = found["year_starts_on"][0].astype("datetime64[D]").item()
    return Residents(
        words.year(year, published.period()[1]),
        found["age"],
        found["sex"],
        found["quintile"],
        found["area"],
        found["person_days"] / 365.25,
        pot.pence,
        "the contributions written under [budget]"
        if pot.is_pooled
        else "what care of the year came to at dated unit prices",
    )


def groups_by(residents: Residents, table: CellTable, labels: np.ndarray) -> list[Group]:
    """Groups of residents in order of label. Their parts of the pot add up to it, both ways, to the penny."""
    full = table.weights(residents.age, residents.sex, residents.quintile)
    plain = table.weights(residents.age, residents.sex, residents.quintile, deprivation=False)
    names, place = np.unique(labels, return_inverse=True)
    lived = np.bincount(place, residents.person_years)
    weighted = np.bincount(place, residents.person_years * full)
    by_age_and_sex = np.bincount(place, residents.person_years * plain)
    people = np.bincount(place)
    pence: Pence = shared_by_weight(residents.pot_pence, weighted)
    pence_plain: Pence = shared_by_weight(residents.pot_pence, by_age_and_sex)
    return [
        Group(
            str(name),
            int(people[at]),
            float(weighted[at] / lived[at]),
            float(by_age_and_sex[at] / lived[at]),
            int(pence[at]),
            int(pence_plain[at]),
        )
        for at, name in enumerate(names)
        if lived[at] > 0
    ]
