"""Conditions, the codes that stand for them and the weights they carry in scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from joinedup.engine.tables import Column, Table
from joinedup.reference.files import ReferenceError, files_in

CONDITION = Table(
    "condition",
    "one row per code list and condition",
    (
        Column(
            "condition_number", "smallint", "the condition's number in this version of the code lists, from 1"
        ),
        Column("code_list", "varchar", "charlson, elixhauser, long-term-condition or segment"),
        Column("condition", "varchar", "name of the condition inside its code list"),
        Column("title", "varchar", "the condition as people say it"),
        Column(
            "counts_for_years", "smallint", "years it counts after it was first recorded; null for always"
        ),
    ),
)
CONDITION_CODE = Table(
    "condition_code",
    "one row per code list, condition and code or beginning of a code",
    (
        Column("code_list", "varchar", "charlson, elixhauser, long-term-condition or segment"),
        Column("condition", "varchar", "name of the condition inside its code list"),
        Column("code_system", "varchar", "icd10 or snomed"),
        Column("code", "varchar", "the code, without dot"),
        Column("matches", "varchar", "prefix: every code that starts so; exact: this code only"),
    ),
)
SCORE_WEIGHT = Table(
    "score_weight",
    "one row per score and condition",
    (
        Column("score", "varchar", "charlson, charlson-quan-2011, elixhauser or cambridge"),
        Column("code_list", "varchar", "the code list the condition belongs to"),
        Column("condition", "varchar", "name of the condition inside its code list"),
        Column("weight", "double", "what it adds to the score"),
        Column(
            "replaces",
            "varchar",
            "the milder condition that does not count when this one is present; null if none",
        ),
    ),
)
FRAILTY_CODE = Table(
    "frailty_code",
    "one row per three-character ICD-10 category of the Hospital Frailty Risk Score",
    (
        Column("code", "varchar", "three-character ICD-10 category"),
        Column("points", "double", "what it adds to the score, once"),
    ),
)
# How a code of each system is matched: ICD-10 grows at its end, SNOMED CT has no order.
MATCHES = {"icd10": "prefix", "snomed": "exact"}


@cache
def _conditions() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    found = [(f.content["code_list"], row) for f in files_in("codelists") for row in f.content["conditions"]]
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1]["condition"])))


def conditions_of(code_list: str) -> tuple[str, ...]:
    """The names of a code list's conditions; ReferenceError when no list has that name."""
    names = tuple(row["condition"] for name, row in _conditions() if name == code_list)
    if not names:
        known = ", ".join(sorted({name for name, _ in _conditions()}))
        raise ReferenceError(f"no code list is named {code_list}; there are {known}")
    return names


def codes_of(code_list: str, condition: str) -> dict[str, tuple[str, ...]]:
    """Code system (icd10, snomed) to the codes of a condition, the most usual first.

    ICD-10 codes are the beginnings of codes. ReferenceError when there is no such list or condition.
    """
    if condition not in conditions_of(code_list):
        known = ", ".join(conditions_of(code_list))
        raise ReferenceError(f"{code_list} has no condition named {condition}; it has {known}")
    row = next(row for name, row in _conditions() if (name, row["condition"]) == (code_list, condition))
    return {system: tuple(code_of(entry) for entry in row[system]) for system in MATCHES if row.get(system)}


def code_of(entry: str | Mapping[str, str]) -> str:
    """The code of an entry, which is the bare code or a table { code, term, ... }."""
    return entry if isinstance(entry, str) else entry["code"]


def condition_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of CONDITION."""
    for number, (code_list, row) in enumerate(_conditions(), start=1):
        yield number, code_list, row["condition"], row["name"], row.get("counts_for_years")


def condition_code_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of CONDITION_CODE."""
    for code_list, row in _conditions():
        for system, codes in codes_of(code_list, row["condition"]).items():
            for code in codes:
                yield code_list, row["condition"], system, code, MATCHES[system]


def score_weight_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of SCORE_WEIGHT."""
    for file in files_in("weights"):
        for row in file.content.get("weights", []):
            head = (file.content["score"], file.content["code_list"])
            yield *head, row["condition"], float(row["weight"]), row.get("replaces")


def frailty_code_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of FRAILTY_CODE."""
    for file in files_in("weights"):
        for row in file.content.get("points", []):
            yield row["code"], float(row["points"])
