"""What every reference file must keep to."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from joinedup.reference.conditions import code_of
from joinedup.reference.files import FOLDER, ReferenceError, ReferenceFile, files_in, read_file

FOLDERS = (
    "codelists",
    "weights",
    "scorecard",
    "thresholds",
    "prices",
    "measures",
    "capitation",
    "minimum_rates",
    "contract_presets",
    "pooled_budgets",
    "vat",
    "whole_place",
    "legal_forms",
    "futures",
    "allocations",
    "benchmark_weights",
    "costs",
    "credibility",
    "evidence",
)
FILES = [file for folder in FOLDERS for file in files_in(folder)]
CODE_LISTS = [(file, row) for file in files_in("codelists") for row in file.content["conditions"]]
CONDITION_NAMES = [f"{file.content['code_list']}-{row['condition']}" for file, row in CODE_LISTS]
ICD10 = re.compile(r"[A-Z][0-9]{2}[0-9]{0,2}")


def _turned(a: int, b: int) -> int:
    """The product of two of the ten turns and flips of a pentagon (the group D5, numbered 0 to 9)."""
    turn = (a + b) % 5 if a < 5 else (a - b) % 5
    return turn + (5 if (a < 5) != (b < 5) else 0)


def _check_digit_is_right(number: str) -> bool:
    """SNOMED CT ids end in a Verhoeff check digit (SNOMED CT Release File Specification, 5.5)."""
    shuffled = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    check = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit)
        for _ in range(place % 8):
            value = shuffled[value]
        check = _turned(check, value)
    return check == 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_says_what_it_is_and_where_its_figures_come_from(file: ReferenceFile) -> None:
    assert file.title
    assert file.applies_from > date(1900, 1, 1)
    assert file.source or (file.assumption and file.about)


@pytest.mark.parametrize(("file", "row"), CODE_LISTS, ids=CONDITION_NAMES)
def test_a_condition_has_codes_of_the_right_form_and_none_twice(
    file: ReferenceFile, row: dict[str, Any]
) -> None:
    icd10 = [code_of(entry) for entry in row.get("icd10", [])]
    snomed = [code_of(entry) for entry in row.get("snomed", [])]
    assert icd10 or snomed
    assert all(ICD10.fullmatch(code) for code in icd10)
    assert all(_check_digit_is_right(code) for code in snomed), snomed
    assert len(set(icd10)) == len(icd10)
    assert len(set(snomed)) == len(snomed)


@pytest.mark.parametrize(("file", "row"), CODE_LISTS, ids=CONDITION_NAMES)
def test_no_prefix_of_a_condition_repeats_a_shorter_one(file: ReferenceFile, row: dict[str, Any]) -> None:
    """I50 beside I500 would say the same thing twice."""
    prefixes = row.get("icd10", [])
    assert [p for p in prefixes if any(p != other and p.startswith(other) for other in prefixes)] == []


@pytest.mark.parametrize(("file", "row"), CODE_LISTS, ids=CONDITION_NAMES)
def test_a_snomed_concept_has_its_term_and_the_list_it_was_seen_in_is_named(
    file: ReferenceFile, row: dict[str, Any]
) -> None:
    for entry in row.get("snomed", []):
        assert entry["term"]
        if "seen_in" in entry:
            assert entry["seen_in"] in file.content["seen_in"]
        else:
            assert file.assumption


def test_a_wrong_check_digit_is_found() -> None:
    assert _check_digit_is_right("84114007")
    assert not _check_digit_is_right("84114008")


def test_a_file_lives_in_a_folder_that_is_read() -> None:
    assert {path.parent.name for path in FOLDER.rglob("*.toml")} <= set(FOLDERS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("applies_from = 2020-01-01\nsource = 'x'", "title"),
        ("title = 'Prices'\nsource = 'x'", "applies_from"),
        ("title = 'Prices'\napplies_from = 2020-01-01", "source"),
        ("title = 'Prices'\napplies_from = 2020-01-01\nassumption = true", "about"),
        ("title = ", "TOML"),
    ],
)
def test_a_file_that_does_not_say_enough_is_refused_by_name(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(text)
    with pytest.raises(ReferenceError, match=says) as refusal:
        read_file(path)
    assert "prices.toml" in str(refusal.value)


def test_an_assumption_needs_no_source_when_it_says_what_was_assumed(tmp_path: Path) -> None:
    path = tmp_path / "band.toml"
    path.write_text(
        "title = 'Bands'\nabout = 'Chosen to be easily read.'\nassumption = true\napplies_from = 2020-01-01"
    )
    assert read_file(path).assumption
