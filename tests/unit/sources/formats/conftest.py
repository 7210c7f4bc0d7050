"""Tiny extracts in, records out, through the same steps a build uses; on DuckDB always, on Spark with `make test-spark`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from joinedup.engine.interface import Engine
from joinedup.records.tables import BY_NAME
from tests.support.source_runner import SourceRunner, a_place
from tests.support.tiny_tables import differences, read_cells, value_of


@pytest.fixture(scope="session", params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "duckdb":
        yield request.getfixturevalue("duckdb_engine")
        return
    from joinedup.engine.spark import SparkEngine

    engine = SparkEngine(master="local[2]", memory_gb=2, spill_folder=tmp_path_factory.mktemp("spark"))
    yield engine
    engine.close()


@dataclass
class Records:
    """The records that a source's files became."""

    runner: SourceRunner

    def are(self, record: str, expect: str) -> None:
        """Every row of a record table, in the columns named, whatever their order."""
        names, cells = read_cells(expect)
        shape = BY_NAME[record]
        want = [tuple(value_of(c, shape.kind_of(n)) for n, c in zip(names, row, strict=True)) for row in cells]
        got = self.runner.engine.rows(f"select {', '.join(names)} from {record}")
        difference = differences(got, want)
        assert not difference, f"{record} on {self.runner.engine.name}:\n{difference}"

    def rules_broken(self) -> list[tuple[int, str]]:
        """Row and rule of every row set aside, in the order of files and rows."""
        return [(row or 0, rule) for row, rule in self.runner.set_aside()]


RecordsOf = Callable[[str, dict[str, str]], Records]


@pytest.fixture
def records_of(engine: Engine, duckdb_engine: Engine, tmp_path: Path) -> RecordsOf:
    """Runs one source of organisation RZZ1: its format, and each file as a table of text (or, for ndjson, its lines)."""

    def run(format_name: str, files: dict[str, str]) -> Records:
        place_folder, build_folder = tmp_path / "place", tmp_path / "build"
        place_folder.mkdir()
        build_folder.mkdir()
        for name, text in files.items():
            _write(place_folder / name, text)
        place = a_place({"organisation": "RZZ1", "format": format_name, "files": "*"})
        runner = SourceRunner(engine, build_folder, in_process=duckdb_engine)
        return Records(runner.run(place, place_folder))

    return run


def _write(path: Path, text: str) -> None:
    if path.suffix == ".ndjson":
        path.write_text(text, encoding="utf-8")
        return
    names, rows = read_cells(text)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])
