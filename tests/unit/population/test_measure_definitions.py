"""The files that define measures keep to the words of the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from joinedup.records.tables import CONTACT_KINDS, HOW_IT_BEGAN, SETTINGS
from joinedup.reference import measures

MARKS = {"any", "within-four-hours", "timed", "readmitted", "avoidable", "new-placement"}


def definitions() -> Iterator[dict[str, Any]]:
    for row in measures.measure_definition_rows():
        yield dict(zip(measures.MEASURE_DEFINITION.column_names, row, strict=True))


def test_each_measure_is_defined_once() -> None:
    names = [row["measure"] for row in definitions()]
    assert len(names) == len(set(names))
    assert {"emergency_admissions", "four_hour_waits", "cost_per_person", "deaths"} <= set(names)


@pytest.mark.parametrize("row", list(definitions()), ids=lambda row: row["measure"])
def test_a_measure_uses_the_words_of_the_records(row: dict[str, Any]) -> None:
    assert row["setting"] in {*SETTINGS, "population", None}
    assert row["kind"] in {*CONTACT_KINDS, "death", None}
    assert row["began"] in {*HOW_IT_BEGAN, None}
    assert row["mark"] in MARKS
    assert (row["denominator_mark"] in MARKS) == (row["denominator"] == "contacts")
    assert row["multiplier"] > 0
    assert row["title"]
    assert row["unit"]
    assert row["source"]


def test_every_threshold_and_code_is_there() -> None:
    thresholds = {row[0]: row[1] for row in measures.measure_threshold_rows()}
    assert thresholds == {"within-four-hours": 240, "readmitted": 30, "continuity": 2, "shared-patients": 2}
    assert {kind for _, kind in measures.continuity_kind_rows()} <= set(CONTACT_KINDS)
    codes = [code for _, code in measures.ambulatory_care_code_rows()]
    assert len(codes) == len(set(codes))
    assert all(code == code.strip().upper() and "." not in code for code in codes)
