"""The section on cells: England's demonstration, and the place's residents both ways, small counts suppressed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from joinedup.answers.budget.cells import cells_section
from joinedup.answers.budget.pot import pot_of
from joinedup.answers.page.section import Section
from joinedup.answers.published import open_published
from joinedup.place.budgets import Budget, Contribution
from joinedup.place.model import About, Organisation, Place
from joinedup.place.need import BudgetNeed
from tests.unit.answers.tiny_build import publish

YEAR = "2023-04-01"


def place(need: BudgetNeed | None = None) -> Place:
    return Place(
        place=About(name="Seacombe", question="?", data_from=date(2023, 4, 1), data_until=date(2024, 3, 31)),
        organisations=(Organisation(code="QZZ", name="Board", kind="commissioner"),),
        budget=Budget(
            contributions=(
                Contribution(organisation="QZZ", amount=1_000_000, covers=("acute",), vat_recoverable=True),
            ),
            need=need,
        ),
    )


def people(of_quintile: dict[int, int]) -> str:
    """A line a person, half of them women of 40 and half men of 70; the most deprived live in Harbour."""
    columns = "person_id | year_starts_on | person_days | age | sex | neighbourhood | deprivation_quintile | stratum_id | died"
    lines = [columns]
    for quintile, number in of_quintile.items():
        for n in range(number):
            who = ("40", "female") if n % 2 else ("70", "male")
            area = "Harbour" if quintile < 3 else "Hill"
            lines.append(
                f"{len(lines)} | {YEAR} | 366 | {who[0]} | {who[1]} | {area} | {quintile} | 1 | false"
            )
    return "\n".join(lines)


def section(folder: Path, of_quintile: dict[int, int], need: BudgetNeed | None = None) -> Section:
    tables = {
        "person_year": people(of_quintile),
        "place_period": "data_from | data_until | data_ends_before\n2023-04-01 | 2024-03-31 | 2024-04-01",
    }
    with open_published(publish(folder, tables)) as published:
        return cells_section(place(need), published, pot_of(place(need), published))


def test_the_pot_is_shared_out_both_ways_to_the_penny(tmp_path: Path) -> None:
    found = section(tmp_path, {1: 40, 2: 40, 3: 40, 4: 40, 5: 40})
    here = found.figures[1].table
    assert here is not None
    *_, total = here.rows
    assert list(total)[-3:] == ["£1,000,000.00", "£1,000,000.00", "£0.00"]
    most, least = here.rows[0], here.rows[4]
    assert most[0] == "Most deprived fifth"
    assert float(most[2]) > float(most[3]) > 0
    assert float(least[2]) < float(least[3])


def test_the_deprived_lose_by_age_and_sex_alone_and_it_is_said(tmp_path: Path) -> None:
    found = section(tmp_path, {1: 40, 2: 40, 3: 40, 4: 40, 5: 40})
    assert "the most deprived fifth here would be given" in found.in_short
    assert "less" in found.in_short
    assert "towards Harbour" in found.figures[2].sentence


def test_figures_of_few_people_are_suppressed_with_another(tmp_path: Path) -> None:
    found = section(tmp_path, {1: 40, 2: 3, 3: 40, 4: 40, 5: 40})
    here = found.figures[1].table
    assert here is not None
    hidden = [line for line in here.rows if line[1] == "*"]
    assert len(hidden) == 2
    assert all(set(line[1:]) == {"*"} for line in hidden)
    assert found.suppressed_cells >= 2


def test_a_table_that_is_not_there_is_said_and_the_shipped_weights_are_used(tmp_path: Path) -> None:
    found = section(tmp_path, {1: 40, 5: 40}, BudgetNeed(cost_table="data/none.csv"))
    assert "is not there (data/none.csv)" in found.warning
    assert "2014/15" in found.figures[0].title


def test_the_published_table_is_read_where_the_place_file_names_it(tmp_path: Path, shared_data: Path) -> None:
    (tmp_path / "costs.csv").write_bytes(
        (shared_data / "costs" / "england_nhs_cost_age_sex_imd.csv").read_bytes()
    )
    found = section(tmp_path, {1: 40, 5: 40}, BudgetNeed(cost_table="costs.csv", cost_year="2011/12"))
    assert found.warning == ""
    assert "£158.6 million, and they cost £191.7 million" in found.figures[0].sentence


def test_where_nobody_lives_england_is_shown_alone(tmp_path: Path) -> None:
    assert len(section(tmp_path, {}).figures) == 1


@pytest.mark.parametrize("figure", [0, 1])
def test_every_figure_says_where_it_comes_from(tmp_path: Path, figure: int) -> None:
    found = section(tmp_path, {1: 40, 5: 40})
    assert ("Source: " in found.figures[figure].note) or ("The pot: " in found.figures[figure].note)
