"""decisions/decisions.jsonl: only added to, known by decision and status, and an edit is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.network.decision_file import cover_of, decided, file_of, write
from joinedup.network.place_parts import part_at, parts_of
from joinedup.place.chained_lines import ChainError
from joinedup.place.file import read_place
from tests.support.harbour import written

TAKEN = {"decision": 1, "status": "taken", "title": "Pay for the hub"}
REVERSED = {"decision": 1, "status": "reversed", "by_decision": 2}


def test_a_line_is_written_once_however_often_it_is_handed_in(tmp_path: Path) -> None:
    assert write(tmp_path, [TAKEN]) == 1
    assert write(tmp_path, [TAKEN, REVERSED]) == 1
    assert [(one.number, one.status) for one in decided(tmp_path)] == [(1, "reversed")]


def test_a_place_that_decided_nothing_has_no_decisions(tmp_path: Path) -> None:
    assert decided(tmp_path) == ()


def test_a_line_edited_by_hand_is_found(tmp_path: Path) -> None:
    write(tmp_path, [TAKEN])
    path = file_of(tmp_path).path
    path.write_text(path.read_text(encoding="utf-8").replace("Pay for", "Do not pay for"), encoding="utf-8")
    with pytest.raises(ChainError, match="line 1: this line was edited"):
        decided(tmp_path)


def test_a_decision_covers_the_part_it_names_until_that_changes(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour")
    part = part_at(parts_of(read_place(folder)), "care_models[1]")
    assert part is not None
    write(
        folder,
        [
            TAKEN
            | {"part": {"path": part.path, "name": part.name, "sha256": part.sha256, "content": part.content}}
        ],
    )
    found = cover_of(parts_of(read_place(folder)), decided(folder)[0])
    assert found is not None
    assert found.covers
    file = folder / "place.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("capacity = 40", "capacity = 41"), encoding="utf-8"
    )
    found = cover_of(parts_of(read_place(folder)), decided(folder)[0])
    assert found is not None
    assert not found.covers
