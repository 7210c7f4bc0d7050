"""Characteristics as columns of numbers, made for some people at a time so that a million people need little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from joinedup.money.capitation.person_based import characteristics as known
from joinedup.money.capitation.person_based.characteristics import CHARACTERISTICS, Levels, Marks
from joinedup.money.capitation.person_based.people import People
from joinedup.money.pence import Floats

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Term:
    """One column: what it says of a person, how many people that is, and what it is compared with."""

    characteristic: str
    name: str
    people: int
    compared_with: str


@dataclass(frozen=True)
class Columns:
    """Every column of the largest model. Columns of supply have their mean taken off, so that a prediction without them is
    one with supply held at its mean."""

    terms: Sequence[Term]
    levels: Sequence[Levels]
    marks: Marks
    # For each of `levels`: the column of each level, -1 for the one it is compared with.
    column_of: Sequence[np.ndarray]
    first_mark: int
    means: Floats

    def up_to(self, characteristic: str) -> np.ndarray:
        """The columns of a model with this characteristic and those before it."""
        last = CHARACTERISTICS.index(characteristic)
        return np.array(
            [n for n, term in enumerate(self.terms) if CHARACTERISTICS.index(term.characteristic) <= last],
            dtype=np.int64,
        )

    def of(self, characteristic: str) -> np.ndarray:
        """The columns of one characteristic."""
        return np.array(
            [n for n, term in enumerate(self.terms) if term.characteristic == characteristic], dtype=np.int64
        )

    def slices(self, at_once: int) -> Iterator[tuple[slice, Matrix]]:
        """The rows of some people at a time, in order: which people, and their numbers."""
        people = len(self.levels[0].level)
        for start in range(0, people, at_once):
            chosen = slice(start, min(start + at_once, people))
            yield chosen, self._rows(chosen) - self.means

    def _rows(self, chosen: slice) -> Matrix:
        size = chosen.stop - chosen.start
        rows = np.zeros((size, len(self.terms)))
        for levels, column_of in zip(self.levels, self.column_of, strict=True):
            column = column_of[levels.level[chosen]]
            has = np.flatnonzero(column >= 0)
            rows[has, column[has]] = 1.0
        first, last = np.searchsorted(self.marks.row, (chosen.start, chosen.stop))
        np.add.at(
            rows,
            (self.marks.row[first:last] - chosen.start, self.first_mark + self.marks.mark[first:last]),
            1.0,
        )
        return rows


def columns_of(people: People, fewest: int) -> Columns:
    """The columns of these people; characteristics that do not differ among them have none."""
    marks = known.conditions(people, fewest)
    before = [known.age_and_sex(people, fewest), known.deprivation(people, fewest)]
    after = [known.segments(people, fewest), *known.supply(people, fewest)]
    terms: list[Term] = []
    column_of = [_own_columns(levels, terms) for levels in before]
    first_mark = len(terms)
    counts = np.bincount(marks.mark, minlength=len(marks.names))
    terms += [
        Term(marks.characteristic, name, int(count), "people without it")
        for name, count in zip(marks.names, counts, strict=True)
    ]
    column_of += [_own_columns(levels, terms) for levels in after]
    without = Columns(terms, [*before, *after], marks, column_of, first_mark, np.zeros(len(terms)))
    return Columns(terms, [*before, *after], marks, column_of, first_mark, _means_of_supply(without, people))


def _own_columns(levels: Levels, terms: list[Term]) -> np.ndarray:
    """Add a term for each level but the reference; the column of each level."""
    columns = np.full(len(levels.names), -1)
    counts = np.bincount(levels.level, minlength=len(levels.names))
    compared = "" if levels.reference is None else levels.names[levels.reference]
    for level, name in enumerate(levels.names):
        if level != levels.reference:
            columns[level] = len(terms)
            terms.append(Term(levels.characteristic, name, int(counts[level]), compared))
    return columns


def _means_of_supply(columns: Columns, people: People) -> Floats:
    """The mean of each column of supply over the time lived; 0 for every other."""
    means = np.zeros(len(columns.terms))
    for levels, column_of in zip(columns.levels, columns.column_of, strict=True):
        if levels.characteristic == known.SUPPLY:
            lived = np.bincount(levels.level, people.person_years, minlength=len(levels.names))
            has = column_of >= 0
            means[column_of[has]] = lived[has] / lived.sum()
    return means
