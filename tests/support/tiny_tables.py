"""Tiny tables written as text, and the comparison of an answer with what was expected.

A table is its column names, then one row a line, cells parted by `|`; an empty cell is null:

    person_id | practice_code | starts_on
    1         | L81001        | 2023-04-01
    2         | L81002        |
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import numpy as np

from joinedup.engine.tables import Kind, Table

Cell = Any


def read_cells(text: str) -> tuple[list[str], list[list[str]]]:
    """Column names and rows of cells, as text."""
    lines = [
        line for line in text.strip().splitlines() if line.strip() and not set(line.strip()) <= set("-| ")
    ]
    names, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    for row in rows:
        assert len(row) == len(names), f"{row} has {len(row)} cells, the head {names} has {len(names)}"
    return names, rows


def value_of(cell: str, kind: Kind) -> Cell:
    """The value a cell stands for."""
    if cell == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False, "yes": True, "no": False}[cell]
    if kind == "date":
        return date.fromisoformat(cell)
    if kind == "double":
        return float(cell)
    if kind == "varchar":
        return cell
    return int(cell.replace("_", ""))


def arrays_of(text: str, shape: Table) -> dict[str, np.ndarray]:
    """Arrays for Engine.attach_columns; a column of the table that the text leaves out is null in every row."""
    names, rows = read_cells(text)
    unknown = set(names) - set(shape.column_names)
    assert not unknown, (
        f"{shape.name} has no column {', '.join(sorted(unknown))}; it has {', '.join(shape.column_names)}"
    )
    arrays: dict[str, np.ndarray] = {}
    for column in shape.columns:
        cells = [row[names.index(column.name)] if column.name in names else "" for row in rows]
        values = [value_of(cell, column.kind) for cell in cells]
        if column.kind == "date":
            arrays[column.name] = np.array([value or "NaT" for value in values], dtype="datetime64[D]")
        else:
            arrays[column.name] = np.array(values, dtype=object)
    return arrays


def differences(answer: list[tuple[Cell, ...]], expected: list[tuple[Cell, ...]]) -> str:
    """What differs between two sets of rows, order aside; empty when nothing does. Numbers agree to 1e-6."""
    got, want = sorted(answer, key=_sort_key), sorted(expected, key=_sort_key)
    if len(got) == len(want) and all(_same(a, b) for a, b in zip(got, want, strict=True)):
        return ""
    lines = ["expected:", *map(_line, want), "answered:", *map(_line, got)]
    return "\n".join(lines)


def _same(left: tuple[Cell, ...], right: tuple[Cell, ...]) -> bool:
    return all(_same_cell(a, b) for a, b in zip(left, right, strict=True))


def _same_cell(a: Cell, b: Cell) -> bool:
    if isinstance(a, float) or isinstance(b, float):
        return (
            a is not None and b is not None and math.isclose(float(a), float(b), rel_tol=1e-6, abs_tol=1e-6)
        )
    return bool(a == b)


def _sort_key(row: tuple[Cell, ...]) -> tuple[tuple[bool, str], ...]:
    return tuple(
        (cell is None, f"{cell:020.6f}" if isinstance(cell, int | float) else str(cell)) for cell in row
    )


def _line(row: tuple[Cell, ...]) -> str:
    return "  " + " | ".join("" if cell is None else str(cell) for cell in row)
