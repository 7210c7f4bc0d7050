"""Running a graph of steps: what is kept is used again, what is new is computed, and each step says what it did."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from joinedup.engine.interface import Columns, Engine
from joinedup.engine.steps import FunctionStep, SqlStep, Step, Workbench
from joinedup.engine.tables import Table
from joinedup.errors import JoinedupError
from joinedup.pipeline.graph import Graph, Union, keys, name_of, ordered, reads_of
from joinedup.pipeline.manifest import PublishedTable, StepRun
from joinedup.pipeline.store import Store


@dataclass(frozen=True)
class Progress:
    """What a long build says as it goes: which step of how many, and when done its rows, seconds and whether it was reused."""

    step: str
    number: int
    of: int
    state: Literal["started", "done", "note"]
    rows: int = 0
    seconds: float = 0.0
    reused: bool = False
    note: str = ""


def is_view(item: Step | Union) -> bool:
    """Whether a step's table is computed when it is read, and so is not kept."""
    return isinstance(item, SqlStep) and item.as_view


Tell = Callable[[Progress], None]


class StepFailed(JoinedupError):
    """A step of the build could not be done; the published build is as it was."""


@dataclass
class Run:
    """One run of a graph over a store. `given` holds the small tables handed in; `engine` does the work of most steps and
    `in_process` (the same when the engine is DuckDB) the work at the door."""

    graph: Graph
    given: Mapping[str, tuple[Table, Columns]]
    store: Store
    engine: Engine
    in_process: Engine
    tell: Tell
    keys: dict[str, str] = field(init=False)
    order: list[Step | Union] = field(init=False)
    folders: dict[str, list[Path]] = field(default_factory=dict)
    runs: list[StepRun] = field(default_factory=list)
    _attached: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.order = ordered(self.graph)
        self.keys = keys(self.graph, self.order, self.engine.name)

    def run(self) -> None:
        """Make every table of the graph; StepFailed names the step that could not be done."""
        self._keep_given()
        steps = [item for item in self.order if not isinstance(item, Union) and not is_view(item)]
        for item in self.order:
            if isinstance(item, Union):
                self.folders[item.table.name] = [f for part in item.parts for f in self._folders_of(part)]
            elif not is_view(item):
                self._do(item, steps.index(item) + 1, len(steps))

    def published(self) -> dict[str, PublishedTable]:
        """Where every table a reader may open is kept."""
        views = self._views()
        found: dict[str, PublishedTable] = {}
        for name, shape in self._shapes().items():
            if shape.identifiable or not shape.columns or "__" in name or name in views:
                continue
            folders = tuple(str(f.relative_to(self.store.build_folder)) for f in self._folders_of(name))
            rows = sum(self._rows_of(name))
            found[name] = PublishedTable(folders, rows, self.keys[name])
        return found

    def views(self) -> dict[str, dict[str, Any]]:
        """The tables that are computed when read: each one's query and the tables it reads."""
        return {name: {"sql": step.sql, "reads": list(step.reads)} for name, step in self._views().items()}

    def sealed(self) -> dict[str, str]:
        """The tables kept sealed, with their keys."""
        return {name: self.keys[name] for name, shape in self._shapes().items() if shape.identifiable}

    def kept(self) -> set[tuple[str, str]]:
        """Every table and key that this run needs kept."""
        return {(name, self.keys[name]) for name in self._shapes()}

    def _views(self) -> dict[str, SqlStep]:
        return {item.name: item for item in self.graph.steps if isinstance(item, SqlStep) and item.as_view}

    def _shapes(self) -> dict[str, Table]:
        return self.graph.shapes() | {name: table for name, (table, _) in self.given.items()}

    def _keep_given(self) -> None:
        for name, (table, columns) in self.given.items():
            if not self.store.has(table, self.keys[name]):
                folder = self.store.folder_to_write(table, self.keys[name])
                self.in_process.attach_columns("given", columns, table)
                rows = self.in_process.write("select * from given", folder, table)
                self.in_process.forget("given")
                self.store.keep(table, self.keys[name], folder, rows)

    def _do(self, step: Step, number: int, of: int) -> None:
        started = time.perf_counter()
        reused = all(self.store.has(table, self.keys[table.name]) for table in step.tables)
        if not reused:
            self.tell(Progress(step.name, number, of, "started"))
            self._compute(step, number, of)
        rows = {table.name: self.store.rows(table, self.keys[table.name]) for table in step.tables}
        seconds = time.perf_counter() - started
        self.runs.append(StepRun(step.name, rows, seconds, reused))
        self.tell(Progress(step.name, number, of, "done", sum(rows.values()), seconds, reused))

    def _compute(self, step: Step, number: int, of: int) -> None:
        in_process = isinstance(step, FunctionStep) and step.in_process
        engine = self.in_process if in_process else self.engine
        folders = {
            table.name: self.store.folder_to_write(table, self.keys[table.name]) for table in step.tables
        }
        try:
            for read in reads_of(step):
                self._attach(engine, read)
            if isinstance(step, SqlStep):
                rows = {step.table.name: engine.write(step.sql, folders[step.table.name], step.table)}
            else:
                shapes = {table.name: table for table in step.tables}

                def say(message: str) -> None:
                    self.tell(Progress(step.name, number, of, "note", note=message))

                bench = Workbench(engine, folders, shapes, say=say)
                step.run(bench)
                rows = bench.rows_written
        except JoinedupError as error:
            raise StepFailed(f"the step {name_of(step)} could not be done: {error}") from error
        for table in step.tables:
            self.store.keep(table, self.keys[table.name], folders[table.name], rows[table.name])

    def _attach(self, engine: Engine, table: str) -> None:
        if (engine.name, table) in self._attached:
            return
        view = self._views().get(table)
        if view is None:
            engine.attach(table, self._folders_of(table))
        else:
            for read in view.reads:
                self._attach(engine, read)
            engine.define(table, view.sql)
        self._attached.add((engine.name, table))

    def _folders_of(self, table: str) -> Sequence[Path]:
        if table not in self.folders:
            self.folders[table] = [self.store.open(self._shapes()[table], self.keys[table])]
        return self.folders[table]

    def _rows_of(self, name: str) -> list[int]:
        parts = {union.table.name: union.parts for union in self.graph.unions}.get(name, (name,))
        shapes = self._shapes()
        return [self.store.rows(shapes[part], self.keys[part]) for part in parts]
