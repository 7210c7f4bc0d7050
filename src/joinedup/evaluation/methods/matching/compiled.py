"""Loops compiled by numba when first called; the machine code is kept beside the file, so that later runs only load it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The same function, compiled for the types it is called with."""
    return cast("Function", njit(cache=True)(function))
