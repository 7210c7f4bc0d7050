"""Exact strata: several columns made one code, so that matching happens only among rows that agree on all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from joinedup.evaluation.methods.handed_in import array_of
from joinedup.evaluation.methods.results import MethodError, Whole

Codes = NDArray[np.int32]

_TABLE_SIZE = 1 << 24
"""Codes up to here are renumbered through a table, in one pass; beyond, by sorting."""


def strata_of(columns: Sequence[ArrayLike], rows: int | None = None) -> Codes:
    """A code 0, 1, 2 ... a row, the same where all columns agree. Columns may hold numbers, words or dates.

    Without columns every one of `rows` is in stratum 0. MethodError when lengths differ or a number is missing.
    """
    arrays = [array_of(column, "a column to match exactly on") for column in columns]
    if any(array.ndim != 1 for array in arrays):
        raise MethodError(
            "each column to match exactly on has one value a row, in one dimension: hand in the columns one by one"
        )
    lengths = {len(array) for array in arrays} | ({rows} if rows is not None else set())
    if len(lengths) != 1:
        raise MethodError(f"the columns that rows are grouped by differ in length: {sorted(lengths)}")
    codes: Whole = np.zeros(lengths.pop(), dtype=np.int64)
    for array in arrays:
        own = _numbered(array)
        codes = _renumbered(codes * (int(own.max(initial=0)) + 1) + own)
    return codes.astype(np.int32)


def _numbered(array: NDArray[Any]) -> Whole:
    """The values of one column as codes from 0."""
    if _lacks_some(array):
        raise MethodError(
            "a column that rows are grouped by has missing values: give them a value of their own (for example -1)"
        )
    if array.dtype.kind in "iub" and len(array):
        values = array.astype(np.int64)
        lowest = int(values.min())
        if int(values.max()) - lowest < _TABLE_SIZE:
            return _renumbered(values - lowest)
    try:
        _, codes = np.unique(array, return_inverse=True)
    except TypeError as error:
        raise MethodError(
            "a column that rows are grouped by mixes kinds of values (words and numbers): make all of them words"
        ) from error
    return np.asarray(codes, dtype=np.int64)


def _lacks_some(array: NDArray[Any]) -> bool:
    if array.dtype.kind == "f":
        return not bool(np.isfinite(array).all())
    if array.dtype.kind == "O":
        import pandas as pd

        return bool(pd.isna(array).any())
    return array.dtype.kind in "mM" and bool(np.isnat(array).any())


def _renumbered(codes: Whole) -> Whole:
    """The same codes without gaps, in the same order."""
    size = int(codes.max(initial=0)) + 1
    if size > _TABLE_SIZE:
        return np.asarray(np.unique(codes, return_inverse=True)[1], dtype=np.int64)
    used = np.zeros(size, dtype=np.bool_)
    used[codes] = True
    return (np.cumsum(used) - 1)[codes].astype(np.int64)
