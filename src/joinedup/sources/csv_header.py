"""The header of a delimited file matched to the columns of a layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import IO

from joinedup.sources.csv_rows import HowWritten, read_rows
from joinedup.sources.faults import Fault, Refused
from joinedup.sources.layout import ExtractTable

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_ ]*")
DELIMITERS = (",", "|", "\t", ";")


@dataclass(frozen=True)
class Header:
    """`width` is the number of cells of the header; `positions` says where each column of the layout stands, from 0."""

    written: HowWritten
    width: int
    positions: dict[str, int]


def read_header(file: IO[bytes], table: ExtractTable, encoding: str) -> Header:
    """Read the first row with each delimiter and take the one that finds most columns of the layout. The file
    stands where it stood. Refused when a required column is missing or one is there twice."""
    start = file.tell()
    wanted = {name.lower() for name in table.column_names}
    tried: list[tuple[HowWritten, list[str] | Fault]] = []
    for delimiter in DELIMITERS:
        file.seek(start)
        written = HowWritten(delimiter, encoding)
        tried.append((written, _names(file, written)))
    # With the wrong delimiter a header in quotes cannot be read: that is no fault of the file.
    read = [(written, names) for written, names in tried if not isinstance(names, Fault)]
    if not read:
        raise Refused(
            f"the header cannot be read: {next(f.message for _, f in tried if isinstance(f, Fault))}"
        )
    written, names = max(read, key=lambda one: len({name.lower() for name in one[1]} & wanted))
    positions = positions_of(names, table)
    file.seek(start)
    return Header(written, len(names), positions)


def positions_of(names: Sequence[str], table: ExtractTable) -> dict[str, int]:
    """Where each column of the layout stands among `names`, capitals and small letters alike. Refused, naming the nearest
    column found, when a required one is missing; Refused when a column is there twice."""
    lowered = [name.lower() for name in names]
    times = Counter(lowered)
    positions: dict[str, int] = {}
    missing: list[str] = []
    for column in table.columns:
        if times[column.name.lower()] > 1:
            raise Refused(
                f"the column {column.name} is there {times[column.name.lower()]} times; leave one and send it again"
            )
        if column.name.lower() in times:
            positions[column.name] = lowered.index(column.name.lower())
        elif column.required:
            missing.append(column.name)
    if missing:
        raise Refused(_missing(missing, names, table))
    return positions


def _names(file: IO[bytes], written: HowWritten) -> list[str] | Fault:
    first = next(read_rows(file, written, None), None)
    if isinstance(first, Fault):
        return first
    return [(name or "").strip() for name in first or []]


def _missing(missing: list[str], names: Sequence[str], table: ExtractTable) -> str:
    said = []
    for name in missing:
        # A file without a header has values here: only what looks like a column's name is repeated.
        near = get_close_matches(
            name.lower(), [n.lower() for n in names if _NAME.fullmatch(n)], n=1, cutoff=0.6
        )
        nearest = next((n for n in names if near and n.lower() == near[0]), None)
        said.append(f"{name} (the nearest found is {nearest})" if nearest else name)
    return (
        f"the file lacks the column{'s' if len(said) > 1 else ''} {', '.join(said)}, which {table.name} must have; "
        f"send it with the columns the layout names"
    )
