"""The command that stresses a contract."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from joinedup.cli.main import DONE, FAILED, outcome
from tests.unit.answers.stress.test_stress_page import PLACE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "place.toml").write_text(PLACE, encoding="utf-8")
    return tmp_path


def test_it_prints_the_answer_and_where_the_files_are(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(["stress", "All care", str(folder), "--futures", "200", "--seed", "5"]) == DONE
    printed = capsys.readouterr().out
    assert "All care: 200 futures of 3 years, seed 5" in printed
    assert str(folder / "build" / "stress" / "all-care.html") in printed
    assert (folder / "build" / "stress" / "all-care.json").is_file()


def test_the_contract_may_be_left_out_where_there_is_one(folder: Path) -> None:
    assert outcome(["stress", str(folder), "--futures", "100", "--to", str(folder / "page.html")]) == DONE
    assert (folder / "page.html").is_file()


def test_too_few_futures_are_refused_with_what_is_expected(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(["stress", str(folder), "--futures", "5"]) == FAILED
    assert "expected from 100 to 1,000,000" in capsys.readouterr().err


def test_a_contract_without_figures_is_told_what_to_write(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "place.toml"
    file.write_text(PLACE.replace('holder = "HOLDER"\n', ""), encoding="utf-8")
    assert outcome(["stress", str(folder)]) == FAILED
    assert "holder = ...: who is paid and bears the risk" in capsys.readouterr().err


WITHOUT_DRAWING = """
import sys


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"jinja2", "vl_convert"}:
            raise ModuleNotFoundError(f"No module named {name}", name=name)


sys.meta_path.insert(0, Absent())
from joinedup.cli.main import outcome

sys.exit(outcome(["stress", sys.argv[1], "--futures", "100"]))
"""


def test_without_the_packages_that_draw_it_gives_the_answer_and_says_what_the_page_needs(
    folder: Path,
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_DRAWING, str(folder)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == FAILED
    assert "All care: 100 futures of 3 years" in ran.stdout
    assert "joinedup[report]" in ran.stderr
