"""The section on national need: every step with its source, and what is missing said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from joinedup.answers.budget.national_need import national_section
from joinedup.answers.budget.national_warnings import warned
from joinedup.answers.page.section import Section
from joinedup.money.capitation.national_file import read_allocations
from joinedup.money.capitation.place_budget import place_budget
from joinedup.place.budgets import Budget
from joinedup.place.model import About, Neighbourhood, Organisation, Place
from joinedup.place.need import BudgetNeed
from tests.unit.money.capitation.practice_files import row, rows, write

MONEY = {"quantum": 1_000_000, "quantum_last_year": 950_000, "actual": 700_000}


def place(**need: object) -> Place:
    asked = {"file": "practices.csv", "year": "2025/26", **need}
    return Place(
        place=About(name="Seacombe", question="?", data_from=date(2021, 4, 1), data_until=date(2024, 3, 31)),
        organisations=(
            Organisation(code="A81001", name="Harbour", kind="practice"),
            Organisation(code="Z99999", name="Quay", kind="practice", succeeded_by="A81001"),
        ),
        neighbourhoods=(Neighbourhood(name="Harbour", practices=("A81001", "A81002", "Z99999")),),
        budget=Budget(need=BudgetNeed.model_validate(asked)),
    )


def shown(folder: Path, **need: object) -> Section:
    section = national_section(place(**need), folder)
    assert section is not None
    return section


def tables(section: Section) -> dict[str, list[list[str]]]:
    return {
        figure.table.caption: [list(line) for line in figure.table.rows]
        for figure in section.figures
        if figure.table is not None
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def test_a_place_without_a_file_has_no_section(folder: Path) -> None:
    assert national_section(place(file=None), folder) is None


def test_each_step_from_people_to_pounds_is_shown_with_its_source(folder: Path) -> None:
    steps = tables(shown(folder, **MONEY))["How each pound was arrived at"]
    figures = {line[0]: line[1] for line in steps}
    # 7,500 of 10,000 weighted people of England, who are 7,500 heads: the place gets three quarters of £1 million.
    assert figures["Target by need"] == "£750,000.00"
    assert figures["Opening distance from target"] == "−1.75%"
    assert figures["Growth of all England"] == "+5.26%"
    # 700,000 × (1 + 1/19 + 0.25 × 1.754%) = 739,912.28 and 250,000 × (1 + 1/19 − 0.25 × 5.263%) = 259,868.42 for the rest:
    # £219.30 less than £1 million, which raises everybody by 0.0231%.
    assert figures["Allocation"] == "£740,073.87"
    assert figures["Closing distance from target"] == "−1.32%"
    assert all(line[3] for line in steps)


def test_practices_add_up_to_the_place(folder: Path) -> None:
    by_practice = tables(shown(folder, **MONEY))["People, need and money by practice"]
    # Of the £740,073.87 given: 4,600 and 2,900 of 7,500.
    assert [line[-1] for line in by_practice] == ["£453,911.97", "£286,161.90", "£740,073.87"]
    assert [line[3] for line in by_practice] == ["1.1500", "0.8286", "1.0000"]


def test_practices_that_the_file_lacks_and_a_rule_that_gave_way_are_warned_of(folder: Path) -> None:
    warning = shown(folder, **{**MONEY, "actual": 400_000}).warning
    assert "1 practice is not in the file" in warning
    assert "Z99999 (now A81001)" in warning
    assert "the cap gave way" in warning


def test_a_file_that_is_not_there_is_said_with_where_to_find_it(tmp_path: Path) -> None:
    section = shown(tmp_path)
    assert "practices.csv" in section.warning
    assert "www.england.nhs.uk/allocations" in section.warning


def test_a_file_that_has_lost_rows_is_warned_of(folder: Path) -> None:
    assert "The file has 10,000 people; NHS England's file of 2025/26 has 63,849,324" in shown(folder).warning
    assert "people; NHS England" not in shown(folder, year="2024/25").warning


def test_rows_set_aside_are_warned_of(tmp_path: Path) -> None:
    write(tmp_path, [*rows(), row("A81003", -1, 1)])
    assert "1 row of 4 could not be read" in shown(tmp_path).warning


def test_without_money_the_index_stands_alone_and_the_page_says_what_is_missing(folder: Path) -> None:
    section = shown(folder)
    assert len(section.figures) == 3
    assert any("budget.need.quantum" in point for point in section.points)
    assert "£" not in section.in_short


def test_a_file_said_to_be_of_another_year_is_said(folder: Path) -> None:
    assert any(
        "of 2024/25; its columns are those of 2025/26" in point
        for point in shown(folder, year="2024/25").points
    )


def test_every_figure_of_the_file_names_its_publisher(folder: Path) -> None:
    section = shown(folder, **MONEY)
    assert any("NHS England, allocations 2025/26" in point for point in section.points)
    assert "NHS England" in section.figures[0].note


def test_a_file_with_the_people_of_another_year_than_is_written_is_warned_of(folder: Path) -> None:
    need = read_allocations(folder / "practices.csv")
    as_published = replace(need, layout=replace(need.layout, england=need.england))
    asked = BudgetNeed(file="practices.csv", year="2018/19")
    found = replace(place_budget(asked, ["A81001"], folder), need=as_published)
    assert "says that the file is of 2018/19; it has the columns and the 10,000 people of 2025/26" in warned(
        found, asked, {}
    )
    assert "10,000 people of 2025/26" not in warned(
        found, BudgetNeed(file="practices.csv", year="2025/26"), {}
    )


def test_in_short_the_target_and_what_is_given_stand_beside_each_other(folder: Path) -> None:
    said = shown(folder, **MONEY).in_short
    assert "of which" not in said
    assert said.endswith("by pace of change.")
