"""The command that settles a year of a contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.cli.main import DONE, FAILED, MISUSED, outcome
from tests.unit.answers.settlement.a_place_to_settle import a_place_to_settle


def test_it_prints_who_owes_whom_and_where_the_files_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(["settle", "Harbour contract", str(a_place_to_settle(tmp_path)), "--year", "1"]) == DONE
    printed = capsys.readouterr().out
    assert "Seacombe Board pays General Hospital" in printed
    assert str(tmp_path / "build" / "settlements" / "harbour-contract-year-1.csv") in printed


def test_the_contract_may_be_left_out_where_there_is_one(tmp_path: Path) -> None:
    assert outcome(["settle", str(a_place_to_settle(tmp_path)), "--year", "1"]) == DONE


def test_a_year_that_cannot_be_settled_leaves_with_a_message_and_no_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(["settle", str(a_place_to_settle(tmp_path)), "--year", "3"]) == FAILED
    assert "what can be settled: year 1" in capsys.readouterr().err
    assert not (tmp_path / "build" / "settlements").exists()


def test_a_place_without_a_build_is_told_to_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = a_place_to_settle(tmp_path)
    (place / "build" / "manifest.json").unlink()
    assert outcome(["settle", str(place), "--year", "1"]) == FAILED
    assert "joinedup build" in capsys.readouterr().err


def test_a_year_that_is_no_number_is_told_what_a_year_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        outcome(["settle", str(a_place_to_settle(tmp_path)), "--year", "one"])
    assert left.value.code == MISUSED
    assert "expected the number of a year of the contract, such as 1" in capsys.readouterr().err
