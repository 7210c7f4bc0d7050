"""Weights by cells of age, sex and deprivation, and what becomes of deprived places when deprivation is left out.

A weight is what a person of the cell costs over what a person of England costs, so that England's weights add up to England's
people. By age and sex alone the same money is shared out by the mean of each age and sex over all quintiles of deprivation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from joinedup.money.capitation.pot import CapitationError
from joinedup.money.pence import Floats
from joinedup.reference.files import ReferenceFile, files_in

SEXES = ("female", "male")
QUINTILES = (1, 2, 3, 4, 5)

Grid = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
"""Band of age × sex (female, male) × quintile (1, the most deprived, to 5)."""


@dataclass(frozen=True)
class CellTable:
    """What people cost by cell. `ages_from` is the first age of each band, the last without an end; `people` and
    `pounds_a_head` have the shape of Grid. `published` is true for the table by single year as its authors publish it."""

    title: str
    source: str
    year: str
    ages_from: tuple[int, ...]
    people: Grid
    pounds_a_head: Grid
    published: bool

    @property
    def england_people(self) -> float:
        return float(self.people.sum())

    @property
    def england_pounds(self) -> float:
        return float((self.people * self.pounds_a_head).sum())

    @property
    def mean_pounds(self) -> float:
        """Pounds for a person of England."""
        return self.england_pounds / self.england_people

    def weights(
        self, age: Any, sex: Sequence[str] | np.ndarray, quintile: Any, *, deprivation: bool = True
    ) -> Floats:
        """The weight of each person: age in whole years, sex, quintile of deprivation 1 to 5.

        By age and sex alone without `deprivation`. What is not known of a person (an age or quintile below 0, a sex that is
        neither) counts as England's mean over it.
        """
        bands = np.asarray(np.searchsorted(self.ages_from, np.asarray(age), side="right") - 1)
        sexes = np.full(len(bands), len(SEXES))
        for position, name in enumerate(SEXES):
            sexes[np.asarray(sex) == name] = position
        given = np.asarray(quintile, np.int64)
        quintiles = np.where((given >= 1) & (given <= 5) & deprivation, given - 1, len(QUINTILES))
        return np.asarray(self._with_means[bands, sexes, quintiles])

    @cached_property
    def _with_means(self) -> Grid:
        """Weights with one more entry along each axis: the mean over it, weighted by people."""
        people, cost = self.people, self.people * self.pounds_a_head
        for axis in range(3):
            people = np.concatenate([people, people.sum(axis, keepdims=True)], axis)
            cost = np.concatenate([cost, cost.sum(axis, keepdims=True)], axis)
        if (people <= 0).any():
            raise CapitationError(
                f"{self.title}: a cell of age, sex and deprivation has nobody in England in it"
            )
        return np.asarray(cost / people / self.mean_pounds)


@dataclass(frozen=True)
class QuintileShown:
    """One quintile of England: what its people cost, and what each way of weighting would give them (England is 1)."""

    quintile: int
    people: float
    pounds_a_head: float
    index: float
    by_age_and_sex: float

    @property
    def cost_over_given(self) -> float:
        """What they cost over what age and sex alone would give them."""
        return self.index / self.by_age_and_sex


def demonstration(table: CellTable) -> tuple[QuintileShown, ...]:
    """England's quintiles, the most deprived first: that age and sex alone take money from deprived places."""
    by_age_and_sex = table._with_means[:-1, :-1, -1:]
    shown = []
    for at, quintile in enumerate(QUINTILES):
        people, pounds = table.people[:, :, at], table.pounds_a_head[:, :, at]
        mean = float((people * pounds).sum() / people.sum())
        given = float((people * by_age_and_sex[:, :, 0]).sum() / people.sum())
        shown.append(QuintileShown(quintile, float(people.sum()), mean, mean / table.mean_pounds, given))
    return tuple(shown)


def shipped_years() -> tuple[str, ...]:
    """The years that weights are shipped for, the latest last."""
    return tuple(file.content["year"] for file in _files())


def shipped_cells(year: str | None = None) -> CellTable:
    """Weights by seven bands of age that this project ships, of a year (the latest when None). CapitationError for another."""
    known = {file.content["year"]: file for file in _files()}
    wanted = year or list(known)[-1]
    if wanted not in known:
        raise CapitationError(
            f"no weights by age, sex and deprivation of {wanted}; there are those of {', '.join(known)}: write one of these, or"
            " put the published table of the year into the place's folder (budget.need.cost_table)"
        )
    return _shipped(known[wanted])


def _files() -> list[ReferenceFile]:
    return sorted((f for f in files_in("costs") if "cells" in f.content), key=lambda file: file.applies_from)


def _shipped(file: ReferenceFile) -> CellTable:
    cells: Sequence[Mapping[str, Any]] = file.content["cells"]
    ages = tuple(sorted({int(cell["age_from"]) for cell in cells}))
    people, pounds = np.zeros((len(ages), 2, 5)), np.zeros((len(ages), 2, 5))
    for cell in cells:
        at = ages.index(cell["age_from"]), SEXES.index(cell["sex"])
        people[at] = np.array(cell["shares"])
        pounds[at] = np.array(cell["weights"])
    # Shares and weights are written to a few digits; England's people and mean are known exactly.
    people *= file.content["people"] / people.sum()
    pounds *= file.content["pounds_a_head"] * people.sum() / (people * pounds).sum()
    return CellTable(file.title, file.source, file.content["year"], ages, people, pounds, published=False)
