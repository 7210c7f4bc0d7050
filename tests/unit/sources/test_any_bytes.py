"""Any bytes in any file of any format: the file is refused with a message, or each of its rows is kept, set aside or
replaced, and counted. Never an exception, never a silent loss. Formats are discovered: a new one is fuzzed too."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine
from joinedup.sources.layout import ExtractTable, Format, known_formats
from tests.support.any_bytes import extract_files, plain_file
from tests.support.source_runner import SourceRunner, a_place

TABLES = [(layout, table) for layout in known_formats().values() for table in layout.tables]
# A table that becomes records has SQL of its own to be tried; one that is only counted has none. The examples are the same
# in every run; JOINEDUP_FUZZ_EXAMPLES=200 tries more.
EXAMPLES_OF_RECORDS = int(os.environ.get("JOINEDUP_FUZZ_EXAMPLES", "8"))
EXAMPLES_OF_COUNTED = max(1, EXAMPLES_OF_RECORDS // 8)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = DuckDBEngine(threads=1)
    yield engine
    engine.close()


@pytest.mark.parametrize(("layout", "table"), TABLES, ids=[f"{f.format}-{t.name}" for f, t in TABLES])
def test_any_bytes_in_a_file_are_refused_or_every_row_is_accounted_for(
    engine: Engine, layout: Format, table: ExtractTable
) -> None:
    examples = EXAMPLES_OF_RECORDS if table.record_sql or table.identity_sql else EXAMPLES_OF_COUNTED

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(made=extract_files(table), encoding=st.sampled_from(["utf-8", "utf-8", "windows-1252"]))
    def check(made: tuple[str, bytes], encoding: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            every_row_is_accounted_for(engine, Path(folder), layout, table, made, encoding)

    check()


def every_row_is_accounted_for(
    engine: Engine, folder: Path, layout: Format, table: ExtractTable, made: tuple[str, bytes], encoding: str
) -> None:
    place_folder = folder / "place"
    place_folder.mkdir()
    suffix, content = made
    fuzzed = f"{table.name}_2023-04{suffix}"
    (place_folder / fuzzed).write_bytes(content)
    for other in layout.tables:
        if other.identity_sql:
            plain_suffix, plain = plain_file(other)
            (place_folder / f"{other.name}_2023-03{plain_suffix}").write_bytes(plain)
    place = a_place({"organisation": "RZZ1", "format": layout.format, "files": "*", "encoding": encoding})
    ran = SourceRunner(engine, folder / "tables").run(place, place_folder)
    row = ran.files()[fuzzed]
    read, kept, aside, replaced = ran.counts(fuzzed)
    assert read == kept + aside + replaced
    assert row["status"] in ("read", "replaced", "refused")
    assert (row["message"] is None) == (row["status"] == "read")
    if row["status"] == "refused":
        assert read == 0
    named = engine.rows(
        f"select count(distinct source_row) from set_aside where file_id = {row['file_id']} and message is not null"
    )
    assert named == [(aside,)]
