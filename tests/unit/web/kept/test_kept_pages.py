"""A page that takes long is worked out once, kept whole, and never stands for another build or place file."""

from __future__ import annotations

import fcntl
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable
from joinedup.web.kept import shelf
from joinedup.web.kept.making import is_missing, make_missing
from joinedup.web.kept.page import KeptPage, Refused, as_json, from_json
from joinedup.web.kept.stamp import stamp_of
from tests.support.harbour import written

TABLE = ShownTable(
    "Who pays", ("Who", "Whom", "Amount"), [("A & B", "C", "£1")], words=frozenset({1}), has_total=True
)
PAGE = KeptPage(
    title="Who <owes> whom",
    lead="A owes C.",
    about=[["Contract", "One"]],
    key_figures=[KeyFigure("£1", "owed")],
    sections=[Section("flows", "Flows", "All of them", [Figure("Drawn", "One line.", "<svg/>", TABLE)])],
    further={"terms": [{"words": "\u202eright to left \U0001f600"}]},
)


def with_lists(table: ShownTable) -> ShownTable:
    """The table with lists for its tuples, as JSON has no other."""
    return replace(table, headings=list(table.headings), rows=[list(row) for row in table.rows])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "harbour")


def test_a_page_that_was_kept_comes_back_as_it_was() -> None:
    found = from_json(as_json(PAGE))
    assert isinstance(found, KeptPage)
    assert as_json(found) == as_json(PAGE)
    assert found.sections[0].figures[0].table == with_lists(TABLE)
    assert from_json(as_json(Refused("Nothing is built."))) == Refused("Nothing is built.")


def test_of_a_kept_page_only_drawings_stand_unescaped() -> None:
    found = from_json(as_json(PAGE))
    assert isinstance(found, KeptPage)
    assert isinstance(found.sections[0].figures[0].svg, Markup)
    assert not isinstance(found.title, Markup)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"title": 1}', "\x00"])
def test_a_kept_file_that_is_damaged_is_no_page(folder: Path, content: str) -> None:
    path = shelf.file_of(folder, "stamp", "budget")
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    assert shelf.find(folder, "stamp", "budget") is None


def test_a_page_stands_for_no_other_place_file_build_facts_or_evaluation(folder: Path) -> None:
    stamps = [stamp_of(folder)]
    for name in (
        "place.toml",
        "contracts/one/year-0.toml",
        "build/manifest.json",
        "build/evaluations/hub.json",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text() if path.exists() else "") + "\n# another", encoding="utf-8")
        stamps.append(stamp_of(folder))
    assert len(set(stamps)) == len(stamps)


def test_every_page_of_a_place_without_a_build_is_made_or_says_why_not(folder: Path) -> None:
    assert is_missing(folder)
    made = make_missing(folder)
    assert made[:2] == ["scorecard", "checks"]
    assert not is_missing(folder)
    found = {name: shelf.find(folder, stamp_of(folder), name) for name in made}
    assert isinstance(found["scorecard"], KeptPage)
    report = found["report"]
    assert isinstance(report, Refused)
    assert "joinedup build" in report.why
    assert str(folder) not in report.why


def test_what_is_kept_is_not_made_again(folder: Path) -> None:
    make_missing(folder)
    assert make_missing(folder) == []


def test_a_place_file_that_cannot_be_used_has_no_pages_made(folder: Path) -> None:
    (folder / "place.toml").write_text("[place", encoding="utf-8")
    assert make_missing(folder) == []


def test_two_processes_do_not_make_the_same_pages(folder: Path) -> None:
    lock = folder / shelf.SHELF / "lock"
    lock.parent.mkdir(parents=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert make_missing(folder) == []
    assert make_missing(folder)


def test_pages_of_stamps_long_past_are_cleared_away(folder: Path) -> None:
    for number in range(6):
        shelf.put(folder, f"stamp{number}", "budget", PAGE)
    shelf.clear_old(folder, "stamp0")
    left = {path.name for path in (folder / shelf.SHELF).iterdir() if path.is_dir()}
    assert "stamp0" in left
    assert len(left) == shelf.STAMPS_KEPT


def test_making_stops_when_nobody_waits_any_more(folder: Path) -> None:
    turns = iter([True, True, False])
    assert len(make_missing(folder, goes_on=lambda: next(turns))) == 2
