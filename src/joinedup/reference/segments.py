"""Segmentations: ordered rules that put everyone in one segment, read from `thresholds/segments_*.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from joinedup.engine.tables import Column, Table
from joinedup.reference.files import ReferenceError, ReferenceFile, files_in

# What a rule may look at; `population/person_segment.sql` works out each.
FACTS = (
    "condition",
    "cambridge",
    "hospital-frailty",
    "long-term-conditions",
    "emergency-admissions",
    "maternity-admissions",
    "age",
    "everyone",
)
SEGMENT_RULE = Table(
    "segment_rule",
    "one row per segmentation, rule and condition it asks for (one row where it asks for none)",
    (
        Column("scheme", "varchar", "the segmentation: bridges-to-health, core-segments or condition-counts"),
        Column("scheme_number", "tinyint", "the segmentation's number, from 1"),
        Column("rule", "smallint", "the rule's place: of the rules that hold, the lowest decides"),
        Column("segment", "varchar", "the segment it puts a person in"),
        Column("reason", "varchar", "the rule in words, as shown beside the segment"),
        Column("fact", "varchar", f"what it looks at: {', '.join(FACTS)}"),
        Column("code_list", "varchar", "code list of the condition; null for other facts"),
        Column("condition", "varchar", "the condition; null for other facts"),
        Column(
            "within_months",
            "smallint",
            "months before the day that are looked at; null for all time before it",
        ),
        Column("minimum", "double", "the fact must be at least this; null for other facts"),
        Column("minimum_age", "smallint", "youngest age in years it holds for; null for any"),
        Column("below_age", "smallint", "age in years from which it no longer holds; null for any"),
    ),
)


def segment_rule_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of SEGMENT_RULE. ReferenceError when a segmentation leaves someone out or asks for an unknown fact."""
    files = [file for file in files_in("thresholds") if "scheme" in file.content]
    for scheme_number, file in enumerate(files, start=1):
        rules = file.content["rules"]
        _check(file, rules)
        for number, rule in enumerate(rules, start=1):
            yield from _rows(file.content["scheme"], scheme_number, number, rule)


def segments_of(scheme: str) -> tuple[str, ...]:
    """The segments of a segmentation, the healthiest first; ReferenceError when there is none of that name."""
    rules = [row for row in segment_rule_rows() if row[0] == scheme]
    if not rules:
        known = ", ".join(sorted({row[0] for row in segment_rule_rows()}))
        raise ReferenceError(f"no segmentation is named {scheme}; there are {known}")
    return tuple(dict.fromkeys(row[3] for row in reversed(rules)))


def _rows(scheme: str, scheme_number: int, number: int, rule: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    asked = [tuple(name.split("/", 1)) for name in rule.get("conditions", [])] or [(None, None)]
    fact = "condition" if "conditions" in rule else rule["fact"]
    limits = [rule.get(key) for key in ("within_months", "minimum", "minimum_age", "below_age")]
    for code_list, condition in asked:
        yield (
            scheme,
            scheme_number,
            number,
            rule["segment"],
            rule["reason"],
            fact,
            code_list,
            condition,
            *limits,
        )


def _check(file: ReferenceFile, rules: list[Mapping[str, Any]]) -> None:
    if not rules or rules[-1].get("fact") != "everyone":
        raise ReferenceError(f"{file.name}: the last rule must hold for everyone: fact = 'everyone'")
    for rule in rules:
        if "conditions" not in rule and rule.get("fact") not in FACTS:
            raise ReferenceError(
                f"{file.name}: '{rule.get('fact')}' is no fact; a rule may look at {', '.join(FACTS)}"
            )
