"""What a format's folder says: `layout.toml`, and the SQL files beside it that turn its tables into records.

    sources/<format with - as _>/
      layout.toml              tables, columns, keys and rules
      <table>.identity.sql     who the people are, from the view `extract` (identifiable)
      <table>.<record>.sql     one record table's rows, from the view `kept`

A format is known when its folder is there: adding one touches nothing else.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from joinedup.errors import JoinedupError
from joinedup.records.tables import BY_NAME as RECORD_TABLES

FORMATS_FOLDER = Path(__file__).parent

ColumnKind = Literal["text", "integer", "double", "date"]
Text = Annotated[str, Field(min_length=1)]


class LayoutError(JoinedupError):
    """A format's folder does not keep to the form; the message names the file, the key and what was expected."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Part):
    """One column of an extract: what it holds and what each row must have there."""

    name: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    meaning: Text
    kind: ColumnKind = "text"
    # The file must have the column.
    required: bool = False
    # Each row must have a value.
    must: Literal["present"] | None = None
    # A day earlier than this breaks the rule `too-long-ago`.
    not_before: date | None = None
    # A value must be the code of an organisation that the place names.
    known_organisation: bool = False


class Rule(_Part):
    """A rule beyond the automatic ones. `breaks_when` is SQL over the columns; null counts as not broken."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    breaks_when: Text
    message: Text


class ExtractTable(_Part):
    """One table of a format. `name` is the word in the names of its files; keys are SQL over the columns."""

    name: str = Field(pattern=r"^[A-Za-z0-9_]+$")
    grain: Text
    columns: tuple[Column, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()
    reader: Literal["csv", "ndjson"] = "csv"
    # Who the row is about; left out for tables without people.
    person_key: Text | None = None
    # Rows with the same value are the same row sent again: the last good one counts.
    row_key: Text | None = None
    # The column with the row's day: none may be after the last day the place's extracts cover.
    day: str | None = None
    identity_sql: str | None = None
    record_sql: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _days_are_declared(self) -> ExtractTable:
        by_name = {column.name: column for column in self.columns}
        if self.day is not None and (self.day not in by_name or by_name[self.day].kind != "date"):
            raise ValueError(f"day = '{self.day}' must be one of the columns, with kind = 'date'")
        for column in self.columns:
            if column.not_before and column.kind != "date":
                raise ValueError(f"not_before of {column.name} needs kind = 'date'")
        if self.reader == "ndjson" and [column.name for column in self.columns] != ["line"]:
            raise ValueError("a table read as ndjson has one column, named line")
        return self

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def version(self) -> str:
        """Changes with anything the layout says about the table, comments in its TOML aside."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


class Format(_Part):
    """One format of extracts, as its folder describes it."""

    format: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Text
    about: Text
    source: Text
    tables: tuple[ExtractTable, ...] = Field(min_length=1)

    def table(self, name: str) -> ExtractTable:
        """The table of this name; KeyError when there is none."""
        return {table.name: table for table in self.tables}[name]


@cache
def known_formats() -> dict[str, Format]:
    """Every format that has a folder, by name. LayoutError when a folder does not keep to the form."""
    folders = sorted(path.parent for path in FORMATS_FOLDER.glob("*/layout.toml"))
    formats = [read_format(folder) for folder in folders]
    return {found.format: found for found in formats}


def read_format(folder: Path) -> Format:
    """Read one format's folder. LayoutError names the file, the key and what was expected."""
    path = folder / "layout.toml"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LayoutError(f"{path}: not readable as TOML: {error}") from error
    _with_sql(said, folder)
    try:
        found = Format.model_validate(said)
    except ValidationError as error:
        raise LayoutError(f"{path}: {_in_words(error)}") from error
    if found.format.replace("-", "_") != folder.name:
        raise LayoutError(
            f"{path}: format = '{found.format}' belongs in the folder {found.format.replace('-', '_')}"
        )
    return found


def _with_sql(said: dict[str, Any], folder: Path) -> None:
    """Put the text of the SQL files into the tables they are named after."""
    tables = {str(table.get("name")): table for table in said.get("tables", []) if isinstance(table, dict)}
    for path in sorted(folder.glob("*.sql")):
        name, _, record = path.stem.partition(".")
        if name not in tables:
            raise LayoutError(f"{path}: layout.toml has no table named {name}; it has {', '.join(tables)}")
        sql = path.read_text(encoding="utf-8").strip().rstrip(";")
        if record == "identity":
            tables[name]["identity_sql"] = sql
        elif record in RECORD_TABLES and not RECORD_TABLES[record].identifiable:
            tables[name].setdefault("record_sql", {})[record] = sql
        else:
            raise LayoutError(f"{path}: {record} is not a record table; name the file {name}.<record>.sql")


def _in_words(error: ValidationError) -> str:
    found = [
        f"{'.'.join(str(step) for step in problem['loc']) or 'the file'}: {problem['msg']}"
        for problem in error.errors()
    ]
    return "; ".join(found)
