"""`joinedup check` on the worked places: what blocks a contract is an exit code as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.cli.main import outcome
from tests.architecture.tree import ROOT


def test_a_contract_that_is_blocked_leaves_with_one_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["check", str(ROOT / "places" / "unitingcare-2015")]) == 1
    told = capsys.readouterr().out
    assert "Do not sign: " in told
    assert told.index("Do not sign: ") < told.index("  R01  ") < told.index("  R04  ")
    assert "0 sources: 0 files" in told
    assert "nothing is built yet" in told


def test_a_contract_that_nothing_blocks_leaves_with_nought(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["check", str(ROOT / "places" / "kinzigtal-like")]) == 0
    assert "Nothing found blocks it" in capsys.readouterr().out


def test_the_page_is_written_only_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "checks.html"
    assert outcome(["check", str(ROOT / "places" / "kinzigtal-like"), "--to", str(page)]) == 0
    assert str(page) in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checks.html", "checks.json"]
