"""A delimited text file becomes Parquet: by DuckDB's reader where the file is plain, else row by row in Python. The two
agree wherever both can read the file; what only the second can read it takes apart, row by row, with a reason for each
row it sets aside."""

from __future__ import annotations

import shutil
from pathlib import Path

from joinedup.engine.interface import Engine, EngineError, FileReader
from joinedup.sources.admission import Landing
from joinedup.sources.csv_header import Header, read_header
from joinedup.sources.csv_rows import read_rows
from joinedup.sources.faults import Fault
from joinedup.sources.layout import ExtractTable
from joinedup.sources.parquet_rows import ParquetRows
from joinedup.sources.text_bytes import LookedOver, as_plain_file, look_over

FAULT_COLUMNS = (("source_row", "integer"), ("rule", "varchar"), ("message", "varchar"))


def land_csv(
    engine: Engine, path: Path, table: ExtractTable, encoding: str, rows_folder: Path, faults_folder: Path
) -> Landing:
    """Land one file: its good rows with their numbers in `rows_folder` (source_row and every column of the layout, as
    text), the others in `faults_folder`. Refused when the whole file cannot be used."""
    with as_plain_file(path, rows_folder.parent) as plain:
        looked = look_over(plain)
        if not looked.ends_lines_with_cr:
            return _land(engine, plain, table, encoding, looked, rows_folder, faults_folder)
        newer = rows_folder.parent / "with-newlines"
        _turn_line_ends(plain, newer)
        try:
            return _land(engine, newer, table, encoding, look_over(newer), rows_folder, faults_folder)
        finally:
            newer.unlink()


def _land(
    engine: Engine,
    path: Path,
    table: ExtractTable,
    encoding: str,
    looked: LookedOver,
    rows_folder: Path,
    faults_folder: Path,
) -> Landing:
    with path.open("rb") as file:
        file.seek(looked.starts_at)
        header = read_header(file, table, encoding)
    kinds = dict.fromkeys(header.positions, "varchar")
    same_in_utf8 = encoding == "utf-8" or looked.ascii
    if looked.plain and same_in_utf8 and header.width > 1 and isinstance(engine, FileReader):
        try:
            rows = _by_engine(engine, path, table, header, rows_folder)
        except EngineError:
            shutil.rmtree(rows_folder, ignore_errors=True)
        else:
            _no_faults(faults_folder)
            return Landing(rows, kinds)
    return Landing(_row_by_row(path, table, header, looked, rows_folder, faults_folder), kinds)


def _by_engine(engine: FileReader, path: Path, table: ExtractTable, header: Header, rows_folder: Path) -> int:
    columns = {name: header.positions.get(name) for name in table.column_names}
    rows_folder.mkdir(parents=True, exist_ok=True)
    return engine.land_csv(
        path, rows_folder / "part-0.parquet", header.written.delimiter, header.width, columns
    )


def _row_by_row(
    path: Path,
    table: ExtractTable,
    header: Header,
    looked: LookedOver,
    rows_folder: Path,
    faults_folder: Path,
) -> int:
    """Returns the number of rows found, good or not."""
    places = [header.positions.get(name) for name in table.column_names]
    columns = [("source_row", "integer"), *((name, "varchar") for name in table.column_names)]
    good = ParquetRows(rows_folder / "part-0.parquet", columns)
    faulty = ParquetRows(faults_folder / "part-0.parquet", FAULT_COLUMNS)
    with path.open("rb") as file, good, faulty:
        file.seek(looked.starts_at)
        found = read_rows(file, header.written, header.width)
        next(found)
        for number, row in enumerate(found, start=1):
            if isinstance(row, Fault):
                faulty.add((number, row.rule, row.message))
            else:
                good.add([number, *(None if place is None else row[place] for place in places)])
    return good.rows + faulty.rows


def _no_faults(folder: Path) -> None:
    with ParquetRows(folder / "part-0.parquet", FAULT_COLUMNS):
        pass


def _turn_line_ends(path: Path, target: Path) -> None:
    with path.open("rb") as old, target.open("wb") as new:
        while chunk := old.read(1_048_576):
            new.write(chunk.replace(b"\r", b"\n"))
