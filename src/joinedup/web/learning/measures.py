"""The measures that a cycle can be read on: those that count contacts, whose months can be charted."""

from __future__ import annotations

from functools import cache

from joinedup.reference.measures import MEASURE_DEFINITION, measure_definition_rows


@cache
def measure_titles() -> dict[str, str]:
    """Every measure that counts contacts, in words."""
    names = MEASURE_DEFINITION.column_names
    found = [dict(zip(names, row, strict=True)) for row in measure_definition_rows()]
    return {one["measure"]: one["title"] for one in found if one["counts"] == "contacts"}


def title_of(measure: str) -> str:
    """A measure in words; its own name where it is none of them."""
    return measure_titles().get(measure, measure.replace("_", " ").capitalize())
