"""Rows sent more than once: those with the same row key, of which the last good one counts."""

from __future__ import annotations

import numpy as np

from joinedup.engine.interface import Engine
from joinedup.engine.tables import Column, Table
from joinedup.sources.extracting import Extract
from joinedup.sources.layout import ExtractTable

_REPEATED_NUMBER = Table(
    "repeated_row",
    "one row per row key that more than one row has",
    (Column("row_key", "bigint", "the key"),),
)


def define_repeated(engine: Engine, table: ExtractTable, extract: Extract) -> bool:
    """Define the view `repeated_row` of the row keys that occur more than once; false when it is known that none does."""
    if table.row_key is None:
        return False
    # In this process sorting an array of numbers is several times as fast as grouping tens of millions of them.
    if extract.row_number and engine.name == "duckdb":
        repeated = repeated_numbers(engine.arrays("select row_number_key from extract")["row_number_key"])
        engine.attach_columns("repeated_row", {"row_key": repeated}, _REPEATED_NUMBER)
        return len(repeated) > 0
    key = row_key(table, extract)
    engine.define(
        "repeated_row",
        f"select {key} as row_key from extract where {key} is not null group by {key} having count(*) > 1",
    )
    return True


def repeated_numbers(numbers: np.ndarray) -> np.ndarray:
    """The numbers that occur more than once, each once, in order; nulls (masked) are left out."""
    values = numbers.compressed() if isinstance(numbers, np.ma.MaskedArray) else np.asarray(numbers)
    if values.size < 2:
        return values[:0]
    if not bool(np.all(values[1:] > values[:-1])):
        values = np.sort(values)
    return np.asarray(np.unique(values[1:][values[1:] == values[:-1]]))


def replaced_rows_sql(table: ExtractTable, extract: Extract, *, some_set_aside: bool) -> str:
    """SELECT of file_id and source_row of the rows that a later good row with the same key takes the place of."""
    good = (
        "where not exists (select 1 from row_set_aside"
        " where row_set_aside.file_id = extract.file_id and row_set_aside.source_row = extract.source_row)"
        if some_set_aside
        else ""
    )
    key = row_key(table, extract)
    return f"""
        select file_id, source_row
        from (
            select
                extract.file_id,
                extract.source_row,
                row_number() over (
                    partition by repeated_row.row_key order by extract.file_id desc, extract.source_row desc
                ) as place
            from extract
            inner join repeated_row on repeated_row.row_key = {key}
            {good}
        ) as ranked
        where place > 1
    """


def row_key(table: ExtractTable, extract: Extract) -> str:
    """SQL for a row's key."""
    return "extract.row_number_key" if extract.row_number else f"({table.row_key})"
