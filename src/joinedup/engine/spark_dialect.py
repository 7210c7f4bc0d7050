"""What sqlglot leaves to say when a step written for DuckDB runs on Spark: one small named rule for each difference."""

from __future__ import annotations

import sqlglot


def to_spark(sql: str) -> str:
    """The same query in Spark's dialect. sqlglot.errors.SqlglotError when it cannot be read."""
    transpiled: str = sqlglot.transpile(sql, read="duckdb", write="spark")[0]
    return transpiled
