"""The matching model's file: figures that hang together, and errors that name the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.linkage.match_model import PEOPLE, MatchModelError, read_match_model


def test_the_chances_of_a_comparisons_levels_sum_to_one() -> None:
    for comparison in read_match_model().comparisons:
        assert sum(level.m for level in comparison.levels) == pytest.approx(1, abs=1e-6), comparison.column
        assert sum(level.u for level in comparison.levels) == pytest.approx(1, abs=1e-3), comparison.column


def test_full_agreement_speaks_for_one_person_and_none_at_all_against() -> None:
    for comparison in read_match_model().comparisons:
        first, last = comparison.levels[0], comparison.levels[-1]
        assert first.m > first.u
        assert last.m < last.u


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("probability = 0.95", "", "probability"),
        ("seed = 20241001", "seed = 20241001\nsede = 3", "sede"),
        ('when = "else", m = 0.01, u = 0.5', 'when = "sex_l <> sex_r", m = 0.01, u = 0.5', "'else'"),
        ("[thresholds]", "[thresholds", "not TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = PEOPLE.read_text(encoding="utf-8")
    assert old in text
    changed = tmp_path / "model.toml"
    changed.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MatchModelError, match=r"model\.toml") as refused:
        read_match_model(changed)
    assert named in str(refused.value)
