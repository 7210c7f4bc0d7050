"""Lines only ever added to: any other edit is found, and the line is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.place.chained_lines import ChainedLines, ChainError


@pytest.fixture
def file(tmp_path: Path) -> ChainedLines:
    chained = ChainedLines(tmp_path / "lines.jsonl")
    for number in range(4):
        chained.append({"what": f"entry {number}", "share": 0.25 * number, "inner": {"b": [1, 2], "a": None}})
    return chained


def lines_of(file: ChainedLines) -> list[str]:
    return file.path.read_text(encoding="utf-8").splitlines(keepends=True)


def test_what_was_added_is_read_back_in_order(file: ChainedLines) -> None:
    assert [line.entry["what"] for line in file.lines()] == [f"entry {number}" for number in range(4)]
    assert file.verify().entries == 4


def test_a_file_that_is_not_there_has_no_lines(tmp_path: Path) -> None:
    assert ChainedLines(tmp_path / "none").lines() == []
    assert ChainedLines(tmp_path / "none").verify().entries == 0


def test_an_edited_line_is_named(file: ChainedLines) -> None:
    file.path.write_text(file.path.read_text().replace("entry 2", "entry 9"))
    with pytest.raises(ChainError, match="line 3: this line was edited"):
        file.verify()


def test_a_line_taken_out_is_named(file: ChainedLines) -> None:
    lines = lines_of(file)
    file.path.write_text("".join([lines[0], *lines[2:]]))
    with pytest.raises(
        ChainError, match="line 2: this line says it is line 3: line 2 was taken out or moved"
    ):
        file.verify()


def test_lines_that_changed_places_are_named(file: ChainedLines) -> None:
    lines = lines_of(file)
    file.path.write_text("".join([lines[0], lines[2], lines[1], lines[3]]))
    with pytest.raises(ChainError, match="line 2: this line says it is line 3"):
        file.verify()


def test_a_copied_line_is_named(file: ChainedLines) -> None:
    file.path.write_text("".join([*lines_of(file), lines_of(file)[1]]))
    with pytest.raises(ChainError, match="line 5: this line says it is line 2: it was copied or moved here"):
        file.verify()


def test_an_edit_that_was_hashed_again_breaks_the_line_after(file: ChainedLines, tmp_path: Path) -> None:
    forged = ChainedLines(tmp_path / "forged.jsonl")
    forged.append({"what": "entry 0, changed"})
    file.path.write_text("".join([forged.path.read_text(), *lines_of(file)[1:]]))
    with pytest.raises(ChainError, match="line 2: this line does not follow from the one before"):
        file.verify()


def test_nothing_is_added_to_a_file_that_was_edited(file: ChainedLines) -> None:
    file.path.write_text(file.path.read_text().replace("entry 1", "entry 7"))
    before = file.path.read_bytes()
    with pytest.raises(ChainError, match="line 2"):
        file.append({"what": "another"})
    assert file.path.read_bytes() == before


def test_the_state_names_the_last_line(file: ChainedLines) -> None:
    assert file.verify().last_hash == json.loads(lines_of(file)[-1])["hash"]


@given(st.integers(0, 2**16), st.binary(min_size=1, max_size=6))
def test_any_bytes_written_over_any_place_are_found(place: int, new: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = ChainedLines(Path(folder) / "lines.jsonl")
        for number in range(3):
            file.append({"what": number})
        whole = file.path.read_bytes()
        at = place % len(whole)
        edited = whole[:at] + new + whole[at + len(new) :]
        file.path.write_bytes(edited)
        if edited == whole:
            assert file.verify().entries == 3
        else:
            with pytest.raises(ChainError, match=r"line \d"):
                file.verify()
