"""What `joinedup check` says of the board's decisions."""

from __future__ import annotations

from pathlib import Path

from joinedup.answers.checks.decisions import decision_lines
from joinedup.network.decision_file import file_of, write
from joinedup.network.place_parts import part_at, parts_of
from joinedup.place.file import read_place
from tests.support.harbour import written


def decided_on(folder: Path) -> Path:
    place = read_place(written(folder))
    part = part_at(parts_of(place), "care_models[1]")
    assert part is not None
    said = {"path": part.path, "name": part.name, "sha256": part.sha256, "content": part.content}
    write(folder, [{"decision": 1, "status": "taken", "title": "Open the hub", "part": said}])
    return folder


def changed(folder: Path) -> Path:
    file = folder / "place.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("capacity = 40", "capacity = 60"), encoding="utf-8"
    )
    return folder


def test_an_approval_that_still_covers_is_said_in_one_line(tmp_path: Path) -> None:
    folder = decided_on(tmp_path / "harbour")
    assert list(decision_lines(folder, read_place(folder))) == [
        "1 decision of the board: every approval covers the place file"
    ]


def test_an_approval_that_no_longer_covers_says_what_changed(tmp_path: Path) -> None:
    folder = changed(decided_on(tmp_path / "harbour"))
    lines = list(decision_lines(folder, read_place(folder)))
    assert (
        lines[1]
        == "  decision 1, Open the hub: the approval no longer covers care_models[1], which changed since"
    )
    assert lines[2].strip() == "capacity: approved 40, now 60"


def test_a_decision_that_was_reversed_says_nothing_of_the_place_file(tmp_path: Path) -> None:
    folder = changed(decided_on(tmp_path / "harbour"))
    write(folder, [{"decision": 1, "status": "reversed", "by_decision": 2}])
    assert len(list(decision_lines(folder, read_place(folder)))) == 1


def test_a_file_of_decisions_that_was_edited_cannot_be_relied_on(tmp_path: Path) -> None:
    folder = decided_on(tmp_path / "harbour")
    path = file_of(folder).path
    path.write_text(path.read_text(encoding="utf-8").replace("Open", "Shut"), encoding="utf-8")
    (said,) = decision_lines(folder, read_place(folder))
    assert said.startswith("the decisions of the board cannot be relied on")


def test_a_place_without_decisions_says_nothing_of_them(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour")
    assert list(decision_lines(folder, read_place(folder))) == []
