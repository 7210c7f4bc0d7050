"""The first step for a file: from its bytes to rows that can be queried, once for the same bytes.

A file that cannot be used is refused whole and said so; it never stops a build. Landing runs inside this process.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from joinedup.engine.interface import Engine
from joinedup.engine.steps import FunctionStep, Workbench, version_of
from joinedup.engine.tables import Column, Table
from joinedup.sources import (
    csv_header,
    csv_rows,
    faults,
    landing_csv,
    landing_ndjson,
    looking_parquet,
    text_bytes,
)
from joinedup.sources.admission import Landing
from joinedup.sources.faults import Refused
from joinedup.sources.layout import ExtractTable
from joinedup.sources.parquet_rows import ParquetRows

_CODE = version_of(
    csv_header,
    csv_rows,
    faults,
    landing_csv,
    landing_ndjson,
    looking_parquet,
    text_bytes,
    ParquetRows,
    sys.modules[__name__],
)

_LANDING_COLUMNS = (
    Column("rows_found", "bigint", "rows found in the file, good or not"),
    Column("kinds", "varchar", "JSON object: each column of the layout that the file has, with its kind"),
    Column("refused", "varchar", "why the file cannot be used; null when it can"),
)
_FAULT_COLUMNS = (
    Column("source_row", "integer", "the row in the file, from 1"),
    Column("rule", "varchar", "what is wrong with it"),
    Column("message", "varchar", "in words, with what to do"),
)


@dataclass(frozen=True)
class LandedFile:
    """The names of the tables that landing one file makes. `rows` and `faults` are null for Parquet, used in place."""

    landing: str
    rows: str | None
    faults: str | None

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(name for name in (self.landing, self.rows, self.faults) if name)


def landed_file(path: Path, sha256: str, table: ExtractTable, encoding: str) -> LandedFile:
    """The tables' names: the same for the same bytes, read in the same way."""
    how = (sha256, table.version, encoding, path.suffix.lower())
    key = hashlib.sha256("\n".join(how).encode()).hexdigest()[:16]
    if path.suffix.lower() == ".parquet":
        return LandedFile(f"landing__{key}", None, None)
    return LandedFile(f"landing__{key}", f"landed__{key}", f"landing_fault__{key}")


def landing_step(
    path: Path, name: str, table: ExtractTable, encoding: str, names: LandedFile
) -> FunctionStep:
    """The step that opens one file. `name` is what the file is called in what the build says."""

    def run(bench: Workbench) -> None:
        _land(bench, path, table, encoding, names)

    return FunctionStep(
        name=f"open {name}",
        tables=_tables(names, table),
        reads=(),
        run=run,
        version=version_of(_CODE, names.landing),
        in_process=True,
    )


def read_landing(engine: Engine, names: LandedFile) -> Landing:
    """What landing found, from the tables it wrote."""
    ((rows, kinds, refused),) = engine.rows(f"select rows_found, kinds, refused from {names.landing}")
    return Landing(int(rows), json.loads(kinds), refused)


def _tables(names: LandedFile, table: ExtractTable) -> tuple[Table, ...]:
    made = [Table(names.landing, "one row: what was found when the file was opened", _LANDING_COLUMNS)]
    if names.rows and names.faults:
        columns = (
            Column("source_row", "integer", "the row in the file, from 1"),
            *(Column(column.name, "varchar", column.meaning) for column in table.columns),
        )
        # A copy of an extract names people: it is kept sealed.
        made.append(Table(names.rows, "one row per good row of the file", columns, identifiable=True))
        made.append(Table(names.faults, "one row per row that cannot be read", _FAULT_COLUMNS))
    return tuple(made)


def _land(bench: Workbench, path: Path, table: ExtractTable, encoding: str, names: LandedFile) -> None:
    try:
        landing = _open(bench, path, table, encoding, names)
    except Refused as refused:
        landing = Landing(0, {}, str(refused))
    except OSError as error:
        landing = Landing(0, {}, f"the file cannot be read: {error.strerror or error}")
    if landing.refused is not None and names.rows and names.faults:
        _nothing(bench, table, names.rows, names.faults)
    bench.write_columns(
        names.landing,
        {"rows_found": [landing.rows], "kinds": [json.dumps(landing.kinds)], "refused": [landing.refused]},
    )
    for made in (names.rows, names.faults):
        if made:
            bench.rows_written[made] = _count(bench, made)


def _open(bench: Workbench, path: Path, table: ExtractTable, encoding: str, names: LandedFile) -> Landing:
    if names.rows is None or names.faults is None:
        return looking_parquet.look_at_parquet(bench.engine, path, table)
    rows, faulty = bench.folders[names.rows], bench.folders[names.faults]
    if table.reader == "ndjson":
        return landing_ndjson.land_ndjson(bench.engine, path, encoding, rows, faulty)
    return landing_csv.land_csv(bench.engine, path, table, encoding, rows, faulty)


def _nothing(bench: Workbench, table: ExtractTable, rows: str, faulty: str) -> None:
    """A refused file leaves no row: what was written before it was found out is written over."""
    columns = [("source_row", "integer"), *((name, "varchar") for name in table.column_names)]
    for name, has in ((rows, columns), (faulty, list(landing_csv.FAULT_COLUMNS))):
        with ParquetRows(bench.folders[name] / "part-0.parquet", has):
            pass


def _count(bench: Workbench, name: str) -> int:
    bench.engine.attach(name, [bench.folders[name]])
    try:
        return int(bench.engine.rows(f"select count(*) from {name}")[0][0])
    finally:
        bench.engine.forget(name)
