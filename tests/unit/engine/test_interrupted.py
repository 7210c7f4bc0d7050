"""Whoever presses Ctrl-C while a query runs has interrupted the program, and is told no more than that."""

from __future__ import annotations

import pytest

from joinedup.engine.duckdb import DuckDBEngine


class _Interrupted:
    def execute(self, sql: str) -> None:
        raise RuntimeError("Query interrupted")


def test_an_interrupted_query_is_an_interrupted_program() -> None:
    engine = object.__new__(DuckDBEngine)
    engine._connection = _Interrupted()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        engine.rows("select 1")
