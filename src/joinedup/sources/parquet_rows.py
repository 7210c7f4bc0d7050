"""Rows written to a Parquet file as they come, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_IN_A_BATCH = 50_000


class ParquetRows:
    """Use as a context; `add` a row at a time. The file is there, with its columns, even when no row came."""

    def __init__(self, path: Path, columns: Sequence[tuple[str, str]]) -> None:
        kinds = {"integer": pa.int32(), "varchar": pa.string()}
        self._schema = pa.schema([(name, kinds[kind]) for name, kind in columns])
        self._path = path
        self._waiting: list[Sequence[Any]] = []
        self.rows = 0

    def __enter__(self) -> ParquetRows:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(self._path, self._schema, compression="snappy")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, row: Sequence[Any]) -> None:
        """One row, its values in the order of the columns."""
        self._waiting.append(row)
        self.rows += 1
        if len(self._waiting) >= ROWS_IN_A_BATCH:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        columns = zip(*self._waiting, strict=True)
        arrays = [
            pa.array(column, type=field.type) for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(pa.table(arrays, schema=self._schema))
        self._waiting.clear()
