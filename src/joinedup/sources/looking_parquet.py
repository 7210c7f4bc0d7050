"""A Parquet file is used where it lies. It is looked at once: its columns, its number of rows, and that every value the
layout names can be read."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from joinedup.engine.interface import Engine, EngineError, ExtractFile
from joinedup.sources.admission import Landing
from joinedup.sources.csv_header import positions_of
from joinedup.sources.faults import Refused
from joinedup.sources.layout import ExtractTable

_MOST_ROWS = 2**31 - 2
_VIEW = "parquet_looked_at"


def look_at_parquet(engine: Engine, path: Path, table: ExtractTable) -> Landing:
    """Rows and the kind of each column. Refused when the file is no whole Parquet file, lacks a required column, or has a
    page that cannot be read."""
    rows, schema = _footer(path)
    positions_of(schema.names, table)
    if rows > _MOST_ROWS:
        raise Refused(f"the file has {rows} rows, more than {_MOST_ROWS}; split it into parts")
    spelt = {name.lower(): name for name in schema.names}
    kinds: dict[str, str] = {}
    for column in table.column_names:
        if column.lower() in spelt:
            kinds[column] = _kind(column, schema.field(spelt[column.lower()]).type)
    if kinds:
        _read_all(engine, path, tuple(schema.names), list(kinds))
    return Landing(rows, kinds)


def _footer(path: Path) -> tuple[int, pa.Schema]:
    try:
        with pq.ParquetFile(path) as file:
            return int(file.metadata.num_rows), file.schema_arrow
    except (
        Exception
    ) as error:  # whatever the bytes are, and whatever pyarrow makes of them, the file is at fault
        raise Refused(
            "the file is not a whole Parquet file: it may be cut off or damaged; send it again, nothing of it is used"
        ) from error


def _kind(column: str, kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    known = (
        (pa.types.is_string, "varchar"),
        (pa.types.is_large_string, "varchar"),
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "double"),
        (pa.types.is_decimal, "decimal"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "timestamp"),
        (pa.types.is_boolean, "boolean"),
    )
    for is_kind, name in known:
        if is_kind(kind):
            return name
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise Refused(
            f"the column {column} holds {kind}, which is no plain value; write it as text, number or date"
        )
    return "other"


def _read_all(engine: Engine, path: Path, names: tuple[str, ...], columns: list[str]) -> None:
    """Read every value once: a damaged page shows only when its values are read."""
    engine.attach_extract(_VIEW, [ExtractFile(0, path, names)], columns)
    try:
        values = ", ".join(f'bit_xor(hash("{column}"))' for column in columns)
        engine.rows(f"select {values} from {_VIEW}")
    except EngineError as error:
        raise Refused(
            "the file is damaged inside: some of its values cannot be read; send it again, nothing of it is used"
        ) from error
    finally:
        engine.forget(_VIEW)
