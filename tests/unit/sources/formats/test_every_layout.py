"""What every format's folder must keep to, whichever format it is."""

from __future__ import annotations

import numpy as np
import pytest
import sqlglot
from sqlglot import exp

from joinedup.engine.interface import Engine
from joinedup.engine.spark_dialect import to_spark
from joinedup.engine.tables import Column, Table
from joinedup.pipeline.parameters import CARE_MODEL
from joinedup.records.tables import BY_NAME as RECORD_TABLES
from joinedup.sources.layout import ExtractTable, known_formats

FORMATS = ("ae-monthly", "caseload", "community", "fhir", "gp", "mental-health", "omop", "social-care")
TABLES = [
    pytest.param(table, id=f"{name} {table.name}")
    for name in FORMATS
    for table in known_formats()[name].tables
]
QUERIES = [
    pytest.param(table, record, sql, id=f"{name} {table.name} {record}")
    for name in FORMATS
    for table in known_formats()[name].tables
    for record, sql in [*table.record_sql.items(), ("identity", table.identity_sql)]
    if sql
]

KNOWN_BY_THE_MACHINERY = (
    Column("file_id", "integer", ""),
    Column("source_row", "integer", ""),
    Column("row_id", "bigint", ""),
    Column("source_number", "integer", ""),
    Column("local_person_key", "varchar", ""),
    Column("source_organisation", "varchar", ""),
)


def empty_view(table: ExtractTable, *also: Column) -> Table:
    named = tuple(Column(name, "varchar", "") for name in table.column_names if name != "person_id")
    return Table("kept", "no rows", (*KNOWN_BY_THE_MACHINERY, *also, *named))


def without_rows(shape: Table) -> dict[str, np.ndarray]:
    return {name: np.array([], dtype=object) for name in shape.column_names}


def functions_spark_lacks(spark_sql: str) -> list[str]:
    """Functions that were left as DuckDB has them, because nobody said how Spark says it."""
    return [
        function.name for function in sqlglot.parse_one(spark_sql, dialect="spark").find_all(exp.Anonymous)
    ]


@pytest.mark.parametrize(("table", "record", "sql"), QUERIES)
def test_a_record_query_gives_the_columns_of_the_promise_in_their_order(
    table: ExtractTable, record: str, sql: str, duckdb_engine: Engine
) -> None:
    view = "extract" if record == "identity" else "kept"
    shape = empty_view(table, Column("person_id", "integer", ""))
    duckdb_engine.attach_columns(view, without_rows(shape), shape)
    duckdb_engine.attach_columns("care_model", without_rows(CARE_MODEL), CARE_MODEL)
    answer = duckdb_engine.arrays(sql)
    duckdb_engine.forget("care_model")
    duckdb_engine.forget(view)
    assert list(answer) == list(RECORD_TABLES[record].column_names)


@pytest.mark.parametrize(("table", "record", "sql"), QUERIES)
def test_a_record_query_can_be_written_for_spark(table: ExtractTable, record: str, sql: str) -> None:
    assert functions_spark_lacks(to_spark(sql)) == []


@pytest.mark.parametrize("table", TABLES)
def test_keys_and_rules_can_be_written_for_spark(table: ExtractTable) -> None:
    for expression in (table.person_key, table.row_key, *(rule.breaks_when for rule in table.rules)):
        if expression:
            assert functions_spark_lacks(to_spark(f"select {expression} as answer from extract")) == []


@pytest.mark.parametrize("table", TABLES)
def test_a_rule_says_in_one_sentence_what_was_wrong_and_what_to_do(table: ExtractTable) -> None:
    for rule in table.rules:
        wrong, _, to_do = rule.message.partition(";")
        assert wrong, f"{table.name}: {rule.name} does not say what was wrong"
        assert to_do.strip(), f"{table.name}: {rule.name} does not say what to do"


@pytest.mark.parametrize("table", TABLES)
def test_a_table_with_people_tells_its_rows_apart_and_asks_for_the_key(table: ExtractTable) -> None:
    if table.person_key is None:
        return
    assert table.row_key is not None
    assert any(column.required and column.must == "present" for column in table.columns)


def test_the_names_of_extract_tables_are_told_apart_by_the_longest_match() -> None:
    for name in FORMATS:
        words = [table.name.lower() for table in known_formats()[name].tables]
        assert len(set(words)) == len(words)
