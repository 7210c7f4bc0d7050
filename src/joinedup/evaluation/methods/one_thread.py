"""Linear algebra on one thread, where matrices are small and many."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")


def on_one_thread(work: Callable[Given, Found]) -> Callable[Given, Found]:
    """The same work with numpy multiplying and solving on one thread.

    Blocks of a few thousand rows gain nothing from a second thread, and on a busy machine threads wait for each other: the
    same fit then takes up to ten times as long. What is computed does not change but for the order of adding up.
    """

    @wraps(work)
    def alone(*given: Given.args, **named: Given.kwargs) -> Found:
        with _threads().limit(limits=1, user_api="blas"):
            return work(*given, **named)

    return alone


@cache
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
