"""A specification: tiny tables in, one step run on an engine, the expected table out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from joinedup.engine.interface import Engine
from joinedup.engine.steps import FunctionStep, SqlStep, Step, Workbench
from joinedup.engine.tables import Table
from tests.support.tiny_tables import arrays_of, differences, read_cells, value_of


@dataclass
class SpecRunner:
    """Runs one step on one engine; the specification says what goes in and what must come out."""

    engine: Engine
    folder: Path
    find_step: Callable[[str], Step]
    shape_of: Callable[[str], Table]

    def answers(self, table: str, *, given: Mapping[str, str], expect: str) -> None:
        """Run the step that makes `table` on the given tables; every named column of `expect` must hold, in every row.

        Tables the step reads that are not given are empty.
        """
        step = self.find_step(table)
        unknown = set(given) - set(step.reads)
        assert not unknown, f"the step {step.name} does not read {', '.join(sorted(unknown))}"
        for name in step.reads:
            shape = self.shape_of(name)
            empty = " | ".join(shape.column_names)
            self.engine.attach_columns(name, arrays_of(given.get(name, empty), shape), shape)
        self._run(step)
        shape = next(made for made in step.tables if made.name == table)
        self.engine.attach(table, [self.folder / table])
        names, rows = read_cells(expect)
        want = [tuple(value_of(c, shape.kind_of(n)) for n, c in zip(names, row, strict=True)) for row in rows]
        got = self.engine.rows(f"select {', '.join(names)} from {table}")
        difference = differences(got, want)
        assert not difference, f"{table} on {self.engine.name}:\n{difference}"

    def _run(self, step: Step) -> None:
        if isinstance(step, SqlStep):
            self.engine.write(step.sql, self.folder / step.table.name, step.table)
            return
        assert isinstance(step, FunctionStep)
        shapes = {shape.name: shape for shape in step.tables}
        step.run(Workbench(self.engine, {name: self.folder / name for name in shapes}, shapes))
