"""The same files become the same records on DuckDB and on Spark. The queries of every format are tried on Spark one by one
beside their formats; here the whole way is, for formats that between them have text, Parquet and JSON lines and fill every
record table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from joinedup.engine.interface import Engine
from joinedup.sources.layout import Format, known_formats
from tests.support.any_bytes import odd_file, plain_file
from tests.support.source_runner import SourceRunner, a_place

FORMATS = ("gp", "hes-apc", "fhir", "ae-monthly", "caseload")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    from joinedup.engine.spark import SparkEngine

    engine = SparkEngine(master="local[2]", memory_gb=2, spill_folder=tmp_path_factory.mktemp("spark"))
    yield engine
    engine.close()


@pytest.mark.spark
def test_spark_makes_the_same_records(spark: Engine, duckdb_engine: Engine, tmp_path: Path) -> None:
    formats = [known_formats()[name] for name in FORMATS]
    for layout in formats:
        _write_files(layout, tmp_path / "place" / layout.format)
    sources = [{"organisation": "RZZ1", "format": f.format, "files": f"{f.format}/*"} for f in formats]
    place = a_place(*sources)
    here = SourceRunner(duckdb_engine, tmp_path / "here").run(place, tmp_path / "place")
    there = SourceRunner(spark, tmp_path / "there", in_process=duckdb_engine).run(place, tmp_path / "place")
    for record in here.made.parts:
        expected = sorted(map(repr, here.dicts(record)))
        assert sorted(map(repr, there.dicts(record))) == expected, record
        assert expected, f"no source gives {record}"


def _write_files(layout: Format, folder: Path) -> None:
    folder.mkdir(parents=True)
    for table in layout.tables:
        if not (table.record_sql or table.identity_sql):
            continue
        for period, (suffix, content) in (("2023-03", plain_file(table)), ("2023-04", odd_file(table))):
            (folder / f"{table.name}_{period}{suffix}").write_bytes(content)
