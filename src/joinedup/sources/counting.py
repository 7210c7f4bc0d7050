"""What became of every file: rows read = rows kept + rows set aside + rows replaced, or the build stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from joinedup.engine.interface import Engine
from joinedup.sources.admission import Landing, Verdict
from joinedup.sources.checking import day_of
from joinedup.sources.extracting import Extract
from joinedup.sources.layout import ExtractTable
from joinedup.sources.plan import PlannedFile, PlannedSource, SourceError


@dataclass(frozen=True)
class Count:
    """Rows of one file that became records, their first and last day, and the rows that did not."""

    kept: int = 0
    set_aside: int = 0
    replaced: int = 0
    first_day: date | None = None
    last_day: date | None = None


def count_rows(
    engine: Engine, table: ExtractTable, extract: Extract, *, some_left_out: bool
) -> dict[int, Count]:
    """The count of each file that is read, by file_id, each part counted on its own. Reads the views `extract`,
    `row_set_aside`, `row_replaced` and `row_left_out`."""
    day = day_of(table.day, extract.kinds[table.day]) if table.day else "cast(null as date)"
    left_out = (
        "where not exists (select 1 from row_left_out"
        " where row_left_out.file_id = extract.file_id and row_left_out.source_row = extract.source_row)"
        if some_left_out
        else ""
    )
    kept = engine.rows(
        f"select file_id, count(*), min({day}), max({day}) from extract {left_out} group by file_id"
    )
    aside = _by_file(engine, "row_set_aside where source_row is not null")
    replaced = _by_file(engine, "row_replaced")
    counts = {int(f): Count(int(n), 0, 0, first, last) for f, n, first, last in kept}
    for file_id in {*aside, *replaced} - {*counts}:
        counts[file_id] = Count()
    return {
        f: Count(c.kept, aside.get(f, 0), replaced.get(f, 0), c.first_day, c.last_day)
        for f, c in counts.items()
    }


def source_file_columns(
    source: PlannedSource,
    files: Sequence[PlannedFile],
    hashes: Mapping[int, str | None],
    landings: Mapping[int, Landing],
    verdicts: Mapping[int, Verdict],
    counts: Mapping[int, Count],
) -> dict[str, list[Any]]:
    """Columns of `source_file`, one row per file. SourceError when the rows of a file do not add up."""
    rows: list[dict[str, Any]] = []
    for file in files:
        verdict = verdicts[file.file_id]
        found = landings[file.file_id].rows
        count = counts.get(file.file_id, Count())
        if verdict.status == "replaced":
            count = Count(replaced=found)
        if found != count.kept + count.set_aside + count.replaced:
            raise SourceError(
                f"{file.name}: {found} rows read, but {count.kept} kept, {count.set_aside} set aside and "
                f"{count.replaced} replaced; this is a fault of joinedup: please report it"
            )
        rows.append(_row(source, file, hashes[file.file_id], verdict, found, count))
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}


def _row(
    source: PlannedSource, file: PlannedFile, sha256: str | None, verdict: Verdict, found: int, count: Count
) -> dict[str, Any]:
    return {
        "file_id": file.file_id,
        "source_name": source.name,
        "organisation_code": source.organisation,
        "format": source.format.format,
        "extract_table": file.said.table,
        "file": file.name,
        "sha256": sha256,
        "period": file.said.period,
        "status": verdict.status,
        "message": verdict.message,
        "rows_read": found,
        "rows_kept": count.kept,
        "rows_set_aside": count.set_aside,
        "rows_replaced": count.replaced,
        "first_day": count.first_day,
        "last_day": count.last_day,
    }


def _by_file(engine: Engine, source: str) -> dict[int, int]:
    return {
        int(f): int(n) for f, n in engine.rows(f"select file_id, count(*) from {source} group by file_id")
    }
