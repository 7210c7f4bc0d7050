"""Runs the steps of a place's sources without a pipeline: files in, record tables out. Linkage is stood in for: every
local key of a source is a person of its own, numbered in the order of the keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from joinedup.engine.interface import Engine
from joinedup.engine.steps import FunctionStep, Workbench
from joinedup.pipeline.parameters import parameter_columns
from joinedup.place.model import Place
from joinedup.records.tables import BY_NAME, PERSON_KEY
from joinedup.sources.fingerprints import fingerprints
from joinedup.sources.layout import Format, known_formats
from joinedup.sources.plan import SourcePlan, plan_sources
from joinedup.sources.steps import SourceSteps, source_steps


def a_place(*sources: Mapping[str, Any], **about: Any) -> Place:
    """A place of one hospital, one council and two practices whose extracts cover 2020 to 2023."""
    return Place.model_validate(
        {
            "place": {
                "name": "Seacombe",
                "question": "How can care be improved?",
                "data_from": date(2020, 1, 1),
                "data_until": date(2023, 12, 31),
            }
            | about,
            "organisations": [
                {"code": "RZZ1", "name": "Seacombe Hospital", "kind": "acute"},
                {"code": "QZZ", "name": "Seacombe Council", "kind": "council"},
                {"code": "L81001", "name": "Harbour Practice", "kind": "practice"},
                {"code": "L81002", "name": "Hill Practice", "kind": "practice"},
            ],
            "neighbourhoods": [{"name": "Harbour", "practices": ["L81001", "L81002"]}],
            "sources": list(sources),
        }
    )


@dataclass
class SourceRunner:
    """`run` does every step; `rows` and `dicts` then read the record tables."""

    engine: Engine
    folder: Path
    # Landing and identity always run on this engine; the same one when the engine is DuckDB.
    in_process: Engine | None = None
    made: SourceSteps = field(init=False)

    def run(
        self, place: Place, place_folder: Path, formats: Mapping[str, Format] | None = None
    ) -> SourceRunner:
        return self.run_plan(place, plan_sources(place, place_folder, formats or known_formats()))

    def run_plan(self, place: Place, plan: SourcePlan) -> SourceRunner:
        self.made = source_steps(plan, fingerprints(plan.paths, {}))
        for engine in self._engines():
            for name, (table, columns) in parameter_columns(place).items():
                engine.attach_columns(name, columns, table)
        identity_parts = set(self.made.parts["identity"])
        waiting = [step for step in self.made.steps if "person_key" in step.reads]
        for step in self.made.steps:
            if step not in waiting:
                self._do(step)
        assert identity_parts
        self._union("identity")
        self._number_people()
        for step in waiting:
            self._do(step)
        for record in self.made.parts:
            if record != "identity":
                self._union(record)
        return self

    def dicts(self, table: str, order: str = "all") -> list[dict[str, Any]]:
        """Every row of a record table by column name."""
        names = BY_NAME[table].column_names
        rows = self.engine.rows(f"select {', '.join(names)} from {table} order by {order}")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def files(self) -> dict[str, dict[str, Any]]:
        """The rows of source_file by file name."""
        return {Path(row["file"]).name: row for row in self.dicts("source_file", "file_id")}

    def counts(self, file: str) -> tuple[int, int, int, int]:
        """Rows read, kept, set aside and replaced of one file."""
        row = self.files()[file]
        return row["rows_read"], row["rows_kept"], row["rows_set_aside"], row["rows_replaced"]

    def set_aside(self) -> list[tuple[int | None, str]]:
        """Row and rule of everything set aside, in order."""
        return self.engine.rows(
            "select source_row, rule from set_aside order by file_id, source_row nulls first, rule"
        )

    def _engines(self) -> list[Engine]:
        return [self.engine] if self.in_process is None else [self.in_process, self.engine]

    def _do(self, step: FunctionStep) -> None:
        engine = self.in_process if step.in_process and self.in_process else self.engine
        shapes = {table.name: table for table in step.tables}
        folders = {name: self.folder / name for name in shapes}
        for folder in folders.values():
            folder.mkdir(parents=True, exist_ok=True)
        bench = Workbench(engine, folders, shapes)
        step.run(bench)
        assert set(bench.rows_written) == set(shapes), f"{step.name} did not say how many rows it wrote"
        for each in self._engines():
            for name, folder in folders.items():
                each.attach(name, [folder])

    def _union(self, record: str) -> None:
        for engine in self._engines():
            engine.attach(record, [self.folder / part for part in self.made.parts[record]])

    def _number_people(self) -> None:
        engine = self._engines()[0]
        keys = engine.rows(
            "select distinct source_number, local_person_key from identity order by source_number, local_person_key"
        )
        columns = {
            "source_number": np.array([number for number, _ in keys], dtype=object),
            "local_person_key": np.array([key for _, key in keys], dtype=object),
            "person_id": np.arange(1, len(keys) + 1),
        }
        for each in self._engines():
            each.attach_columns("person_key", columns, PERSON_KEY)
