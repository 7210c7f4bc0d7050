"""The JSON Schema that editors use says what the reader says."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from joinedup.place.file import read_place
from joinedup.place.schema import SCHEMA_FILE, place_schema, schema_text, schema_with_terms
from joinedup.place.starter import starter_text, write_starter
from tests.unit.place.sound import SOUND

PLACES = sorted((Path(__file__).parents[3] / "places").glob("*/place.toml"))


def as_json(text: str) -> Any:
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


def test_the_schema_that_is_shipped_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run `python -m joinedup.place.schema`"


def test_every_key_of_the_schema_says_what_it_means() -> None:
    for name, section in place_schema()["$defs"].items():
        assert section["description"]
        for key, about in section.get("properties", {}).items():
            assert about.get("description") or "$ref" in about, f"{name}.{key} has no description"


@pytest.mark.parametrize("file", PLACES, ids=lambda file: file.parent.name)
def test_every_example_place_is_sound_and_names_its_schema(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    named = text.splitlines()[0].removeprefix("#:schema ")
    assert (file.parent / named).resolve() == SCHEMA_FILE
    assert not list(Draft202012Validator(place_schema()).iter_errors(as_json(text)))
    assert read_place(file)


def test_there_is_an_example_place() -> None:
    assert PLACES


def test_what_the_reader_refuses_the_schema_refuses_too() -> None:
    validator = Draft202012Validator(place_schema())
    assert validator.is_valid(as_json(SOUND))
    for old, new in (
        ('kind = "acute"', 'kind = "acut"'),
        ("years = 5", "yeers = 5"),
        ('name = "Hubs"', 'name = ""'),
    ):
        assert not validator.is_valid(as_json(SOUND.replace(old, new)))


def test_the_place_to_start_from_is_sound_as_it_stands_and_covers_whole_financial_years(
    tmp_path: Path,
) -> None:
    write_starter(tmp_path / "north-quay", today=date(2026, 3, 31))
    place = read_place(tmp_path / "north-quay")
    assert place.place.name == "North Quay"
    assert (place.place.data_from, place.place.data_until) == (date(2022, 4, 1), date(2025, 3, 31))
    assert (
        json.loads((tmp_path / "north-quay" / "place.schema.json").read_text(encoding="utf-8"))
        == schema_with_terms()
    )


def test_the_sections_that_the_place_to_start_from_suggests_are_sound_too() -> None:
    text = starter_text("x", today=date(2026, 4, 1))
    suggested = "\n".join(line.removeprefix("# ") if is_toml(line) else "" for line in text.splitlines())
    assert Draft202012Validator(place_schema()).is_valid(as_json(suggested))
    assert len(as_json(suggested)["care_models"][0]["assumptions"]) == 1


def is_toml(line: str) -> bool:
    """Whether a line, its note mark taken away, is a header or a key with its value."""
    bare = line.removeprefix("# ")
    return bare.startswith("[") or (" = " in bare and bare.split()[0].isidentifier())


@pytest.mark.parametrize("name", ['a"b', "tab\there", "-", "\u00e9t\u00e9", "x\\y"])
def test_a_folder_of_any_name_gives_a_place_that_can_be_read(tmp_path: Path, name: str) -> None:
    write_starter(tmp_path / name, today=date(2026, 4, 1))
    assert read_place(tmp_path / name).place.name
