"""Editors complete terms of a contract by the schema: it says what the reader says."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from joinedup.money.terms.term import kinds
from joinedup.money.terms_in_words import example_of, keys_of
from joinedup.money.terms_schema import terms_schema, terms_schema_text
from joinedup.place.schema import TERMS_FILE, place_schema, schema_with_terms
from tests.unit.money.terms.test_every_term import EXAMPLES

PLACES = sorted((Path(__file__).parents[4] / "places").glob("*/place.toml"))


def as_json(text: str) -> Any:
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


def is_valid(term: dict[str, Any]) -> bool:
    schema = {"$ref": "#/$defs/ContractTerm", "$defs": terms_schema()}
    return bool(Draft202012Validator(schema).is_valid(term))


def test_the_schema_of_terms_that_is_shipped_is_current() -> None:
    kept = TERMS_FILE.read_text(encoding="utf-8")
    assert kept == terms_schema_text(), "run `python -m joinedup.money.terms_schema`"


def test_no_term_goes_by_the_name_of_another_part_of_the_place_file() -> None:
    assert not set(terms_schema()) & set(place_schema()["$defs"])


def test_every_key_of_every_term_says_what_it_means() -> None:
    for name, section in terms_schema().items():
        assert section["description"], name
        for key, about in section.get("properties", {}).items():
            assert about.get("description"), f"{name}.{key}"


@pytest.mark.parametrize("file", PLACES, ids=lambda file: file.parent.name)
def test_every_example_place_is_what_editors_expect(file: Path) -> None:
    text = as_json(file.read_text(encoding="utf-8"))
    assert not [e.message for e in Draft202012Validator(schema_with_terms()).iter_errors(text)]


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_what_the_reader_refuses_editors_mark(kind: str) -> None:
    term = {"kind": kind, **EXAMPLES[kind]}
    assert is_valid(term)
    assert not is_valid({**term, "unheard_of": 1})
    assert not is_valid({**term, "kind": "unheard-of"})


def test_a_preset_is_known_by_its_name() -> None:
    assert is_valid({"kind": "preset", "name": "mssp-enhanced-2021", "share": {"RZZ1": 1.0}})
    assert not is_valid({"kind": "preset", "name": "mssp-enhanced-1921"})


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_the_example_on_a_terms_page_is_one(kind: str) -> None:
    (term,) = tomllib.loads(example_of(kind))["contracts"]["terms"]
    assert is_valid(term)


def test_keys_are_told_with_what_they_hold_and_the_keys_within_them() -> None:
    told = {key.name: key for key in keys_of("gain-loss-share")}
    assert told["cap"].holds == "a number from 0 to 1, or one for each year"
    assert told["share"].holds == "a table by code of a number of 0 or more"
    assert [key.name for key in told["corridors"].within] == ["up_to", "rate"]
    assert {key.name for key in keys_of("marginal-rate") if key.needed} == {"rate_above"}
