"""Ways of sharing the pot out, each as an index by neighbourhood: 1 is the place's mean for a person-year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from joinedup.answers.budget.areas import Areas
from joinedup.answers.budget.cells_used import cells_used
from joinedup.answers.budget.pot import priced_with
from joinedup.answers.page import words
from joinedup.answers.published import Published
from joinedup.money.capitation.cells import CellTable
from joinedup.money.capitation.person_based.settings import PUBLISHED, reference_file
from joinedup.money.capitation.place_index import practice_indices
from joinedup.place.model import Place

OWN_PEOPLE = "fitted on the place's own linked people"


@dataclass(frozen=True)
class Method:
    """One way of sharing out: `index` has one element an area. `depends_on` says what a pound more or less hangs on."""

    key: str
    title: str
    index: np.ndarray
    depends_on: str
    source: str


HEADS, AGE_SEX_CELLS, CELLS, NATIONAL, NEED, NEED_AND_COST, COST = (
    "heads",
    "cells-age-sex",
    "cells",
    "national",
    "person-based",
    "person-based-with-own-cost",
    "cost",
)


def methods_of(
    place: Place,
    folder: Path,
    published: Published,
    released: Published,
    areas: Areas,
    years: Mapping[str, float],
) -> tuple[list[Method], list[str]]:
    """Every method that the place has figures for, from the plainest on, and why another is not among them.

    The register (how many people, how old, where) is that of everybody; what is known of people's care is of `released`.
    CapitationError where a file cannot be used.
    """
    found = [by_heads(areas)]
    found += _cells(published, areas, cells_used(place, folder)[0])
    national, why_not = national_of(place, folder, areas, years)
    return [*found, *national, *_person_based(released, areas, years)], why_not


def by_heads(areas: Areas) -> Method:
    """The same for everybody."""
    return Method(
        HEADS, "The same for everybody", np.ones(len(areas.areas)), "people alone", "no figures needed"
    )


def _cells(published: Published, areas: Areas, table: CellTable) -> list[Method]:
    rows = published.arrays(_BY_CELL)
    named = [area.name for area in areas.areas]
    practice = {code: named.index(area.name) for area in areas.areas for code in area.practices}
    codes = np.ma.filled(rows["practice_code"], "").astype(object)
    at = np.array([practice.get(str(code or ""), -1) for code in codes])
    kept = at >= 0
    lived = np.asarray(rows["person_days"], np.float64)[kept]
    found = []
    for key, title, deprivation, depends in (
        (AGE_SEX_CELLS, "Age and sex, national cost", False, "how old people are, men or women"),
        (
            CELLS,
            "Age, sex and deprivation, national cost",
            True,
            "age, sex and how deprived their small area is",
        ),
    ):
        weights = table.weights(
            np.asarray(rows["age"])[kept],
            np.ma.filled(rows["sex"], "").astype(object)[kept],
            np.asarray(rows["quintile"])[kept],
            deprivation=deprivation,
        )
        size = len(named)
        total = np.bincount(at[kept], weights * lived, minlength=size)
        days = np.bincount(at[kept], lived, minlength=size)
        mean = np.divide(total, days, out=np.ones(size), where=days > 0)
        found.append(Method(key, title, areas.with_mean_of_one(mean), depends, table.source))
    return found


_BY_CELL = """
    select
        coalesce(practice_code, '') as practice_code, coalesce(age, -1) as age, sex,
        coalesce(deprivation_quintile, -1) as quintile, sum(person_days) as person_days
    from person_year
    inner join capitation_year on capitation_year.year_starts_on = person_year.year_starts_on
    group by practice_code, age, sex, deprivation_quintile
    order by 1, 2, 3, 4
"""


def national_of(
    place: Place, folder: Path, areas: Areas, years_of_practice: Mapping[str, float]
) -> tuple[list[Method], list[str]]:
    """National need of the place's practices, where all of them are in the published file; else why not."""
    from joinedup.money.capitation.place_budget import place_budget

    asked = place.budget.need
    if asked is None or asked.file is None:
        return [], []
    if not (folder / asked.file).exists():
        return [], [
            f"The national formula is not beside them, since its file {asked.file} is not in the place's folder."
        ]
    found = place_budget(asked, [code for area in place.neighbourhoods for code in area.practices], folder)
    at = {code: row for row, code in enumerate(found.need.codes)}
    codes = [code for area in areas.areas for code in area.practices]
    if missing := [code for code in codes if code not in at]:
        named = words.listed(missing[:8])
        return [], [
            f"The national formula is not beside them, since its file does not have every practice: {named}."
        ]
    indices = practice_indices(found.need, np.array([at[code] for code in codes]), found.component)
    by_practice = {
        code: float(index) if np.isfinite(index) else 1.0 for code, index in zip(codes, indices, strict=True)
    }
    national = Method(
        NATIONAL,
        "The national formula",
        areas.index_of(by_practice, years_of_practice),
        "the weighted populations that NHS England publishes for each practice",
        found.need.layout.source,
    )
    return [national], []


def _person_based(released: Published, areas: Areas, years_of_practice: Mapping[str, float]) -> list[Method]:
    rows = released.rows(
        "select coalesce(practice_code, '') as practice_code, need_index, index_used, cost_pence, person_years from practice_need"
    )
    if not rows:
        return []

    def by(values: Mapping[str, float]) -> np.ndarray:
        return areas.index_of(values, years_of_practice)

    need = by({str(row[0]): float(row[1]) for row in rows})
    used = by({str(row[0]): float(row[2]) for row in rows})
    spent = by({str(row[0]): float(row[3]) / float(row[4]) for row in rows})
    after = reference_file(PUBLISHED).source
    return [
        Method(
            NEED,
            "Person-based need",
            need,
            "age, sex, deprivation, long-term conditions and segment of each person",
            f"{OWN_PEOPLE}, after {after}",
        ),
        Method(
            NEED_AND_COST,
            "Person-based need and own cost",
            used,
            "the same, and what a practice's own cost shows beyond chance",
            f"{OWN_PEOPLE}; own cost by credibility (Bühlmann and Straub 1970)",
        ),
        Method(
            COST,
            "What care cost last year",
            spent,
            "what was used, whether needed or not",
            priced_with(),
        ),
    ]


def chosen(methods: Sequence[Method]) -> Method:
    """The method that the page's budget is by: person-based where it could be measured, else the best the place has."""
    by_key = {method.key: method for method in methods}
    return next(by_key[key] for key in (NEED_AND_COST, NATIONAL, CELLS, HEADS) if key in by_key)
