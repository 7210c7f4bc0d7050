"""NHS cost by age, sex and deprivation: totals of the published tables, and what age and sex alone leave out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from joinedup.money.capitation.cell_table import read_cells
from joinedup.money.capitation.cells import CellTable, demonstration, shipped_cells

# Asaria M. Health care costs in the English NHS: reference tables for average annual NHS spend by age, sex and deprivation group.
# CHE Research Paper 147, University of York, 2017, and the tables published with it; sums and means of them.
TOTALS = (("2011/12", 52_690_703, 90.255, 1_712.91), ("2014/15", 53_244_002, 97.895, 1_838.61))
AGE_BANDS = ((0, 4), (5, 14), (15, 44), (45, 64), (65, 74), (75, 84), (85, 85))
POUNDS_BY_BAND = (1_149.4, 767.4, 1_238.0, 1_722.4, 2_967.0, 4_221.1, 5_155.9)
POUNDS_BY_QUINTILE = (1_916.71, 1_778.26, 1_708.87, 1_636.78, 1_526.11)
FULL = (1.1190, 1.0382, 0.9976, 0.9556, 0.8909)
BY_AGE_AND_SEX = (0.9258, 0.9705, 1.0228, 1.0446, 1.0356)
COST_OVER_GIVEN = (1.2087, 1.0697, 0.9754, 0.9147, 0.8603)


@pytest.fixture(scope="module")
def table(shared_data: Path) -> CellTable:
    return read_cells(shared_data / "costs" / "england_nhs_cost_age_sex_imd.csv", "2011/12")


@pytest.mark.parametrize(("year", "people", "billion", "a_head"), TOTALS)
def test_the_tables_add_up_to_england(
    shared_data: Path, year: str, people: int, billion: float, a_head: float
) -> None:
    found = read_cells(shared_data / "costs" / "england_nhs_cost_age_sex_imd.csv", year)
    assert found.england_people == people
    assert found.england_pounds / 1e9 == pytest.approx(billion, abs=0.0005)
    assert found.mean_pounds == pytest.approx(a_head, abs=0.005)


@pytest.mark.parametrize(("year", "people", "billion", "a_head"), TOTALS)
def test_the_weights_shipped_have_the_same_totals(
    year: str, people: int, billion: float, a_head: float
) -> None:
    shipped = shipped_cells(year)
    assert shipped.england_people == pytest.approx(people, rel=1e-12)
    assert shipped.mean_pounds == pytest.approx(a_head, abs=0.005)


def test_cost_by_band_of_age(table: CellTable) -> None:
    for (first, last), pounds in zip(AGE_BANDS, POUNDS_BY_BAND, strict=True):
        people, cost = table.people[first : last + 1], table.pounds_a_head[first : last + 1]
        assert (people * cost).sum() / people.sum() == pytest.approx(pounds, abs=0.05)


def test_age_and_sex_alone_take_money_from_the_deprived(table: CellTable) -> None:
    shown = demonstration(table)
    assert [one.pounds_a_head for one in shown] == pytest.approx(POUNDS_BY_QUINTILE, abs=0.005)
    assert [one.index for one in shown] == pytest.approx(FULL, abs=5e-5)
    assert [one.by_age_and_sex for one in shown] == pytest.approx(BY_AGE_AND_SEX, abs=5e-5)
    assert [one.cost_over_given for one in shown] == pytest.approx(COST_OVER_GIVEN, abs=5e-5)


def test_a_hundred_thousand_people_of_the_most_deprived_fifth_are_given_33_million_too_little(
    table: CellTable,
) -> None:
    first = demonstration(table)[0]
    given, cost = first.by_age_and_sex * table.mean_pounds / 10, first.pounds_a_head / 10
    assert given == pytest.approx(158.6, abs=0.05)
    assert cost == pytest.approx(191.7, abs=0.05)


def test_weights_by_band_say_nearly_what_single_years_say(table: CellTable) -> None:
    for one, shipped in zip(demonstration(table), demonstration(shipped_cells("2011/12")), strict=True):
        assert shipped.index == pytest.approx(one.index, abs=2e-5)
        assert shipped.by_age_and_sex == pytest.approx(one.by_age_and_sex, abs=0.002)


@pytest.mark.parametrize("deprivation", [True, False])
def test_weights_normalise_exactly_to_england_s_people(table: CellTable, deprivation: bool) -> None:
    age, sex, quintile = np.indices(table.people.shape).reshape(3, -1)
    weights = table.weights(age, np.array(["female", "male"])[sex], quintile + 1, deprivation=deprivation)
    assert float((weights * table.people.ravel()).sum()) == pytest.approx(52_690_703, rel=1e-12)
