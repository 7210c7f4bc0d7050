"""The pooled budget on the budget page."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.answers.budget.pooled import pooled_section
from joinedup.answers.page.section import Section
from joinedup.money.pooled.findings import budget_findings
from joinedup.place.file import read_place
from tests.unit.money.places import PLACE


def section(folder: Path, *changes: tuple[str, str]) -> Section:
    text = PLACE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "place.toml").write_text(text)
    found = pooled_section(read_place(folder, further=[budget_findings]))
    assert found is not None
    return found


def rows_of(found: Section, title: str) -> dict[str, tuple[str, ...]]:
    figure = next(one for one in found.figures if one.title.startswith(title))
    assert figure.table is not None
    return {row[0]: tuple(row[1:]) for row in figure.table.rows}


def test_it_says_who_puts_in_what_and_what_it_pays_for(tmp_path: Path) -> None:
    found = section(tmp_path)
    assert "The board and The council put in £1,500 a year" in found.lead
    assert rows_of(found, "What the contributions")["Wards"] == ("Acute", "The hospital", "The board", "£900")
    assert "<svg" in found.figures[0].svg


def test_a_contribution_is_built_up_with_its_source(tmp_path: Path) -> None:
    found = section(tmp_path)
    rows = rows_of(found, "How each contribution")
    assert rows["Doing the same with less"] == ("−£20",)
    assert rows["This year's contribution"] == ("£1,000",)
    assert "board paper 7" in found.figures[1].note


def test_an_overspend_is_worked_out_to_the_penny(tmp_path: Path) -> None:
    # Five per cent of 1,400 is 70: 45 on wards, which the board's 50 unplanned pounds cover; 25 on homes, which nothing
    # in the pool may pay for; by contribution two thirds and one third of that.
    rows = rows_of(section(tmp_path), "Who would cover")
    assert rows["Overspend"] == ("£14", "£70")
    assert rows["1. Other lines"] == ("£9", "£45")
    assert rows["2. Risk pool"] == ("£0", "£0")
    assert rows["4. Outside the pool: The board"] == ("£3.33", "£16.67")
    assert rows["4. Outside the pool: The council"] == ("£1.67", "£8.33")
    assert rows["Covered by nobody"] == ("£0", "£0")


def test_the_year_as_it_was_stands_beside_it_once_known(tmp_path: Path) -> None:
    rows = rows_of(section(tmp_path, ("amount = 900\n", "amount = 900\nspent = 960\n")), "Who would cover")
    assert rows["Overspend"][2] == "£60"


def test_the_host_decides_what_vat_comes_back(tmp_path: Path) -> None:
    found = section(tmp_path)
    rows = rows_of(found, "What VAT is lost")
    assert rows["A council"][-1] == "£0"
    vat = next(one for one in found.figures if one.title == "What VAT is lost")
    assert "assumption" in vat.note.lower()
    assert "VATGPB6640" in vat.note


def test_control_totals_sum_to_the_systems(tmp_path: Path) -> None:
    rows = rows_of(section(tmp_path), "Control totals, 2024/25")
    assert rows["The hospital"] == ("−£30", "−£10", "−£40", "–", "–")
    assert rows["The system"] == ("£10", "£0", "£10", "–", "–")


@pytest.mark.parametrize(
    ("old", "missing"),
    [
        ('pool_manager = "finance lead"\n', "a pool manager"),
        ("report_every_weeks = 6\n", "reports to the board"),
    ],
)
def test_what_is_not_agreed_is_said(tmp_path: Path, old: str, missing: str) -> None:
    assert missing in section(tmp_path, (old, "")).warning


def test_a_place_without_a_pool_has_no_section(tmp_path: Path) -> None:
    start, end = PLACE.index("[budget]"), PLACE.index("[[shifts]]")
    (tmp_path / "place.toml").write_text(PLACE[:start] + PLACE[end:])
    assert pooled_section(read_place(tmp_path)) is None
