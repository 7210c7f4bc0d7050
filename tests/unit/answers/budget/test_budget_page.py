"""The budget page: budgets add up to the pot, figures have sources, small numbers stay hidden; it works without a build."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from joinedup.answers.budget.areas import areas_of
from joinedup.answers.budget.methods import Method
from joinedup.answers.budget.person_based import with_names
from joinedup.answers.budget.pot import Pot
from joinedup.answers.budget.report import write_budget
from joinedup.answers.budget.side_by_side import side_by_side_section
from joinedup.answers.budget.steps import Steps, steps_section
from joinedup.answers.page.section import Section
from joinedup.answers.published import open_published
from joinedup.answers.released import release
from joinedup.cli.main import outcome
from joinedup.errors import JoinedupError
from joinedup.place.file import read_place
from joinedup.place.model import Organisation
from tests.unit.answers.budget.pages import POOL, figures, place_file, pounds, table
from tests.unit.answers.made_up_place import PRACTICES, publish_made_up_place
from tests.unit.answers.reading import PageReader
from tests.unit.answers.tiny_build import publish
from tests.unit.money.capitation.practice_files import rows as practice_rows
from tests.unit.money.capitation.practice_files import write


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = publish_made_up_place(tmp_path_factory.mktemp("place"), people=900)
    return place_file(folder)


@pytest.fixture(scope="module")
def page(built: Path) -> Path:
    """The page of the built place, written once."""
    return write_budget(built).page


@pytest.fixture(scope="module")
def found(page: Path) -> dict[str, Any]:
    """Its figures."""
    read: dict[str, Any] = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    return read


def test_the_page_is_well_formed_and_fetches_nothing(page: Path) -> None:
    reader = PageReader(page.read_text(encoding="utf-8"))
    assert reader.faults == []
    assert "Board paper &lt;7&gt; of March 2023" in page.read_text(encoding="utf-8")


def test_under_every_method_budgets_add_up_to_the_pot_to_the_penny(found: dict[str, Any]) -> None:
    assert found["pot"]["pence"] == 57_777_700
    assert len(found["methods"]) >= 5
    for method in found["methods"]:
        assert sum(method["budget_pence"]) == 57_777_700, method["key"]
    for step in found["steps"]:
        assert sum(step["budget_pence"]) == 57_777_700, step["step"]


def test_what_a_step_gives_one_neighbourhood_it_takes_from_the_others(page: Path) -> None:
    rows = table(page, "Pounds, from an equal amount a head").rows
    changes = [[pounds(cell) for cell in row[1:]] for row in rows[2:-1]]
    assert all(abs(sum(change)) <= 2 for change in changes)
    budget = [pounds(cell) for cell in rows[-1][1:]]
    first = [pounds(cell) for cell in rows[1][1:]]
    for column, amount in enumerate(budget):
        assert abs(first[column] + sum(change[column] for change in changes) - amount) <= len(changes)


def test_the_last_step_is_the_budget_by_need_and_own_cost(found: dict[str, Any]) -> None:
    chosen = next(method for method in found["methods"] if method["key"] == found["budget_is_by"])
    assert found["budget_is_by"] == "person-based-with-own-cost"
    assert chosen["budget_pence"] == found["steps"][-1]["budget_pence"]


def test_every_method_and_part_of_the_pot_has_a_source(found: dict[str, Any]) -> None:
    assert all(method["source"] and method["hangs_on"] for method in found["methods"])
    assert [part["source"] for part in found["pot"]["parts"]] == [
        "Board paper <7> of March 2023",
        "the place's own figure, no source given",
    ]
    assert "BMJ 2011;343:d6608" in found["person_based"]["sources"]["published_fit"]


def test_too_few_practices_are_said_to_be_too_few(page: Path) -> None:
    here = [row for row in table(page, "Share of differences predicted").rows if row[1] == "This place"]
    assert here
    assert all("too few practices" in row[-1] for row in here)


def test_figures_of_a_neighbourhood_with_few_people_are_hidden_and_another_with_them(tmp_path: Path) -> None:
    practices = """
        practice_code | neighbourhood | people | person_years
        L81001        | Harbour       | 300    | 290
        L81002        | Downs         | 200    | 195
        L81003        | Old Town      | 5      | 4.5
    """
    with open_published(publish(tmp_path, {"practice_need": practices})) as published:
        found = areas_of(published)
    assert found is not None
    areas, _ = found
    assert [area.people_shown for area in areas.areas] == [None, 300, None]
    pot = Pot(100_000_00, (), is_pooled=True)
    methods = [
        Method("heads", "Heads", np.ones(3), "people", "none"),
        Method("x", "X", np.array([1.5, 0.7, 1.1]), "", ""),
    ]
    shown = side_by_side_section(methods, areas, pot)
    cells = [
        cell for figure in shown.figures[:2] if figure.table for row in figure.table.rows for cell in row[1:4]
    ]
    assert [cell == "*" for cell in cells] == [True, False, True] * 4
    assert "Downs" not in shown.lead
    steps = Steps(("the same", "need"), ((1, 2, 3), (3, 2, 1)), (np.ones(3), np.array([1.5, 0.7, 1.1])))
    section = steps_section(steps, areas, pot)
    assert all(row[row_at] == "*" for row in rows_of(section) for row_at in (1, 3))


def rows_of(section: Section) -> list[Any]:
    """Rows of the table that has a column for each neighbourhood."""
    return [row for figure in section.figures[1:] if figure.table for row in figure.table.rows]


def test_people_who_have_opted_out_count_in_the_register_and_not_in_what_is_learnt(
    found: dict[str, Any], page: Path
) -> None:
    people = sum(area["people"] for area in found["neighbourhoods"])
    card = {each["item"]: each["value"] for each in found["person_based"]["card"]}
    assert 10 <= people - card["people"] <= 14
    assert "national data opt-out" in page.read_text(encoding="utf-8")


def test_without_contributions_the_cost_of_the_year_is_shared_out(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "place"
    place_file(folder, budget="")
    (folder / "build").symlink_to(built / "build")
    found = figures(folder, tmp_path / "b.html")
    assert found["pot"]["is_pooled"] is False
    assert found["pot"]["pence"] > 0
    assert sum(found["methods"][0]["budget_pence"]) == found["pot"]["pence"]


def test_contributions_of_nothing_are_said_and_the_cost_of_the_year_stands_in(
    built: Path, tmp_path: Path
) -> None:
    folder = place_file(tmp_path / "place", POOL.replace("500_000", "0").replace("77_777", "0"))
    (folder / "build").symlink_to(built / "build")
    found = figures(folder, tmp_path / "b.html")
    assert "come to £0" in found["pot"]["warning"]
    assert found["pot"]["is_pooled"] is False


def test_a_build_made_before_need_was_measured_says_to_build_again(tmp_path: Path) -> None:
    tables = {
        "person": "person_id | opted_out\n1 | false",
        "place_period": "data_from | data_until\n2021-04-01 | 2023-03-31",
    }
    folder = place_file(publish(tmp_path / "place", tables))
    page = write_budget(folder).page.read_text(encoding="utf-8")
    assert "run `joinedup build`" in page


def test_a_build_in_which_nothing_is_priced_says_why_need_is_not_measured(tmp_path: Path) -> None:
    why = "no care of the year has a price"
    empty = {
        "practice_need": "practice_code | neighbourhood | people | person_years | cost_pence | need_index | index_used",
        "capitation_fit": "model | adds",
        "capitation_model": "position | name",
        "capitation_tenth": "tenth | people",
        "practice_need_step": "model | practice_code | need_index",
        "capitation_card": f"position | item | words\n1 | why need is not measured | {why}",
        "person": "person_id | opted_out\n1 | false",
        "place_period": "data_from | data_until\n2021-04-01 | 2023-03-31",
    }
    folder = place_file(publish(tmp_path / "place", empty))
    page = write_budget(folder).page.read_text(encoding="utf-8")
    assert f"Need could not be measured: {why}." in page


def test_what_practices_are_given_adds_up_to_their_neighbourhood_to_the_penny(found: dict[str, Any]) -> None:
    for area, pence in zip(found["neighbourhoods"], found["steps"][-1]["budget_pence"], strict=True):
        parts = [part["pence"] for part in found["practices"] if part["area"] == area["name"]]
        assert sum(parts) == pence


def test_the_national_formula_stands_beside_the_others_where_its_file_has_every_practice(
    built: Path, tmp_path: Path
) -> None:
    folder = place_file(
        tmp_path / "place", '[budget.need]\nfile = "practices.csv"\nyear = "2025/26"\n' + POOL
    )
    (folder / "build").symlink_to(built / "build")
    weighted = [(code, 100.0, 100.0 * times) for code, times in zip(PRACTICES, (1.2, 0.8, 1.0), strict=True)]
    write(folder, practice_rows([*weighted, ("B82003", 100.0, 100.0)]))
    shown = figures(folder, tmp_path / "b.html")
    national = next(method for method in shown["methods"] if method["key"] == "national")
    assert sum(national["budget_pence"]) == 57_777_700
    by_area = dict(zip((area["name"] for area in shown["neighbourhoods"]), national["index"], strict=True))
    assert by_area["Harbour"] / by_area["Downs"] == pytest.approx(1.5, rel=1e-5)
    write(folder, practice_rows([*weighted[:2], ("B82003", 200.0, 200.0)]))
    shown = figures(folder, tmp_path / "b.html")
    assert "national" not in [method["key"] for method in shown["methods"]]
    assert f"does not have every practice: {PRACTICES[2]}" in (tmp_path / "b.html").read_text(
        encoding="utf-8"
    )


def test_a_built_place_whose_national_file_is_not_there_says_so_and_has_its_page(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = place_file(
        tmp_path / "place", '[budget.need]\nfile = "practices.csv"\nyear = "2025/26"\n' + POOL
    )
    (folder / "build").symlink_to(built / "build")
    assert outcome(["budget", str(folder), "--to", str(tmp_path / "b.html")]) == 0
    assert "Note: The file practices.csv that [budget.need] names is not in the place's folder" in (
        capsys.readouterr().out
    )
    assert "its file practices.csv is not in" in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_the_cost_that_stands_for_the_pot_is_without_the_care_of_people_who_opted_out(
    built: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "place"
    place_file(folder, budget="")
    (folder / "build").symlink_to(built / "build")
    pot = figures(folder, tmp_path / "b.html")["pot"]["pence"]
    priced = "select sum(cost_pence) as pence from practice_need"
    with open_published(folder) as published:
        everybody = int(published.rows(priced)[0][0])
        with release(published) as released:
            assert pot == int(released.rows(priced)[0][0]) < everybody


def test_whoever_multiplies_what_is_shown_of_a_practice_arrives_at_its_budget(
    page: Path, found: dict[str, Any]
) -> None:
    rows = table(page, "Budget of each practice").rows
    figure = next(row for row in table(page, "The budget of each neighbourhood").rows if row[0] == "All")
    mean = float(re.sub("[£,]", "", figure[3]))
    assert len(rows) == len(PRACTICES) + 1
    for row in rows[1:]:
        lived, index, budget = float(row[3]), float(row[7]), pounds(row[8])
        assert lived * mean * index == pytest.approx(budget, rel=1e-3)
    assert all(part["person_years"] > 0 for part in found["practices"])


def test_hospitals_have_their_names_in_the_table_of_amounts(built: Path) -> None:
    model = {
        "position": 1,
        "characteristic": "supply",
        "compared_with": "Hospital RZZ2",
        "name": "Hospital RZZ1",
    }
    place = read_place(built)
    bodies = (*place.organisations, Organisation(code="RZZ1", name="The General", kind="acute"))
    named = with_names(model, place.model_copy(update={"organisations": bodies}))
    assert (named["name"], named["compared_with"]) == ("The General", "Hospital RZZ2")


def test_no_count_of_people_leaves_the_page_s_file_unrounded(found: dict[str, Any]) -> None:
    card = {each["item"]: each["value"] for each in found["person_based"]["card"]}
    below = card["people predicted below nothing, counted as nothing"]
    assert card["people"] % 5 == 0
    assert below is None or below % 5 == 0


def test_the_page_is_never_written_over_by_its_figures(built: Path, tmp_path: Path) -> None:
    with pytest.raises(JoinedupError, match=r"ends in \.html"):
        write_budget(built, tmp_path / "budget.json")


def test_the_page_says_what_of_people_is_rounded_and_what_is_not(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "the others rounded to 5" in text
    assert "Person-years and pounds are not rounded, so that budgets add up to the pot." in text


def test_what_care_cost_names_the_publishers_of_its_prices(found: dict[str, Any]) -> None:
    cost = next(method for method in found["methods"] if method["key"] == "cost")
    assert "NHS England, National Cost Collection 2024/25" in cost["source"]


def test_a_build_without_money_to_share_out_says_so_in_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {
        "person": "person_id | opted_out\n1 | false",
        "place_period": "data_from | data_until\n2021-04-01 | 2023-03-31",
    }
    folder = place_file(publish(tmp_path / "place", tables), budget="")
    assert outcome(["budget", str(folder)]) == 0
    assert "There is no money to share out: write [[budget.contributions]]" in capsys.readouterr().out
