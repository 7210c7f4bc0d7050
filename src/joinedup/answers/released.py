"""A published build as it may be released for planning: without the people who have a national data opt-out.

The opt-out is applied here, where figures leave, and not in the build, which also serves direct care. A table with a row a
person loses those people's rows. A table that adds people up is made again by its own step from what is left, so no count
is defined twice. Where nobody has opted out the published tables serve as they are.

As built, with everyone in them: tables that are about files and not people, and fitted models (a model card shows no
person, and fitting again would describe another model than the one in use).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from joinedup.answers.published import Published
from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.steps import SqlStep, Step, Workbench
from joinedup.engine.tables import Table
from joinedup.errors import JoinedupError
from joinedup.pipeline.steps import analytic_steps
from joinedup.records.tables import BY_NAME

OPTED_OUT = "person_opted_out"
AS_BUILT = ("risk",)


@dataclass
class Released(Published):
    """Answers like the published build it is made from, for everyone who has not opted out. Use as a context."""

    left_out: int = 0
    _folder_for_remade: tempfile.TemporaryDirectory[str] | None = None
    _makers: dict[str, Step] = field(default_factory=dict)
    _shapes: dict[str, Table] = field(default_factory=dict)

    def __enter__(self) -> Released:
        return self

    def close(self) -> None:
        super().close()
        if self._folder_for_remade:
            self._folder_for_remade.cleanup()

    def _attach(self, table: str) -> None:
        # A view reads the tables below it, from which those people are left out already.
        if not self.left_out or not self.has(table) or self._is_view(table):
            super()._attach(table)
        elif self._is_a_row_a_person(table):
            self._attach_without_those_left_out(table)
        elif self._adds_people_up(table):
            self._make_again(table)
        else:
            super()._attach(table)

    def _attach_without_those_left_out(self, table: str) -> None:
        everyone = f"{table}__everyone"
        self._attach_folders(table, name=everyone)
        if table == "person":
            self.engine.define(OPTED_OUT, f"select person_id from {everyone} where opted_out")
        elif "person" not in self._attached:
            self._attach("person")
        self.engine.define(
            table, f"select * from {everyone} where person_id not in (select person_id from {OPTED_OUT})"
        )
        self._attached.add(table)

    def _make_again(self, table: str) -> None:
        step = self._makers[table]
        unknown = [read for read in step.reads if not self.has(read)]
        if unknown:
            raise JoinedupError(
                f"{self.folder}: the published build was made by another version of joinedup (it has no table {unknown[0]});"
                " run `joinedup build`, then ask again"
            )
        for read in step.reads:
            if read not in self._attached:
                self._attach(read)
        folders = {made.name: self._new_folder(made.name) for made in step.tables}
        if isinstance(step, SqlStep):
            self.engine.write(step.sql, folders[table], step.table)
        else:
            step.run(Workbench(self.engine, folders, {made.name: made for made in step.tables}))
        for made, folder in folders.items():
            self.engine.attach(made, [folder])
            self._attached.add(made)

    def _new_folder(self, table: str) -> Path:
        if self._folder_for_remade is None:
            self._folder_for_remade = tempfile.TemporaryDirectory(prefix="joinedup-released-")
        return Path(self._folder_for_remade.name) / table

    def _is_a_row_a_person(self, table: str) -> bool:
        shape = self._shapes.get(table)
        return shape is not None and "person_id" in shape.column_names

    def _adds_people_up(self, table: str) -> bool:
        """Whether a table comes, by however many steps, from one with a row a person."""
        step = self._makers.get(table)
        if step is None or step.name.startswith(AS_BUILT):
            return False
        return any(self._is_a_row_a_person(read) or self._adds_people_up(read) for read in step.reads)


def release(published: Published, engine_of: Callable[[], DuckDBEngine] = DuckDBEngine) -> Released:
    """The same build without the people who have opted out. `left_out` is how many that are, residents or not."""
    left_out = int(published.rows("select count(*) as people from person where opted_out")[0][0])
    makers = {table.name: step for step in analytic_steps() for table in step.tables}
    shapes = dict(BY_NAME) | {table.name: table for step in makers.values() for table in step.tables}
    return Released(
        published.folder,
        published.manifest,
        published.manifest_sha256,
        engine_of(),
        left_out=left_out,
        _makers=makers,
        _shapes=shapes,
    )
