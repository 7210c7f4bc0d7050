"""Tiny extracts in, records out, through the same steps a build uses."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from joinedup.engine.interface import Engine
from joinedup.records.tables import BY_NAME
from tests.support.source_runner import SourceRunner, a_place
from tests.support.tiny_tables import differences, read_cells, value_of


@dataclass
class Records:
    """The records that a source's files became."""

    runner: SourceRunner

    def are(self, record: str, expect: str) -> None:
        """Every row of a record table, in the columns named, whatever their order."""
        names, cells = read_cells(expect)
        shape = BY_NAME[record]
        want = [
            tuple(value_of(c, shape.kind_of(n)) for n, c in zip(names, row, strict=True)) for row in cells
        ]
        got = self.runner.engine.rows(f"select {', '.join(names)} from {record}")
        difference = differences(got, want)
        assert not difference, f"{record}:\n{difference}"

    def rules_broken(self) -> list[tuple[int, str]]:
        """Row and rule of every row set aside, in the order of files and rows."""
        return [(row or 0, rule) for row, rule in self.runner.set_aside()]


RecordsOf = Callable[[str, dict[str, str]], Records]


@pytest.fixture
def records_of(duckdb_engine: Engine, tmp_path: Path) -> RecordsOf:
    """Runs one source of organisation RZZ1: its format, and each file as a table of text (or, for ndjson, its lines)."""

    def run(format_name: str, files: dict[str, str]) -> Records:
        place_folder, build_folder = tmp_path / "place", tmp_path / "build"
        place_folder.mkdir()
        build_folder.mkdir()
        for name, text in files.items():
            _write(place_folder / name, text)
        place = a_place({"organisation": "RZZ1", "format": format_name, "files": "*"})
        runner = SourceRunner(duckdb_engine, build_folder)
        return Records(runner.run(place, place_folder))

    return run


def by_column(text: str) -> str:
    """A wide table written a column a line (`name: first | second | third`), as the table of text it stands for."""
    columns = [line.partition(":") for line in text.strip().splitlines()]
    cells = [[cell.strip() for cell in values.split("|")] for _, _, values in columns]
    names = " | ".join(name.strip() for name, _, _ in columns)
    return "\n".join([names, *(" | ".join(row) for row in zip(*cells, strict=True))])


def _write(path: Path, text: str) -> None:
    if path.suffix == ".ndjson":
        path.write_text(text, encoding="utf-8")
        return
    names, rows = read_cells(text)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])
