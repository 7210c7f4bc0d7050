"""A file of JSON lines becomes Parquet: one row a line, the line as text. A line that is not one whole JSON object is set
aside with its number, so that what reads the lines later meets only JSON."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from joinedup.engine.interface import Engine
from joinedup.engine.tables import Column, Table
from joinedup.sources.admission import Landing
from joinedup.sources.faults import LINE_TOO_LONG, LONGEST_JSON_LINE, NOT_JSON, NUL_BYTE, Fault, undecodable
from joinedup.sources.landing_csv import FAULT_COLUMNS
from joinedup.sources.parquet_rows import ParquetRows
from joinedup.sources.text_bytes import as_plain_file, look_over

_LINES = Table(
    "lines",
    "one row per line",
    (Column("source_row", "integer", "the line's number"), Column("line", "varchar", "the line")),
)


def land_ndjson(engine: Engine, path: Path, encoding: str, rows_folder: Path, faults_folder: Path) -> Landing:
    """Land one file: its whole JSON objects with their line numbers (blank lines not counted) in `rows_folder`, the other
    lines in `faults_folder`. Refused when the whole file cannot be used."""
    scratch = rows_folder.parent / "lines"
    faulty = ParquetRows(faults_folder / "part-0.parquet", FAULT_COLUMNS)
    columns = [("source_row", "integer"), ("line", "varchar")]
    lines = ParquetRows(scratch / "part-0.parquet", columns)
    found = 0
    with as_plain_file(path, rows_folder.parent) as plain, faulty:
        starts_at = look_over(plain).starts_at
        with plain.open("rb") as file, lines:
            file.seek(starts_at)
            for found, line in enumerate(_lines(file, encoding), start=1):
                if isinstance(line, Fault):
                    faulty.add((found, line.rule, line.message))
                else:
                    lines.add((found, line))
        for number in _keep_json(engine, scratch, rows_folder):
            faulty.add((number, NOT_JSON.rule, NOT_JSON.message))
    shutil.rmtree(scratch)
    return Landing(found, {"line": "varchar"})


def _keep_json(engine: Engine, lines: Path, rows_folder: Path) -> list[int]:
    """Keep the lines that are JSON objects; returns the numbers of the others."""
    # A line is judged by the engine that will read it, so that none it cannot read is kept.
    is_object = "case when json_valid(line) then json_type(line) = 'OBJECT' else false end"
    engine.attach("landed_lines", [lines])
    try:
        others = engine.rows(
            f"select source_row from landed_lines where not ({is_object}) order by source_row"
        )
        engine.write(f"select source_row, line from landed_lines where {is_object}", rows_folder, _LINES)
    finally:
        engine.forget("landed_lines")
    return [int(number) for (number,) in others]


def _lines(file: IO[bytes], encoding: str) -> Iterator[str | Fault]:
    while raw := file.readline(LONGEST_JSON_LINE + 1):
        end = raw
        while len(end) > LONGEST_JSON_LINE and not end.endswith(b"\n"):
            end = file.readline(LONGEST_JSON_LINE + 1)
        if raw.strip():
            yield _line(raw, encoding)


def _line(raw: bytes, encoding: str) -> str | Fault:
    if len(raw) > LONGEST_JSON_LINE:
        return LINE_TOO_LONG
    if b"\0" in raw:
        return NUL_BYTE
    try:
        return raw.decode(encoding).strip()
    except UnicodeDecodeError:
        return undecodable(encoding)
