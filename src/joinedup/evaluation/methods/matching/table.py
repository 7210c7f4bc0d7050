"""What every method here takes: a table of numbers with one row a person, checked in words, read in blocks without a copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from joinedup.evaluation.methods.handed_in import array_of, numbers_of, truths_of
from joinedup.evaluation.methods.results import Bools, Floats, MethodError

Numbers = NDArray[Any]
"""Two-dimensional, rows x columns, any real type: 32-bit floats take half the memory and are exact enough to match on."""

BLOCK_ROWS = 16_384
"""So many rows are turned into 64-bit floats at a time: a block of a dozen columns then stays in the processor's cache."""

_TOO_LARGE = 1e150
"""The square of a larger number is not a 64-bit float any more."""


@dataclass(frozen=True)
class Table:
    """Numbers of n rows and k columns with their names, and which rows are treated. Nothing is copied."""

    numbers: Numbers
    names: tuple[str, ...]
    treated: Bools

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self.numbers.shape[0])

    def blocks(self, step: int = 1) -> Iterator[tuple[slice, Floats]]:
        """(rows, their numbers as 64-bit floats that may be written to), block by block; `step` takes every so manieth row."""
        for start in range(0, self.rows, BLOCK_ROWS * step):
            rows = slice(start, min(start + BLOCK_ROWS * step, self.rows), step)
            yield rows, np.array(self.numbers[rows], dtype=np.float64, order="C")


def table_of(numbers: ArrayLike, treated: ArrayLike, names: Sequence[str] | None = None) -> Table:
    """Columns in an order that names them; one column may be handed in as one dimension.

    MethodError when lengths differ, nobody or everybody is treated, or a value is missing or infinite.
    """
    found = array_of(numbers, "the columns")
    whole = found.reshape(len(found), -1) if found.ndim == 1 else found
    if whole.ndim != 2 or not whole.shape[1] or whole.dtype.kind not in "fiub":
        raise MethodError(
            f"expected a table of numbers, rows x columns; found {whole.ndim} dimensions of {whole.dtype}:"
            " turn categories into columns of 0 and 1, or match on them exactly"
        )
    named = tuple(names) if names is not None else tuple(f"column {at + 1}" for at in range(whole.shape[1]))
    if len(named) != whole.shape[1]:
        raise MethodError(f"found {len(named)} names for {whole.shape[1]} columns: hand in one name for each")
    if len(set(named)) < len(named):
        raise MethodError(
            f"the column {next(n for n in named if named.count(n) > 1)} stands twice: give each its own name"
        )
    table = Table(whole, named, treated_of(treated, len(whole)))
    _refuse_missing(table)
    return table


def treated_of(treated: ArrayLike, rows: int) -> Bools:
    """Who is treated, as booleans. MethodError unless there is one value a row, 0 or 1, and some of each."""
    found = array_of(treated, "who is treated")
    if found.shape != (rows,):
        raise MethodError(
            f"who is treated must be one value for each of the {rows:,} rows; found {found.shape}"
        )
    found = truths_of(found, "who is treated")
    number = int(np.count_nonzero(found))
    if number in (0, rows):
        raise MethodError(
            f"{'nobody' if number == 0 else 'everybody'} of {rows:,} rows is treated, so there is nothing to compare:"
            " check how treatment was coded"
        )
    return found


def score_of(score: ArrayLike, rows: int | None = None) -> Floats:
    """A score as 64-bit floats, one for each of `rows`. MethodError when there are more or fewer, and when one is missing or
    infinite, saying how many."""
    found = numbers_of(score, "scores")
    if found.ndim != 1 or (rows is not None and len(found) != rows):
        wanted = "one score a row" if rows is None else f"one score for each of the {rows:,} rows"
        raise MethodError(f"expected {wanted}, in one dimension; found the shape {found.shape}")
    missing = int(np.count_nonzero(~np.isfinite(found)))
    if missing:
        raise MethodError(
            f"{missing:,} of {len(found):,} rows have no finite score: leave those rows out before matching, and count them"
        )
    return found


def _refuse_missing(table: Table) -> None:
    if table.numbers.dtype.kind != "f":
        return
    missing = np.zeros(len(table.names), dtype=np.int64)
    for start in range(0, table.rows, BLOCK_ROWS):
        block = table.numbers[start : start + BLOCK_ROWS]
        with np.errstate(invalid="ignore", over="ignore"):
            is_usual = bool(abs(block.sum(dtype=np.float64)) < _TOO_LARGE)
        if not is_usual:
            missing += np.count_nonzero(~(np.abs(block) < _TOO_LARGE), axis=0)
    if missing.any():
        found = ", ".join(
            f"{name} ({number:,})" for name, number in zip(table.names, missing, strict=True) if number
        )
        raise MethodError(
            f"values are missing, infinite or too large to square in {found}: fill them (and add a column that says so),"
            " or leave the rows out before and count them"
        )
