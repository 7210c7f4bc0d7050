"""One published build, opened to be read: its manifest and its tables, attached to an engine when first asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import numpy as np

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine, EngineError
from joinedup.engine.steps import tables_named_in
from joinedup.errors import JoinedupError
from joinedup.pipeline.manifest import read_manifest

# Text, numbers and lists of them: what differs from one person's questions to the next, and never names a table.
_LITERALS = re.compile(r"'[^']*'(?:\s*,\s*'[^']*')*|\b\d+(?:\.\d+)?\b(?:\s*,\s*\d+(?:\.\d+)?\b)*")


def _any_other(literal: re.Match[str]) -> str:
    return "'0'" if literal[0].startswith("'") else "0"


@lru_cache(maxsize=1024)
def _tables_asked(question: str) -> tuple[str, ...]:
    """The tables that a question reads, found once for all questions that differ in their literals alone."""
    return tables_named_in(question, source="a question to the published build")


class NotInBuild(JoinedupError):
    """The published build has no such table."""


class AnswersQueries(Protocol):
    """Whatever gives the rows that a query finds in a published build."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]: ...


@dataclass
class Published:
    """One build of one place, as it was when opened: a build published meanwhile is never mixed in. Use as a context."""

    folder: Path
    manifest: Mapping[str, Any]
    manifest_sha256: str
    engine: Engine
    _attached: set[str] = field(default_factory=set, kw_only=True)

    @property
    def place_name(self) -> str:
        return str(self.manifest["place"]["name"])

    @property
    def published_at(self) -> str:
        """When the build was published: ISO date and time with its offset from UTC."""
        return str(self.manifest["published_at"])

    def has(self, *tables: str) -> bool:
        """Whether the build has all of these tables (they may be empty)."""
        return all(table in self.manifest["tables"] or table in self.manifest["views"] for table in tables)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The whole answer of one query, in its order. NotInBuild when it names a table the build does not have."""
        self._prepare(sql)
        try:
            return self.engine.rows(sql)
        except EngineError as error:
            raise self._gone(error) from error

    def arrays(self, sql: str) -> dict[str, np.ndarray]:
        """The whole answer of one query as one array a column; NotInBuild as for `rows`."""
        self._prepare(sql)
        try:
            return self.engine.arrays(sql)
        except EngineError as error:
            raise self._gone(error) from error

    def period(self) -> tuple[date, date]:
        """First and last day that the build's figures cover."""
        first, last = self.rows("select data_from, data_until from place_period")[0]
        return first, last

    def close(self) -> None:
        """Release the engine."""
        self.engine.close()

    def __enter__(self) -> Published:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prepare(self, sql: str) -> None:
        if not sql.lstrip().lower().startswith(("select", "with", "from")):
            raise JoinedupError(
                f"a published build can only be asked, with a query that begins with select: {sql.strip()[:60]}"
            )
        for table in _tables_asked(_LITERALS.sub(_any_other, sql)):
            if table not in self._attached:
                self._attach(table)

    def _attach(self, table: str) -> None:
        """Make one table of the build readable under its name; a view after the tables it reads."""
        if self._is_view(table):
            view = self.manifest["views"][table]
            for read in view["reads"]:
                if read not in self._attached:
                    self._attach(read)
            self.engine.define(table, view["sql"])
        else:
            self._attach_folders(table, name=table)
        self._attached.add(table)

    def _is_view(self, table: str) -> bool:
        return table in self.manifest["views"]

    def _attach_folders(self, table: str, *, name: str) -> None:
        if not self.has(table):
            raise NotInBuild(
                f"{self.folder}: the published build has no table {table}; run `joinedup build` to publish one that has"
            )
        build = self.folder / "build"
        try:
            self.engine.attach(name, [build / part for part in self.manifest["tables"][table]["folders"]])
        except EngineError as error:
            raise self._gone(error) from error

    def _gone(self, error: EngineError) -> JoinedupError:
        """Two builds published since this one was opened clear its tables away; say that, and not how a file was missed."""
        missing = [
            part
            for table in self.manifest["tables"].values()
            for part in table["folders"]
            if not (self.folder / "build" / part).is_dir()
        ]
        if not missing:
            return error
        return JoinedupError(
            f"{self.folder / 'build'}: the build published at {self.published_at} is no longer whole ({missing[0]} is"
            " gone): it was built again meanwhile, or part of it was deleted; ask again, or run `joinedup build`"
        )


def open_published(folder: Path, engine: Engine | None = None) -> Published:
    """The build published in a place's folder; JoinedupError when nothing is published there.

    Reads with DuckDB in this process unless another engine is handed in.
    """
    path = folder / "build" / "manifest.json"
    manifest = read_manifest(path.parent)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Published(folder, manifest, digest, engine or DuckDBEngine())
