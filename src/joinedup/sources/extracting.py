"""The files of one table of one source made readable as one view, `extract`, whatever each file is.

`extract` has file_id, source_row, source_number, source_organisation, local_person_key (text, null when there is none)
and every column of the layout: text where the layout says text, else in the files' own kind when all agree, else text.
Two more columns are there only where they are faster and mean the same: local_person_number and row_number_key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from joinedup.engine.interface import Engine, ExtractFile
from joinedup.sources.admission import Landing
from joinedup.sources.landing import LandedFile
from joinedup.sources.layout import ColumnKind, ExtractTable
from joinedup.sources.plan import PlannedFile, PlannedSource

# Kinds of a file's values that can be used as they are for a column of the layout; any other is turned into text.
_USED_AS_IT_IS: dict[ColumnKind, tuple[str, ...]] = {
    "text": (),
    "integer": ("integer",),
    "double": ("integer", "double", "decimal"),
    "date": ("date", "timestamp"),
}


@dataclass(frozen=True)
class ReadFile:
    """A file that counts: where it is, how it landed, and the tables that hold it."""

    file: PlannedFile
    landing: Landing
    landed: LandedFile


@dataclass(frozen=True)
class Extract:
    """What is known of the view: the kind of each column ('varchar' for text), and the columns by which a person or a
    row is found by number (null: by text)."""

    kinds: Mapping[str, str]
    person_number: str | None
    row_number: str | None
    # Columns that no file holds as text: they are null or have a value, never blanks.
    never_blank: frozenset[str]


def define_extract(
    engine: Engine, source: PlannedSource, table: ExtractTable, files: Sequence[ReadFile]
) -> Extract:
    """Define the view `extract`; it has no rows when there are no files."""
    kinds = {column.name: _kind(column.name, column.kind, files) for column in table.columns}
    extract = Extract(
        kinds,
        _number_column(table.person_key, table, files, declared_is_enough=False),
        _number_column(table.row_key, table, files, declared_is_enough=True),
        frozenset(
            n for n in table.column_names if not any(r.landing.kinds.get(n) == "varchar" for r in files)
        ),
    )
    for read in files:
        if read.landed.rows is None:
            _attach(engine, read)
    selects = [_select(read, table, extract) for read in files] or [_no_rows(table, extract)]
    engine.define("extract_rows", "\nunion all\n".join(selects))
    engine.define("extract", _with_source(source, table))
    return extract


def text(value: str) -> str:
    """A string as a SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def _kind(name: str, declared: ColumnKind, files: Sequence[ReadFile]) -> str:
    found = {read.landing.kinds[name] for read in files if name in read.landing.kinds}
    if len(found) == 1 and (only := found.pop()) in _USED_AS_IT_IS[declared]:
        return only
    return "varchar"


def _number_column(
    key: str | None, table: ExtractTable, files: Sequence[ReadFile], *, declared_is_enough: bool
) -> str | None:
    """The column whose number stands for the key. The text of a whole number and the number itself tell the same, so a
    key that is a column of whole numbers, or such a column cast to text, is compared as a number, which is faster."""
    if key is None or not files:
        return None
    found = re.fullmatch(r"\s*(?:cast\(\s*(\w+)\s+as\s+varchar\s*\)|(\w+))\s*", key, re.IGNORECASE)
    if found is None:
        return None
    word = (found.group(1) or found.group(2)).lower()
    column = next((column for column in table.columns if column.name.lower() == word), None)
    if column is None:
        return None
    kinds = {read.landing.kinds.get(column.name) for read in files}
    # Text that should be a whole number is set aside when it is none, so a row's key may be compared as a number too.
    if kinds == {"integer"} or (
        declared_is_enough and column.kind == "integer" and kinds <= {"integer", "varchar"}
    ):
        return column.name
    return None


def _attach(engine: Engine, read: ReadFile) -> None:
    columns = list(read.landing.kinds)
    file = ExtractFile(read.file.file_id, read.file.path, tuple(columns))
    engine.attach_extract(_view(read), [file], columns)


def _view(read: ReadFile) -> str:
    return f"extract_file_{read.file.file_id}"


def _select(read: ReadFile, table: ExtractTable, extract: Extract) -> str:
    names = [f"cast({read.file.file_id} as integer) as file_id", "source_row"]
    names += [
        f"{_value(name, kind, read.landing.kinds.get(name))} as {name}"
        for name, kind in extract.kinds.items()
    ]
    names += _number_columns(extract, read.landing.kinds)
    return f"select {', '.join(names)} from {read.landed.rows or _view(read)}"


def _number_columns(extract: Extract, has: Mapping[str, str]) -> list[str]:
    """The two columns of numbers, left in the kind of the file; text becomes a number where it is one."""
    return [
        f"{'cast(null as bigint)' if column not in has else f'try_cast({column} as bigint)'} as {name}"
        for name, column in (
            ("local_person_number", extract.person_number),
            ("row_number_key", extract.row_number),
        )
        if column
    ]


def _value(name: str, wanted: str, has: str | None) -> str:
    if has is None:
        return f"cast(null as {_EMPTY_KIND.get(wanted, wanted)})"
    if has == wanted:
        return name
    if has == "double":
        # 34.0 in a column of whole numbers is how some programs write 34 where other rows have no value.
        whole = f"cast(cast({name} as bigint) as varchar)"
        return f"case when abs({name}) < 1e15 and {name} = floor({name}) then {whole} else cast({name} as varchar) end"
    return f"cast({name} as varchar)"


_EMPTY_KIND = {"integer": "bigint", "decimal": "double"}


def _no_rows(table: ExtractTable, extract: Extract) -> str:
    columns = ", ".join(f"cast(null as varchar) as {name}" for name in table.column_names)
    return f"select cast(0 as integer) as file_id, cast(0 as integer) as source_row, {columns} where false"


def _with_source(source: PlannedSource, table: ExtractTable) -> str:
    key = f"nullif(trim({table.person_key}), '')" if table.person_key else "cast(null as varchar)"
    return (
        f"select *, cast({source.number} as integer) as source_number,"
        f" {text(source.organisation)} as source_organisation, {key} as local_person_key from extract_rows"
    )
