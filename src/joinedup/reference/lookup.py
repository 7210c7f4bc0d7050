"""Reference tables by name. Each is read from dated files beside this one.

Steps read these tables like any other, so a changed figure rebuilds just what reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from joinedup.engine.tables import Kind, Table
from joinedup.reference import conditions, measures, prices, segments
from joinedup.reference.conditions import codes_of, conditions_of
from joinedup.reference.files import ReferenceError

__all__ = ["REFERENCE_TABLES", "ReferenceError", "codes_of", "conditions_of", "reference_columns"]

Rows = Iterable[tuple[Any, ...]]

# A table and the function that gives its rows; a new reference table is one more line here.
_READ: tuple[tuple[Table, Callable[[], Rows]], ...] = (
    (conditions.CONDITION, conditions.condition_rows),
    (conditions.CONDITION_CODE, conditions.condition_code_rows),
    (conditions.SCORE_WEIGHT, conditions.score_weight_rows),
    (conditions.FRAILTY_CODE, conditions.frailty_code_rows),
    (segments.SEGMENT_RULE, segments.segment_rule_rows),
    (prices.UNIT_PRICE, prices.unit_price_rows),
    (measures.MEASURE_DEFINITION, measures.measure_definition_rows),
    (measures.MEASURE_THRESHOLD, measures.measure_threshold_rows),
    (measures.CONTINUITY_KIND, measures.continuity_kind_rows),
    (measures.AMBULATORY_CARE_CODE, measures.ambulatory_care_code_rows),
)

REFERENCE_TABLES: dict[str, Table] = {table.name: table for table, _ in _READ}
_ROWS = {table.name: rows for table, rows in _READ}


def reference_columns(name: str) -> dict[str, np.ndarray]:
    """A reference table as one array a column, ready for Engine.attach_columns; ReferenceError when there is none."""
    if name not in REFERENCE_TABLES:
        raise ReferenceError(f"no reference table is named {name}; there are {', '.join(REFERENCE_TABLES)}")
    shape = REFERENCE_TABLES[name]
    rows = list(_ROWS[name]())
    return {c.name: _array([row[n] for row in rows], c.kind) for n, c in enumerate(shape.columns)}


def _array(values: list[Any], kind: Kind) -> np.ndarray:
    if kind == "date":
        return np.array([value or "NaT" for value in values], dtype="datetime64[D]")
    return np.array(values, dtype=object)
