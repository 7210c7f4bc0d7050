"""Measures defined once, and the numbers and codes they need: every `measures/*.toml` file as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from joinedup.engine.tables import Column, Table
from joinedup.reference.files import ReferenceError, ReferenceFile, files_in

COUNTS = ("contacts", "bed_days", "amount_pence")
DENOMINATORS = ("person-years", "contacts")
DIRECTIONS = ("lower", "higher", "neutral")

MEASURE_DEFINITION = Table(
    "measure_definition",
    "one row per measure",
    (
        Column("measure", "varchar", "name of the measure"),
        Column("title", "varchar", "the measure in words"),
        Column("setting", "varchar", "setting of the contacts it counts; null for any"),
        Column("kind", "varchar", "kind of the contacts it counts; null for any"),
        Column("began", "varchar", "how they began; null for any"),
        Column("mark", "varchar", "the mark they bear, or any: see contact_mark"),
        Column("counts", "varchar", f"what is added up: {', '.join(COUNTS)}"),
        Column(
            "denominator",
            "varchar",
            "person-years, or contacts of the same setting, kind and way of beginning",
        ),
        Column(
            "denominator_mark",
            "varchar",
            "the mark that contacts of the denominator bear, or any; null for person-years",
        ),
        Column("multiplier", "double", "the value is this x numerator / denominator"),
        Column("unit", "varchar", "unit of the value"),
        Column("direction", "varchar", "which way is better: lower, higher or neutral"),
        Column("source", "varchar", "whose definition it follows"),
    ),
)
MEASURE_THRESHOLD = Table(
    "measure_threshold",
    "one row per number that decides what a measure counts",
    (
        Column("threshold", "varchar", "what it decides"),
        Column("amount", "integer", "the number"),
        Column("unit", "varchar", "its unit, and on which side of it things count"),
        Column("source", "varchar", "where it comes from"),
    ),
)
CONTINUITY_KIND = Table(
    "continuity_kind",
    "one row per kind of contact that continuity of care counts",
    (
        Column("setting", "varchar", "setting of the contacts"),
        Column("kind", "varchar", "kind of the contacts"),
    ),
)
AMBULATORY_CARE_CODE = Table(
    "ambulatory_care_code",
    "one row per code of a condition that good care outside hospital keeps people out of hospital with",
    (
        Column("condition", "varchar", "the condition"),
        Column("code", "varchar", "ICD-10 code without its dot; longer codes that start with it count too"),
    ),
)


def measure_definition_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of MEASURE_DEFINITION; ReferenceError when a measure counts or is divided by something unknown."""
    for file, row in _rows("measures"):
        _check(file, row)
        usual = {"mark": "any", "source": file.source}
        yield tuple(row.get(name, usual.get(name)) for name in MEASURE_DEFINITION.column_names)


def measure_threshold_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of MEASURE_THRESHOLD."""
    for _, row in _rows("thresholds"):
        yield tuple(row[name] for name in MEASURE_THRESHOLD.column_names)


def continuity_kind_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of CONTINUITY_KIND."""
    for _, row in _rows("kinds"):
        yield row["setting"], row["kind"]


def ambulatory_care_code_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of AMBULATORY_CARE_CODE."""
    for _, row in _rows("conditions"):
        for code in row["codes"]:
            yield row["condition"], code


def _rows(section: str) -> Iterator[tuple[ReferenceFile, Mapping[str, Any]]]:
    for file in files_in("measures"):
        for row in file.content.get(section, ()):
            yield file, row


def _check(file: ReferenceFile, row: Mapping[str, Any]) -> None:
    name = row.get("measure", "a measure without a name")
    known = {"counts": COUNTS, "denominator": DENOMINATORS, "direction": DIRECTIONS}
    for key, words in known.items():
        if row.get(key) not in words:
            raise ReferenceError(
                f"{file.name}: {name} has {key} = {row.get(key)!r}; write one of {', '.join(words)}"
            )
    if row["denominator"] == "contacts" and "denominator_mark" not in row:
        raise ReferenceError(
            f"{file.name}: {name} is divided by contacts; say which: denominator_mark = 'any' or a mark"
        )
