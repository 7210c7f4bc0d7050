"""Extract files written a piece at a time, so that a place of any size needs little memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from joinedup.rehearsal.draws import Whole

FileFormat = Literal["csv", "csv.gz", "parquet"]


class Piece(NamedTuple):
    """Rows for one file: `folder` and `file` without its ending, under data/."""

    folder: str
    file: str
    rows: pa.Table


class Files:
    """Open extract files of one place; pieces of the same file must have the same columns."""

    def __init__(self, data: Path, file_format: FileFormat) -> None:
        self._data, self._format = data, file_format
        self._open: dict[Path, pa.parquet.ParquetWriter | pa.csv.CSVWriter] = {}
        self._streams: list[pa.NativeFile] = []
        self.rows: dict[Path, int] = {}

    def path(self, folder: str, file: str) -> Path:
        return self._data / folder / f"{file}.{self._format}"

    def write(self, pieces: Iterable[Piece]) -> None:
        """Appends each piece to its file, which is begun with the first of them."""
        for piece in pieces:
            path = self.path(piece.folder, piece.file)
            rows = piece.rows if self._format == "parquet" else _plain(piece.rows)
            if path not in self._open:
                self._open[path] = self._begin(path, rows.schema)
            self._open[path].write_table(rows)
            self.rows[path] = self.rows.get(path, 0) + len(rows)

    def close(self) -> None:
        """Finishes every file."""
        for writer in self._open.values():
            writer.close()
        for stream in self._streams:
            stream.close()
        self._open.clear()

    def copy(self, folder: str, file: str, to: str) -> None:
        """The same bytes once more under another name; call after `close`."""
        source, target = self.path(folder, file), self.path(folder, to)
        shutil.copyfile(source, target)
        self.rows[target] = self.rows[source]

    def _begin(self, path: Path, schema: pa.Schema) -> pa.parquet.ParquetWriter | pa.csv.CSVWriter:
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._format == "parquet":
            return pa.parquet.ParquetWriter(path, schema, compression="zstd", compression_level=1)
        stream = pa.output_stream(path, compression="gzip" if self._format == "csv.gz" else None)
        self._streams.append(stream)
        return pa.csv.CSVWriter(stream, schema, write_options=pa.csv.WriteOptions(quoting_style="needed"))


def _plain(rows: pa.Table) -> pa.Table:
    columns = [c.cast(c.type.value_type) if pa.types.is_dictionary(c.type) else c for c in rows.columns]
    return pa.table(columns, names=rows.column_names)


def days(day: Whole, missing: NDArray[np.bool_] | None = None) -> pa.Array:
    """Dates from days since 1970; null where missing."""
    return pa.array(day.astype(np.int32), mask=missing).cast(pa.date32())


def coded(which: NDArray[np.integer] | NDArray[np.bool_], values: Iterable[str | None]) -> pa.DictionaryArray:
    """Words chosen from a short list by position; None in the list is no value."""
    listed = list(values)
    missing = np.array([word is None for word in listed])[which] if None in listed else None
    # Parquet writes a dictionary that has a word twice with stray bytes, so that files would differ from run to run.
    distinct = list(dict.fromkeys(word or "" for word in listed))
    place = np.array([distinct.index(word or "") for word in listed], dtype=np.int16)
    return pa.DictionaryArray.from_arrays(
        pa.array(place[which.astype(np.int16)], mask=missing), pa.array(distinct, pa.string())
    )


def same(value: str, count: int) -> pa.DictionaryArray:
    """One word for every row."""
    return coded(np.zeros(count, np.int16), [value])


def blank(count: int) -> pa.DictionaryArray:
    """No value in any row of a text column."""
    return pa.DictionaryArray.from_arrays(pa.nulls(count, pa.int16()), pa.array([""], pa.string()))


def words(values: NDArray[np.object_], rows: Whole) -> pa.Array:
    """Each row's value out of one a person."""
    return pa.array(values, pa.string()).take(pa.array(rows))
