"""A step of a build: the tables it makes, the tables it reads, and how.

Most steps are one `.sql` file: DuckDB's dialect, its grain and rule in words on top, its columns listed. The order of a
build is derived from the tables each step names. Steps that are not SQL are plain functions with the same contract.
"""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

import sqlglot
from sqlglot import exp

from joinedup.engine.interface import Columns, Engine
from joinedup.engine.tables import Column, Kind, Table
from joinedup.errors import JoinedupError


class StepError(JoinedupError):
    """A step file does not keep to the form; the message names the file and what is missing."""


@dataclass(frozen=True)
class SqlStep:
    """One table made by one query. One kept as a view is computed whenever it is read, for the rows that are asked for."""

    table: Table
    sql: str
    reads: tuple[str, ...]
    source: str
    as_view: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        return (self.table,)

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def version(self) -> str:
        """Changes when the query's meaning may have changed: comments and white space do not count."""
        shape = repr([(c.name, c.kind) for c in self.table.columns])
        return _digest(
            sqlglot.parse_one(self.sql, dialect="duckdb").sql(dialect="duckdb", comments=False) + shape
        )


@dataclass
class Workbench:
    """What a function step is given: the engine with every table it reads attached, and a way to hand over its tables."""

    engine: Engine
    folders: Mapping[str, Path]
    shapes: Mapping[str, Table]
    rows_written: dict[str, int] = field(default_factory=dict)
    say: Callable[[str], None] = lambda message: None

    def write(self, table: str, sql: str) -> int:
        """Keep a query's answer as the step's table; returns the number of rows."""
        self.rows_written[table] = self.engine.write(sql, self.folders[table], self.shapes[table])
        return self.rows_written[table]

    def write_columns(self, table: str, columns: Columns) -> int:
        """Keep arrays as the step's table; returns the number of rows."""
        handed_over = f"{table}__columns"
        self.engine.attach_columns(handed_over, columns, self.shapes[table])
        try:
            return self.write(table, f"select * from {handed_over}")
        finally:
            self.engine.forget(handed_over)


@dataclass(frozen=True)
class FunctionStep:
    """One or more tables made by a plain function; its version is the text of the modules that do the work."""

    name: str
    tables: tuple[Table, ...]
    reads: tuple[str, ...]
    run: Callable[[Workbench], None]
    version: str
    # Work that always runs inside this process, whichever engine the build uses (files at the door, identity).
    in_process: bool = False


Step = SqlStep | FunctionStep


def version_of(*parts: object) -> str:
    """A version for a function step from the source of modules or functions, and from plain values."""
    return _digest("\n".join(p if isinstance(p, str) else inspect.getsource(p) for p in parts))  # type: ignore[arg-type]


def read_step(path: Path, *, identifiable: bool = False) -> SqlStep:
    """Read one step file. StepError when the head is incomplete or the query cannot be parsed."""
    return parse_step(
        path.read_text(encoding="utf-8"), source=f"{path.parent.name}/{path.name}", identifiable=identifiable
    )


def read_steps(folder: Path) -> tuple[SqlStep, ...]:
    """Every step file of a folder, in the order of their names."""
    return tuple(read_step(path) for path in sorted(folder.glob("*.sql")))


def parse_step(text: str, *, source: str, identifiable: bool = False) -> SqlStep:
    """Turn the text of a step file into a step."""
    head, sql = _split_head(text)
    table = parse_head(head, source=source, identifiable=identifiable)
    as_view = head.startswith("-- kept: as a view\n")
    return SqlStep(table, sql, tables_named_in(sql, source=source), source, as_view)


def tables_named_in(sql: str, *, source: str) -> tuple[str, ...]:
    """The tables a query reads: every name after FROM or JOIN that is not one of its own WITH names, sorted."""
    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
    except sqlglot.errors.SqlglotError as error:
        raise StepError(f"{source}: the query cannot be parsed: {error}") from error
    own_names = {cte.alias_or_name for cte in tree.find_all(exp.CTE)}
    # A table function such as unnest(...) or range(...) is no table of the build.
    names = {t.name for t in tree.find_all(exp.Table) if isinstance(t.this, exp.Identifier)}
    return tuple(sorted(names - own_names))


def parse_head(head: str, *, source: str, identifiable: bool = False) -> Table:
    """Read `table:`, `grain:`, `rule:` and `columns:` from the comment on top of a step file."""
    sections: dict[str, list[str]] = {}
    current = ""
    for line in head.splitlines():
        text = line.removeprefix("--").removeprefix(" ").rstrip()
        opened = re.match(r"(table|grain|rule|columns):\s*(.*)", text)
        if opened:
            current = opened.group(1)
            sections[current] = [opened.group(2)]
        elif current:
            sections[current].append(text)
    missing = [word for word in ("table", "grain", "rule", "columns") if not "".join(sections.get(word, []))]
    if missing:
        raise StepError(
            f"{source}: the head lacks {', '.join(missing)}; write '-- {missing[0]}: ...' on top of the file"
        )
    return Table(
        name=sections["table"][0].strip(),
        grain=" ".join(" ".join(sections["grain"]).split()),
        rule=" ".join(" ".join(sections["rule"]).split()),
        columns=tuple(_columns(sections["columns"], source)),
        identifiable=identifiable,
    )


def _split_head(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    size = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("--")), len(lines))
    return "\n".join(lines[:size]), "\n".join(lines[size:]).strip().rstrip(";")


def _columns(lines: list[str], source: str) -> list[Column]:
    columns: list[Column] = []
    for line in lines:
        if not line.strip():
            continue
        words = line.split(maxsplit=2)
        if len(words) > 1 and words[1] in get_args(Kind):
            columns.append(Column(words[0], cast(Kind, words[1]), words[2] if len(words) > 2 else ""))
        elif columns:  # a meaning that runs on over the next line
            last = columns.pop()
            columns.append(Column(last.name, last.kind, f"{last.meaning} {line.strip()}"))
        else:
            raise StepError(f"{source}: '{line.strip()}' is not a column: write 'name kind meaning'")
    return columns


def _without_comments(sql: str) -> str:
    return str(sqlglot.parse_one(sql, dialect="duckdb").sql(dialect="duckdb", comments=False))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
