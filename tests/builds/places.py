"""Small places to build, and the one way these tests build them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

from joinedup.linkage.keys import PlaceKey
from joinedup.pipeline.build import BuildOptions, build
from joinedup.pipeline.run import Progress

KEY = PlaceKey(bytes(range(32)))
BUILT_AT = datetime(2024, 4, 2, 9, 30, tzinfo=UTC)


@dataclass
class Built:
    """A built place: its manifest, and answers from its published tables."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def recomputed(self) -> set[str]:
        """The steps that ran, not the ones whose earlier answer was used."""
        return {step["step"] for step in self.manifest["steps"] if not step["reused"]}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """A query over the published tables, by name."""
        connection = duckdb.connect()
        for name, table in self.manifest["tables"].items():
            files = ", ".join(f"'{self.folder / 'build' / folder}/*.parquet'" for folder in table["folders"])
            connection.execute(f"create view {name} as select * from read_parquet([{files}])")
        views = self.manifest["views"]
        for name in TopologicalSorter(
            {name: set(view["reads"]) & set(views) for name, view in views.items()}
        ).static_order():
            connection.execute(f"create view {name} as {views[name]['sql']}")
        return connection.execute(sql).fetchall()


def build_place(folder: Path, **options: Any) -> Built:
    """Build a place on this machine without the risk model, quietly, with a key and a time of its own."""
    chosen = BuildOptions(**({"threads": 2, "leave_out": ("risk",)} | options))
    return Built(folder, build(folder, key=KEY, built_at=BUILT_AT, options=chosen, progress=_say_nothing))


def read_published(folder: Path) -> dict[str, Any]:
    """The manifest on disk."""
    found: dict[str, Any] = json.loads((folder / "build" / "manifest.json").read_text(encoding="utf-8"))
    return found


def place_file(
    organisation: str, source_format: str, files: str, *, data_from: str, data_until: str, population: str
) -> str:
    """The text of a place file with one organisation that sends one kind of files."""
    return f"""
[place]
name = "Publisher's place"
question = "Does the published file give a population?"
data_from = {data_from}
data_until = {data_until}

[[organisations]]
code = "{organisation}"
name = "The organisation that sends the files"
kind = "acute"

[[sources]]
organisation = "{organisation}"
format = "{source_format}"
files = "{files}"

[population]
{population}
"""


def _say_nothing(progress: Progress) -> None:
    """A build's progress, not shown."""
