"""`joinedup members` and `joinedup forms`."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.cli.main import outcome
from tests.unit.money.places import PLACE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "place.toml").write_text(PLACE)
    return tmp_path


def test_members_prints_who_pays_whom_and_writes_the_page(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(["members", "Frailty at home", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "The board pays The hospital £164,640.00" in told
    assert (folder / "build" / "members" / "frailty-at-home.html").is_file()


def test_members_lists_what_can_be_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["members", str(folder)]) == 1
    told = capsys.readouterr().err
    assert 'shift           "Frailty at home"' in told
    assert 'planned saving  "Fewer admissions"' in told


def test_forms_lists_all_forms_without_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["forms"]) == 0
    assert "corporate-joint-venture" in capsys.readouterr().out


def test_forms_compares_two_for_a_contract(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["forms", "Care at home", str(folder), "--compare", "alliance", "corporate-joint-venture"]
    assert outcome(words) == 0
    assert "Whose" not in capsys.readouterr().out
    assert (folder / "build" / "forms" / "care-at-home.html").is_file()
