"""DuckDB inside the process: the default engine."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from joinedup.engine.interface import Columns, EngineError, ExtractFile
from joinedup.engine.tables import Kind, Table

# Rows kept together in a file: large enough to compress well, small enough that a reader of one person skips most.
ROW_GROUP_ROWS = 122_880
# Parquet's first version: Spark does not read what DuckDB makes of fractions in the second (BYTE_STREAM_SPLIT).
_KEPT_AS = f"(format parquet, parquet_version v1, compression snappy, row_group_size {ROW_GROUP_ROWS})"

_NUMPY_KIND: dict[Kind, str] = {
    "boolean": "bool",
    "tinyint": "int8",
    "smallint": "int16",
    "integer": "int32",
    "bigint": "int64",
    "double": "float64",
}


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A string as a SQL literal."""
    return "'" + value.replace("'", "''") + "'"


class DuckDBEngine:
    """Queries run on `threads` threads within `memory_gb`; what does not fit spills to `spill_folder`."""

    name = "duckdb"

    def __init__(
        self, *, threads: int | None = None, memory_gb: float | None = None, spill_folder: Path | None = None
    ) -> None:
        settings: dict[str, Any] = {"threads": threads or os.cpu_count() or 1, "TimeZone": "UTC"}
        if memory_gb:
            settings["memory_limit"] = f"{memory_gb}GB"
        if spill_folder:
            settings["temp_directory"] = str(spill_folder)
        self._connection = duckdb.connect(config={"threads": settings.pop("threads")})
        for setting, value in settings.items():
            self._connection.execute(f"set {setting} = {text(str(value))}")
        # Answers do not depend on the order of rows in a table, and keeping that order costs memory.
        self._connection.execute("set preserve_insertion_order = false")
        # A build says itself how far it is.
        self._connection.execute("set enable_progress_bar = false")
        self._held: dict[str, Any] = {}

    def attach(self, table: str, folders: Sequence[Path]) -> None:
        files = ", ".join(text(str(folder / "*.parquet")) for folder in folders)
        self.define(table, f"select * from read_parquet([{files}])")

    def attach_extract(self, view: str, files: Sequence[ExtractFile], columns: Sequence[str]) -> None:
        self.define(view, "\nunion all\n".join(_extract_select(file, columns) for file in files))

    def attach_columns(self, table: str, columns: Columns, shape: Table) -> None:
        self.forget(table)
        self._held[table] = {name: _array(columns[name], shape.kind_of(name)) for name in shape.column_names}
        self._connection.register(f"{table}__arrays", self._held[table])
        kinds = ", ".join(f"cast({quoted(c.name)} as {c.kind}) as {quoted(c.name)}" for c in shape.columns)
        self.define(table, f"select {kinds} from {quoted(table + '__arrays')}")

    def define(self, view: str, sql: str) -> None:
        self._run(f"create or replace temporary view {quoted(view)} as {sql}", about=view)

    def forget(self, name: str) -> None:
        self._run(f"drop view if exists {quoted(name)}", about=name)
        if self._held.pop(name, None) is not None:
            self._connection.unregister(f"{name}__arrays")

    def write(self, sql: str, folder: Path, shape: Table) -> int:
        folder.mkdir(parents=True, exist_ok=True)
        kinds = ", ".join(f"cast({quoted(c.name)} as {c.kind}) as {quoted(c.name)}" for c in shape.columns)
        target = text(str(folder / "part-0.parquet"))
        answer = self._run(
            f"copy (select {kinds} from ({sql})) to {target} {_KEPT_AS}",
            about=shape.name,
        ).fetchall()
        return int(answer[0][0])

    def land_csv(
        self, path: Path, target: Path, delimiter: str, width: int, columns: Mapping[str, int | None]
    ) -> int:
        cells = ", ".join(f"{text(f'c{place}')}: 'VARCHAR'" for place in range(width))
        read = (
            f"read_csv({text(str(path))}, auto_detect = false, header = true, delim = {text(delimiter)}, quote = '\"',"
            f" escape = '\"', strict_mode = true, null_padding = false, ignore_errors = false, columns = {{{cells}}})"
        )
        named = ", ".join(
            f"{'cast(null as varchar)' if place is None else f'c{place}'} as {quoted(name)}"
            for name, place in columns.items()
        )
        # Rows are numbered as they stand in the file, so here their order must be kept.
        self._run("set preserve_insertion_order = true", about="landing")
        try:
            answer = self._run(
                f"copy (select cast(row_number() over () as integer) as source_row, {named} from {read})"
                f" to {text(str(target))} {_KEPT_AS}",
                about=path.name,
            ).fetchall()
        finally:
            self._run("set preserve_insertion_order = false", about="landing")
        return int(answer[0][0])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._run(sql, about="a question").fetchall()

    def arrays(self, sql: str) -> dict[str, np.ndarray]:
        return dict(self._run(sql, about="a question").fetchnumpy())

    def close(self) -> None:
        self._connection.close()

    def _run(self, sql: str, *, about: str) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(sql)
        except duckdb.Error as error:
            raise EngineError(f"{about}: DuckDB could not run the query: {error}") from error
        except RuntimeError as error:
            # Ctrl-C while a query runs comes out of DuckDB as this, and not as the KeyboardInterrupt that it was.
            if "interrupted" in str(error).casefold():
                raise KeyboardInterrupt from error
            raise


def _extract_select(file: ExtractFile, columns: Sequence[str]) -> str:
    spelt = {name.lower(): name for name in file.column_names}
    named = [
        f"{quoted(spelt[c.lower()])} as {quoted(c)}"
        if c.lower() in spelt
        else f"cast(null as varchar) as {quoted(c)}"
        for c in columns
    ]
    head = [
        f"cast({file.file_id} as integer) as file_id",
        "cast(file_row_number + 1 as integer) as source_row",
    ]
    return (
        f"select {', '.join(head + named)} from read_parquet({text(str(file.path))}, file_row_number = true)"
    )


def _array(values: Any, kind: Kind) -> Any:
    """An array DuckDB can read: numbers in their width, everything else as Python objects with None for null."""
    if kind in _NUMPY_KIND:
        if isinstance(values, np.ma.MaskedArray):
            return values.astype(_NUMPY_KIND[kind])
        array = np.asarray(values)
        if array.dtype != object:
            return array.astype(_NUMPY_KIND[kind], copy=False)
        missing = np.array([value is None for value in array], dtype=bool)
        filled = np.where(missing, 0, array).astype(_NUMPY_KIND[kind])
        return np.ma.masked_array(filled, missing)
    if kind == "date":
        days = np.asarray(values, dtype="datetime64[D]")
        return np.ma.masked_array(days.astype("datetime64[us]"), np.isnat(days))
    return np.asarray(values, dtype=object)
