"""Cells of age, sex and deprivation: weights that average 1 over England, and a table that is whole or refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from joinedup.money.capitation.cell_table import COLUMNS, read_cells
from joinedup.money.capitation.cells import CellTable, demonstration, shipped_cells, shipped_years
from joinedup.money.capitation.pot import CapitationError

HEADER = ",".join(COLUMNS)


def lines() -> list[str]:
    """Two ages, both sexes, five quintiles: the more deprived, the dearer."""
    return [
        f"2011/12,{age},{sex},{quintile},{100 * (quintile + age + 1)},{1000 + 200 * age - 100 * quintile}"
        for age in (0, 1)
        for sex in "FM"
        for quintile in (1, 2, 3, 4, 5)
    ]


def write(folder: Path, rows: list[str], header: str = HEADER) -> Path:
    file = folder / "cells.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("year", shipped_years())
@pytest.mark.parametrize("deprivation", [True, False])
def test_shipped_weights_average_1_over_england(year: str, deprivation: bool) -> None:
    assert mean_weight(shipped_cells(year), deprivation=deprivation) == pytest.approx(1, rel=1e-12)


def mean_weight(table: CellTable, *, deprivation: bool) -> float:
    age, sex, quintile = np.indices(table.people.shape).reshape(3, -1)
    weights = table.weights(
        np.array(table.ages_from)[age],
        np.array(["female", "male"])[sex],
        quintile + 1,
        deprivation=deprivation,
    )
    return float((weights * table.people.ravel()).sum() / table.england_people)


def test_what_is_not_known_of_a_person_counts_as_the_mean_over_it() -> None:
    table = shipped_cells()
    unknown = table.weights([-1], ["unknown"], [-1])
    assert unknown[0] == pytest.approx(1)
    known_age = table.weights([80], ["other"], [-1])
    assert known_age[0] == pytest.approx(table.weights([80], ["other"], [3], deprivation=False)[0])
    assert known_age[0] > 2


def test_ages_beyond_the_last_band_are_in_it() -> None:
    table = shipped_cells()
    assert table.weights([85], ["male"], [1]) == table.weights([107], ["male"], [1])


def test_a_year_that_is_not_shipped_is_refused_with_those_that_are() -> None:
    with pytest.raises(CapitationError, match="there are those of 2011/12, 2014/15"):
        shipped_cells("1999/00")


def test_a_table_is_read_with_its_weights(tmp_path: Path) -> None:
    table = read_cells(write(tmp_path, lines()))
    assert (table.year, table.published, len(table.ages_from)) == ("2011/12", True, 2)
    assert mean_weight(table, deprivation=True) == pytest.approx(1, rel=1e-12)
    assert demonstration(table)[0].index > demonstration(table)[4].index


def test_where_deprivation_makes_no_difference_both_ways_are_the_same(tmp_path: Path) -> None:
    flat = [",".join([*line.split(",")[:4], "50", "1000"]) for line in lines()]
    for one in demonstration(read_cells(write(tmp_path, flat))):
        assert one.cost_over_given == pytest.approx(1)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda rows: rows[:-1], "there is no row for age 1, male, quintile 5"),
        (lambda rows: [*rows, rows[0]], "row 22: age 0, female, quintile 1 is there twice"),
        (
            lambda rows: [*rows[:-1], "2011/12,1,M,5,x,900"],
            "row 21, column population: expected people, more than 0, found x",
        ),
        (lambda rows: [*rows[:-1], "2011/12,1,M,5,0,900"], "column population"),
        (lambda rows: [*rows[:-1], "2011/12,1,M,6,9,900"], "a quintile from 1"),
        (lambda rows: [*rows[:-1], "2011/12,1,X,5,9,900"], "column sex: expected F or M, found X"),
        (lambda rows: [*rows[:-1], "2011/12,1.5,M,5,9,900"], "a whole number of years"),
        (lambda rows: [*rows[:-1], "2011/12,1"], "column imd_quintile"),
        (lambda rows: [*rows[:-1], "2011/12,1,M,5,9,-1"], "pounds a head, found -1"),
        (lambda rows: [], "no rows of any year"),
    ],
)
def test_a_table_that_is_not_whole_is_refused_with_its_row(
    tmp_path: Path, spoil: object, message: str
) -> None:
    with pytest.raises(CapitationError, match=message):
        read_cells(write(tmp_path, spoil(lines())))  # type: ignore[operator]


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CapitationError, match="lacks imd_quintile_1_most_deprived"):
        read_cells(write(tmp_path, lines(), HEADER.replace("imd_quintile_1_most_deprived", "quintile")))


def test_a_year_the_table_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CapitationError, match="no rows of 2014/15; it has 2011/12"):
        read_cells(write(tmp_path, lines()), "2014/15")


def test_a_table_with_other_signs_than_commas_between_its_columns_says_so(tmp_path: Path) -> None:
    file = write(tmp_path, [line.replace(",", ";") for line in lines()], header=HEADER.replace(",", ";"))
    with pytest.raises(CapitationError, match="commas between them"):
        read_cells(file)
