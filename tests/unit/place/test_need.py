"""[budget.need]: what the place file may say of its need, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.place.file import read_place
from joinedup.place.problems import PlaceFileError
from tests.unit.place.sound import SOUND

NEED = """
[budget.need]
file = "data/national/practices.csv"
year = "2025/26"
quantum = 130_000_000_000
area = "QUE"
actual = 1_750_000_000
quantum_last_year = 124_000_000_000
source = "NHS England allocations 2025/26"
cost_table = "data/national/costs.csv"
cost_year = "2011/12"
[budget.need.pace_of_change]
strength = 0.25
floor = 0.01
cap = 0.08
furthest_under = 0.05
"""


def write(folder: Path, need: str) -> Path:
    (folder / "place.toml").write_text(SOUND + need, encoding="utf-8")
    return folder


def test_need_is_read_with_its_rule(tmp_path: Path) -> None:
    need = read_place(write(tmp_path, NEED)).budget.need
    assert need is not None
    assert (need.area, need.quantum, need.pace_of_change.cap) == ("QUE", 130_000_000_000, 0.08)


def test_need_may_be_left_out(tmp_path: Path) -> None:
    assert read_place(write(tmp_path, "")).budget.need is None


@pytest.mark.parametrize(
    ("written", "spoilt", "message"),
    [
        ("quantum = 130_000_000_000", "quantum = -5", "greater than 0"),
        ("floor = 0.01", "floor = 0.09", "0.09, above the cap 0.08"),
        ("strength = 0.25", "strength = -1.0", "greater than or equal to 0"),
        ("furthest_under = 0.05", "furthest_under = 5.0", "less than 1"),
        ('year = "2025/26"', 'year = "2025"', 'a financial year, for example "2025/26"'),
        ('year = "2025/26"', 'year = "2025/27"', 'a financial year, for example "2025/26"'),
        ('year = "2025/26"\n', "", "a file without its year"),
        ("quantum_last_year = 124_000_000_000\n", "", "add quantum_last_year"),
        (
            "quantum_last_year = 124_000_000_000",
            "quantum_last_year = 124",
            "less than all of England was given",
        ),
        ("actual = 1_750_000_000", "actual = 125_000_000_000", "less than all of England was given"),
        ('"data/national/practices.csv"', '"../practices.csv"', "a path inside the place's folder"),
        ('"data/national/costs.csv"', '"/costs.csv"', "a path inside the place's folder"),
        ('area = "QUE"', 'area = "QUE"\npractices = ["A81001"]', "practices or an area"),
        ("cap = 0.08", "kap = 0.08", "the key kap"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    tmp_path: Path, written: str, spoilt: str, message: str
) -> None:
    assert written in NEED
    with pytest.raises(PlaceFileError) as refused:
        read_place(write(tmp_path, NEED.replace(written, spoilt)))
    assert message in str(refused.value)
    assert "budget.need" in str(refused.value)
