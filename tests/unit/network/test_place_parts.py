"""An approval names a part of the place file by its hash, and says when and how that part changed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from joinedup.network.place_parts import Cover, Part, cover, part_at, parts_of, values_of
from joinedup.place.file import read_place
from joinedup.place.model import Place
from tests.support.harbour import PLACE_FILE


def place(tmp_path: Path, text: str = PLACE_FILE) -> Place:
    (tmp_path / "place.toml").write_text(text, encoding="utf-8")
    return read_place(tmp_path)


def covered(part: Part, now: Place) -> Cover:
    return cover(parts_of(now), **asdict(part))


@pytest.fixture
def hub(tmp_path: Path) -> Part:
    found = part_at(parts_of(place(tmp_path)), "care_models[1]")
    assert found is not None
    return found


def test_parts_are_named_by_their_key_path_and_by_what_they_call_themselves(tmp_path: Path) -> None:
    titles = [part.title for part in parts_of(place(tmp_path))]
    assert "Quay hub (care_models[1])" in titles
    assert "Harbour alliance (agreements[1])" in titles


def test_comments_and_white_space_change_no_approval(tmp_path: Path, hub: Part) -> None:
    assert covered(
        hub, place(tmp_path, PLACE_FILE.replace("capacity = 40", "capacity   =  40  # people"))
    ).covers


def test_a_change_says_where_what_was_approved_and_what_stands_there_now(tmp_path: Path, hub: Part) -> None:
    found = covered(hub, place(tmp_path, PLACE_FILE.replace("capacity = 40", "capacity = 1_400")))
    assert not found.covers
    assert [(one.where, one.approved, one.now) for one in found.changes] == [("capacity", "40", "1,400")]


def test_a_part_put_after_another_is_still_found_by_its_name(tmp_path: Path, hub: Part) -> None:
    before = '[[care_models]]\nname = "Other"\nkind = "own"\nstarts_on = 2022-04-01\neligible = "age >= 18"\ncapacity = 1\n'
    moved = PLACE_FILE.replace("[[care_models]]", f"{before}\n[[care_models]]")
    assert covered(hub, place(tmp_path, moved)).covers


def test_a_part_taken_out_is_said_to_be_gone(tmp_path: Path, hub: Part) -> None:
    found = covered(hub, place(tmp_path, PLACE_FILE.replace('name = "Quay hub"', 'name = "Another hub"')))
    assert not found.covers
    assert found.changes[0].now == "no longer in the place file"


def test_a_change_deep_inside_is_named_by_the_names_on_the_way(tmp_path: Path) -> None:
    alliance = part_at(parts_of(place(tmp_path)), "agreements[1]")
    assert alliance is not None
    found = covered(
        alliance, place(tmp_path, PLACE_FILE.replace('rule = "majority"', 'rule = "all members"'))
    )
    assert [one.where for one in found.changes] == ["decisions, moving up to 50,000 pounds, rule"]


def test_everything_a_part_says_is_said_value_by_value(hub: Part) -> None:
    said = {one.where: one.said for one in values_of(hub.content)}
    assert said["capacity"] == "40"
    assert said["name"] == "Quay hub"
    assert said["eligible"] == "age >= 65"


def test_entries_of_a_list_are_numbered_from_one_and_what_is_not_said_is_left_out() -> None:
    content = '{"terms":[{"kind":"block","pounds":1200},{"kind":"withhold"}],"members":["A","B"],"gone":null,"none":[]}'
    assert [(one.where, one.said) for one in values_of(content)] == [
        ("terms, 1, kind", "block"),
        ("terms, 1, pounds", "1,200"),
        ("terms, 2, kind", "withhold"),
        ("members", "A; B"),
    ]
