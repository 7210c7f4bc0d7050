"""The budget page of a place that is not built: its pot, shared out by the national file where that has every practice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from joinedup.answers.budget.report import write_budget
from joinedup.cli.main import outcome
from joinedup.errors import JoinedupError
from tests.unit.answers.budget.pages import POOL, figures, place_file, table
from tests.unit.answers.made_up_place import PRACTICES
from tests.unit.answers.reading import PageReader
from tests.unit.money.capitation.practice_files import rows as practice_rows
from tests.unit.money.capitation.practice_files import write


def test_before_a_build_the_pot_is_shared_out_by_the_national_file(tmp_path: Path) -> None:
    folder = place_file(
        tmp_path / "place", '[budget.need]\nfile = "practices.csv"\nyear = "2025/26"\n' + POOL
    )
    weighted = zip(PRACTICES, (100.0, 300.0, 200.0), (120.0, 240.0, 200.0), strict=True)
    write(folder, practice_rows([*weighted, ("B82003", 400.0, 440.0)]))
    shown = figures(folder, tmp_path / "b.html")
    assert shown["budget_is_by"] == "national"
    national = next(method for method in shown["methods"] if method["key"] == "national")
    # 120, 240 and 200 of 560 weighted people.
    assert national["budget_pence"] == [12_380_936, 24_761_871, 20_634_893]
    assert [area["people"] for area in shown["neighbourhoods"]] == [100, 300, 200]
    rows = table(tmp_path / "b.html", "The budget of each neighbourhood").rows
    assert rows[-1][-1] == "£577,777"
    for row in rows[1:-1]:
        people, head, need, budget = (float(re.sub("[£,]", "", cell)) for cell in row[1:])
        assert people * head * need == pytest.approx(budget, rel=2e-5)


def test_before_a_build_nothing_is_shared_out_where_the_file_lacks_a_practice(tmp_path: Path) -> None:
    folder = place_file(
        tmp_path / "place", '[budget.need]\nfile = "practices.csv"\nyear = "2025/26"\n' + POOL
    )
    write(folder, practice_rows([(PRACTICES[0], 100.0, 120.0), ("B82003", 400.0, 380.0)]))
    shown = figures(folder, tmp_path / "b.html")
    assert shown["methods"] == []
    assert f"not in the file, so people count only where the file has them: {PRACTICES[1]}" in (
        tmp_path / "b.html"
    ).read_text(encoding="utf-8")


def test_the_formula_chosen_in_the_place_file_is_the_one_beside_the_others(tmp_path: Path) -> None:
    folder = place_file(
        tmp_path / "place",
        '[budget.need]\nfile = "practices.csv"\nyear = "2025/26"\nweighted_by = "primary-medical"\n' + POOL,
    )
    lines = practice_rows([(code, 100.0, 100.0) for code in PRACTICES])
    lines[0] = lines[0].rsplit(",", 1)[0] + ",150.0"
    write(folder, lines)
    shown = figures(folder, tmp_path / "b.html")
    national = next(method for method in shown["methods"] if method["key"] == "national")
    assert national["index"] == pytest.approx([9 / 7, 6 / 7, 6 / 7], abs=1e-6)


def test_a_place_that_is_not_built_shows_its_pot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = place_file(tmp_path / "place")
    assert outcome(["budget", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "The pot: £577,777" in said
    page = (folder / "build" / "budget.html").read_text(encoding="utf-8")
    assert "from the place file alone" in page
    assert PageReader(page).faults == []


def test_a_place_with_nothing_to_show_is_told_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(JoinedupError, match=r"write \[\[budget.contributions\]\] or \[budget.need\]"):
        write_budget(place_file(tmp_path / "place", budget=""))
