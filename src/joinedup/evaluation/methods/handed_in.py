"""What a caller hands in, read once at the door: numbers, truths and whole numbers, or words that say what was found instead."""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from joinedup.evaluation.methods.results import Bools, Floats, MethodError


def array_of(values: ArrayLike, what: str) -> NDArray[Any]:
    """An array as it is. MethodError when rows differ in length."""
    try:
        return np.asarray(values)
    except ValueError as error:
        raise MethodError(
            f"{what}: rows differ in length; hand in a table with as many columns in each row"
        ) from error


def numbers_of(values: ArrayLike, what: str) -> Floats:
    """64-bit floats of any shape; what has no value becomes NaN. MethodError for words, and for complex numbers."""
    found = array_of(values, what)
    if found.dtype.kind == "c":
        raise MethodError(f"{what} are complex numbers; hand in plain numbers")
    try:
        return np.asarray(found, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise MethodError(
            f"{what} are not all numbers ({error}); hand in numbers, and NaN where there is none"
        ) from error


def truths_of(values: ArrayLike, what: str) -> Bools:
    """Booleans, from these or 1 and 0. MethodError for anything else."""
    found = array_of(values, what)
    if found.dtype == np.bool_:
        return found
    is_plain = found.dtype.kind in "iuf" or all(
        type(one) in (bool, np.bool_, int, float) for one in found.ravel()
    )
    if not is_plain or not bool(np.isin(found, (0, 1)).all()):
        raise MethodError(f"{what} must be true or false (or 1 or 0) in every row; found other values")
    return found.astype(np.bool_)


def whole_number_of(value: object, what: str, least: int) -> int:
    """The number as an int. MethodError unless it is a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < least:
        raise MethodError(f"{what} is a whole number of at least {least}; found {value!r}")
    return int(value)


def number_of(value: object, what: str) -> float:
    """The number as a float. MethodError unless it is one number, finite or infinite."""
    if isinstance(value, bool) or not isinstance(value, Real) or math.isnan(float(value)):
        raise MethodError(f"{what} is one number; found {value!r}")
    return float(value)
