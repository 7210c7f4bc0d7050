"""What a place to run queries must offer. DuckDB and Spark each fill it; nothing else knows which one runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np

from joinedup.engine.tables import Table
from joinedup.errors import JoinedupError

Columns = Mapping[str, Any]
"""Column name to a one-dimensional array of equal length (numpy; masked or object arrays carry nulls)."""


@dataclass(frozen=True)
class ExtractFile:
    """One Parquet file of an extract: its number in the build, where it is, and the columns it has (as spelt in it)."""

    file_id: int
    path: Path
    column_names: tuple[str, ...]


class EngineError(JoinedupError):
    """A query could not run; the message names the table or the file it failed on."""


class Engine(Protocol):
    """Runs one dialect of SQL (DuckDB's, as written in the step files) over tables kept as Parquet.

    A table is a list of folders of Parquet files. `attach` gives it a name; `write` runs a query and keeps the answer.
    """

    name: str

    def attach(self, table: str, folders: Sequence[Path]) -> None:
        """Make the rows of these folders of Parquet files, one after the other, readable as `table`. At least one folder;
        all have the same columns."""
        ...

    def attach_extract(self, view: str, files: Sequence[ExtractFile], columns: Sequence[str]) -> None:
        """Make an organisation's Parquet files readable as one `view`: `file_id` (integer), `source_row` (integer, from
        1) and the named columns, in the kinds the files have; a column a file lacks is null."""
        ...

    def attach_columns(self, table: str, columns: Columns, shape: Table) -> None:
        """Make a small in-memory table readable under its name, with the kinds that `shape` promises."""
        ...

    def define(self, view: str, sql: str) -> None:
        """Give a query a name for this session; nothing is computed until it is read."""
        ...

    def forget(self, name: str) -> None:
        """Drop a name given by attach, attach_columns or define; no error when it is not there."""
        ...

    def write(self, sql: str, folder: Path, shape: Table) -> int:
        """Run a query, keep its answer as Parquet in `folder` with the columns of `shape` in their order and kinds, and
        return the number of rows."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The whole answer of a query as Python values, in the query's order."""
        ...

    def arrays(self, sql: str) -> dict[str, np.ndarray]:
        """The whole answer as one numpy array a column; nulls are masked (numpy.ma) or None in object arrays."""
        ...

    def close(self) -> None:
        """Release everything."""
        ...


@runtime_checkable
class FileReader(Protocol):
    """An engine that reads delimited text files itself, strictly: the one that works inside this process."""

    def land_csv(
        self, path: Path, target: Path, delimiter: str, width: int, columns: Mapping[str, int | None]
    ) -> int:
        """Turn a UTF-8 file with a header and `width` cells a row into one Parquet file, and return the number of rows:
        `source_row` (integer, from 1, in the file's order) and the named columns as text, each from the cell at its
        position (from 0), or null where it has none. EngineError when any row is not as it should be."""
        ...
