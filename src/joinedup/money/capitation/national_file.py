"""Reading a file of weighted populations as NHS England publishes it: every row is read or set aside with its reason."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from joinedup.money.capitation.national import PracticeAllocations, SetAside
from joinedup.money.capitation.national_layout import Header, columns_known, layouts, match_header
from joinedup.money.capitation.pot import CapitationError
from joinedup.money.pence import whole
from joinedup.sources.csv_rows import Cells, HowWritten, read_rows
from joinedup.sources.faults import Fault

LARGEST_BYTES = 100_000_000
# A published sheet may have its title and notes above the header.
HEADER_WITHIN = 40
_CODE = re.compile(r"[A-Za-z][0-9]{5}|[A-Za-z]{1,2}[0-9]{4,6}[A-Za-z]?")
# A figure beyond this is no population of a practice and no target in thousand pounds.
_LARGEST = 1e9
# A comma stands between thousands: one that stands for a decimal point would make a population ten times what it is.
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_LEVELS = ("icb", "ccg", "pcn")


@dataclass
class _Read:
    """Rows as they are read, column by column."""

    header: Header
    texts: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, list[float]] = field(default_factory=dict)
    row_numbers: list[int] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)


def read_allocations(file: Path) -> PracticeAllocations:
    """The practices of a published file (CSV, with or without lines above its header).

    A row that cannot be read is set aside. CapitationError where the file as a whole cannot be used: not there, no CSV, no
    layout that is known, a practice twice, or no row left.
    """
    content = _bytes_of(file)
    found: _Read | None = None
    for number, row in _numbered(content, file):
        if found is not None:
            _take(found, number, row)
        elif not isinstance(row, Fault):
            found = _Read(match_header([cell or "" for cell in row], file.name))
    assert found is not None  # the header is a row that was read before
    return _allocations(file, found)


def _bytes_of(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CapitationError(
            f"{file}: the practice file cannot be read: {error.strerror}. {_where_to_find_it()}"
        ) from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CapitationError(f"{file}: this is a spreadsheet workbook; save its sheet of practices as CSV")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CapitationError(f"{file}: this is written as UTF-16; save it again as CSV in UTF-8")
    if len(content) > LARGEST_BYTES:
        raise CapitationError(
            f"{file}: {len(content):,} bytes; expected the practices of England, at most {LARGEST_BYTES:,}"
        )
    return content.removeprefix(b"\xef\xbb\xbf")


def _where_to_find_it() -> str:
    found = "; ".join(f"{layout.year}: {layout.find_it}" for layout in layouts())
    return f"Put the file that NHS England publishes into the place's folder and write its path ({found})"


def _numbered(content: bytes, file: Path) -> Iterator[tuple[int, Cells | Fault]]:
    """Rows from the header on, the header first (and never a fault), numbered from 1 at the header."""
    written, above = _how_written(content, file)
    rows = read_rows(io.BytesIO(content), written, None)
    for at, row in enumerate(rows):
        if at >= above:
            yield at - above + 1, row


def _how_written(content: bytes, file: Path) -> tuple[HowWritten, int]:
    """How the file is written, and how many rows stand above its header."""
    try:
        content.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "windows-1252"
    best = (0, HowWritten(",", encoding), 0)
    for delimiter in (",", "\t", ";", "|"):
        written = HowWritten(delimiter, encoding)
        for at, row in enumerate(read_rows(io.BytesIO(content), written, None)):
            if at >= HEADER_WITHIN:
                break
            known = 0 if isinstance(row, Fault) else columns_known([cell or "" for cell in row])
            best = max(best, (known, written, at), key=lambda one: one[0])
    if best[0] < 2:
        raise CapitationError(
            f"{file.name}: no header found in its first {HEADER_WITHIN} rows; expected columns like"
            f" {', '.join(c.names[0] for c in layouts()[-1].all_columns[:6])}. {_where_to_find_it()}"
        )
    return best[1], best[2]


def _take(read: _Read, number: int, row: Cells | Fault) -> None:
    """Add a row to what is read, or set it aside with its reason."""
    try:
        texts, numbers = _values(read.header, row)
    except _Unreadable as fault:
        read.set_aside.append(SetAside(number, fault.column, fault.message))
        return
    for key, text in texts.items():
        read.texts.setdefault(key, []).append(text)
    for key, value in numbers.items():
        read.numbers.setdefault(key, []).append(value)
    read.row_numbers.append(number)


class _Unreadable(Exception):
    """A row that cannot be read; caught where rows are set aside."""

    def __init__(self, column: str, message: str) -> None:
        self.column, self.message = column, message


def _values(header: Header, row: Cells | Fault) -> tuple[dict[str, str], dict[str, float]]:
    if isinstance(row, Fault):
        raise _Unreadable("", row.message)
    if len(row) < header.width or any(row[header.width :]):
        raise _Unreadable("", f"expected {header.width} cells as the header has, found {len(row)}")
    texts: dict[str, str] = {}
    numbers: dict[str, float] = {}
    figures = {"population", "market_forces", "target_thousand_pounds"} | {
        c.key for c in header.layout.components
    }
    names = {c.key: c.names[0] for c in header.layout.all_columns}
    for key, at in header.positions.items():
        cell = (row[at] or "").strip()
        if key in figures:
            numbers[key] = _number(cell, names[key])
        else:
            texts[key] = cell
    if not _CODE.fullmatch(texts["practice"]):
        raise _Unreadable(
            names["practice"], "expected a practice code such as A81001; a total is no practice"
        )
    texts["practice"] = texts["practice"].upper()
    return texts, numbers


def _number(cell: str, column: str) -> float:
    written = cell.removeprefix("£")
    try:
        value = float(written.replace(",", "") if _THOUSANDS.fullmatch(written) else written)
    except ValueError:
        value = math.nan
    if "_" in cell or not 0 <= value <= _LARGEST:
        found = f"found {cell[:30]}" if cell else "found nothing"
        raise _Unreadable(column, f"expected a number of 0 or more, {found}; mend it from the published file")
    return value


def _allocations(file: Path, read: _Read) -> PracticeAllocations:
    header = read.header
    if not read.row_numbers:
        why = f"; the first: {read.set_aside[0].message}" if read.set_aside else ""
        raise CapitationError(
            f"{file.name}: no practice below the header could be read ({len(read.set_aside):,} rows set aside{why}); take"
            " the file as it was published"
        )
    codes = read.texts["practice"]
    _refuse_duplicates(file.name, codes, read.row_numbers)
    order = np.array(sorted(range(len(codes)), key=codes.__getitem__))
    numbers = {key: np.array(column)[order] for key, column in read.numbers.items()}
    if not numbers["population"].sum() > 0:
        raise CapitationError(
            f"{file.name}: the population of every practice is 0; expected people to share a budget over"
        )

    def texts(key: str) -> tuple[str, ...]:
        found = read.texts.get(key, [])
        return tuple(found[at] for at in order) if any(found) else ()

    thousands = numbers.get("target_thousand_pounds")
    return PracticeAllocations(
        file=file.name,
        layout=header.layout,
        codes=texts("practice"),
        names=texts("practice_name") or ("",) * len(codes),
        population=numbers["population"],
        weighted={c.key: numbers[c.key] for c in header.layout.components if c.key in numbers},
        areas={level: texts(level) for level in _LEVELS if texts(level)},
        area_names={level: texts(f"{level}_name") for level in _LEVELS if texts(f"{level}_name")},
        market_forces=numbers.get("market_forces"),
        target_pence=None if thousands is None else whole(thousands * 100_000),
        rows_read=len(codes) + len(read.set_aside),
        set_aside=tuple(read.set_aside),
        not_read=header.not_read,
    )


def _refuse_duplicates(file: str, codes: Sequence[str], rows: Sequence[int]) -> None:
    seen: dict[str, int] = {}
    for code, row in zip(codes, rows, strict=True):
        if code in seen:
            raise CapitationError(
                f"{file}: the practice {code} is there twice, in rows {seen[code]} and {row} (the header is row 1, blank lines"
                " are not counted); expected one row a practice: take the wrong one out, or its people count twice"
            )
        seen[code] = row
