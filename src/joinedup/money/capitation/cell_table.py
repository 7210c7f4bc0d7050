"""Reading the published table of NHS cost by single year of age, sex and quintile of deprivation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from joinedup.money.capitation.cells import QUINTILES, SEXES, CellTable
from joinedup.money.capitation.pot import CapitationError

COLUMNS = ("year", "age", "sex", "imd_quintile_1_most_deprived", "population", "cost_per_head_gbp")
FIND_IT = (
    "Asaria M. Health care costs in the English NHS: reference tables for average annual NHS spend by age, sex and deprivation"
    " group. CHE Research Paper 147, University of York, 2017; tables at github.com/miqdadasaria/hospital_costs"
)
_SEX = {"F": 0, "M": 1, "FEMALE": 0, "MALE": 1}
LARGEST_BYTES = 20_000_000

Cell = tuple[int, int, int]


def read_cells(file: Path, year: str | None = None) -> CellTable:
    """The published table of a year (the latest in the file when None).

    CapitationError naming row, column and what was expected where the file cannot be used: a table with a hole or a cell twice
    weighs nobody rightly.
    """
    by_year: dict[str, dict[Cell, tuple[float, float]]] = {}
    for number, row in _rows(file):
        cell, figures = _read(file, number, row)
        of_year = by_year.setdefault(row["year"].strip(), {})
        if cell in of_year:
            age, sex, quintile = cell
            raise CapitationError(
                f"{file.name}: row {number}: age {age}, {SEXES[sex]}, quintile {quintile + 1} is there twice; expected one row a"
                " cell: take the wrong one out"
            )
        of_year[cell] = figures
    wanted = year or max(by_year, default="")
    if wanted not in by_year:
        raise CapitationError(
            f"{file.name}: no rows of {wanted or 'any year'}; it has {', '.join(sorted(by_year)) or 'no rows'}: mend"
            " budget.need.cost_year, or find the table of that year"
        )
    return _table(file, wanted, by_year[wanted])


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by column with their number, the header being row 1; what a short row lacks is empty."""
    reader = csv.reader(io.StringIO(_text(file)))
    try:
        header = next(reader, [])
        _refuse_other_columns(file, header)
        for number, row in enumerate(reader, 2):
            if any(row):
                yield number, dict(zip(header, [*row, *[""] * len(header)], strict=False))
    except csv.Error as error:
        raise CapitationError(f"{file.name}: it cannot be read as CSV ({error}): {FIND_IT}") from None


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CapitationError(
            f"{file}: the table of cost by age, sex and deprivation cannot be read: {error.strerror}; put it there ({FIND_IT}), or"
            " take budget.need.cost_table out to use the weights shipped"
        ) from None
    if len(content) > LARGEST_BYTES or b"\0" in content:
        raise CapitationError(
            f"{file.name}: expected a CSV file of at most {LARGEST_BYTES:,} bytes: {FIND_IT}"
        )
    return content.decode("utf-8-sig", errors="replace")


def _refuse_other_columns(file: Path, names: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in names]
    if len(names) < 2 and any(names):
        raise CapitationError(
            f"{file.name}: its header is one cell; expected columns with commas between them: save it as CSV"
        )
    if missing:
        raise CapitationError(
            f"{file.name}: the header lacks {', '.join(missing)}; expected {', '.join(COLUMNS)}: {FIND_IT}"
        )


def _read(file: Path, number: int, row: dict[str, str]) -> tuple[Cell, tuple[float, float]]:
    def wrong(column: str, expected: str) -> CapitationError:
        found = (row[column] or "nothing")[:30]
        return CapitationError(
            f"{file.name}: row {number}, column {column}: expected {expected}, found {found}; mend it from the published table"
        )

    def number_of(column: str, expected: str, most: float) -> float:
        try:
            value = float(row[column])
        except (TypeError, ValueError):
            raise wrong(column, expected) from None
        if not 0 <= value <= most:
            raise wrong(column, expected)
        return value

    age = number_of("age", "a whole number of years", 150)
    quintile = number_of(COLUMNS[3], "a quintile from 1 (the most deprived) to 5", 5)
    sex = _SEX.get((row["sex"] or "").strip().upper())
    if sex is None:
        raise wrong("sex", "F or M")
    if age % 1:
        raise wrong("age", "a whole number of years")
    if quintile not in QUINTILES:
        raise wrong(COLUMNS[3], "a quintile from 1 (the most deprived) to 5")
    people = number_of("population", "people, more than 0", 1e9)
    if not people:
        raise wrong("population", "people, more than 0")
    return (int(age), sex, int(quintile) - 1), (people, number_of("cost_per_head_gbp", "pounds a head", 1e7))


def _table(file: Path, year: str, cells: dict[Cell, tuple[float, float]]) -> CellTable:
    ages = tuple(range(max(age for age, _, _ in cells) + 1))
    shape = (len(ages), len(SEXES), len(QUINTILES))
    people, pounds = np.zeros(shape), np.zeros(shape)
    for cell, (number, cost) in cells.items():
        people[cell], pounds[cell] = number, cost
    if len(cells) != people.size:
        age, sex, quintile = (int(found[0]) for found in np.nonzero(people == 0))
        raise CapitationError(
            f"{file.name}: {year} has {len(cells):,} of {people.size:,} cells; there is no row for age {age}, {SEXES[sex]},"
            f" quintile {quintile + 1}: expected one for each age from 0, sex and quintile; use the published table as it is"
        )
    title = f"NHS cost by age, sex and deprivation, {year}, as published"
    return CellTable(title, FIND_IT, year, ages, people, pounds, published=True)
