"""Pages are made before anybody asks, by a process of its own, and again when something changes."""

from __future__ import annotations

from pathlib import Path

from joinedup.web.kept import shelf
from joinedup.web.kept.ahead import SECONDS_BETWEEN_LOOKS, _looked
from joinedup.web.kept.stamp import stamp_of
from tests.support.harbour import written


def test_one_look_has_every_missing_page_made_and_the_next_finds_nothing_to_do(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour")
    assert _looked(folder, "") == ("", SECONDS_BETWEEN_LOOKS)
    stamp = stamp_of(folder)
    assert shelf.find(folder, stamp, "scorecard") is not None
    assert _looked(folder, "") == (stamp, SECONDS_BETWEEN_LOOKS)


def test_a_changed_place_file_is_noticed(tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour")
    _, _ = _looked(folder, "")
    before = stamp_of(folder)
    with (folder / "place.toml").open("a") as file:
        file.write("# changed\n")
    assert _looked(folder, before) == ("", SECONDS_BETWEEN_LOOKS)
    assert shelf.find(folder, stamp_of(folder), "scorecard") is not None
