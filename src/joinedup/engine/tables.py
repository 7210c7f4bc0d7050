"""A table's promise: its name, its grain in words and its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["boolean", "tinyint", "smallint", "integer", "bigint", "double", "date", "varchar"]


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind (the same on every engine) and what it means, with its unit."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True)
class Table:
    """One table: `grain` says what one row is; `rule` says in words who or what gets a row."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    rule: str = ""
    # Identifiable tables hold names or local identifiers: they are stored encrypted with the place's key.
    identifiable: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def kind_of(self, column_name: str) -> Kind:
        """The kind of a column; KeyError when the table has none of that name."""
        return {column.name: column.kind for column in self.columns}[column_name]
