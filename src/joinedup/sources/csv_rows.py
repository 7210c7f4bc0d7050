"""A delimited text file read row by row, whatever its bytes: rows that cannot be read are set aside, each with its number
and its reason, and reading goes on with the next line. Slow and truthful; `landing_csv` uses it where DuckDB's reader
would refuse the file or read it otherwise.

Rows are numbered from 1, the header and blank lines not counted. An empty cell is null.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from joinedup.sources.faults import (
    CELL_TOO_LONG,
    LONGEST_CELL,
    LONGEST_ROW,
    NUL_BYTE,
    ROW_TOO_LONG,
    STRAY_LINE_BREAK,
    UNCLOSED_QUOTE,
    Fault,
    undecodable,
    wrong_number_of_cells,
)

# Lines that end a quoted value and open another are looked at again from the row's start; more than this is no row.
_MOST_LINES_IN_A_ROW = 1_000

Cells = list[str | None]


@dataclass(frozen=True)
class HowWritten:
    """How a delimited file is written."""

    delimiter: str
    encoding: str


class _Open(Exception):
    """A quote is still open at the end of the text."""


def read_rows(file: IO[bytes], written: HowWritten, width: int | None) -> Iterator[Cells | Fault]:
    """Every row from where the file stands: its cells, or what is wrong with it. With `width`, a row of fewer cells is a
    fault, and so is one of more cells unless those over are empty (delimiters at the end of the line)."""
    lines = _Lines(file)
    while (line := lines.next()) is not None:
        if line.strip(b"\r\n") == b"":
            continue
        yield _row(line, lines, written, width)


class _Lines:
    """Lines with their ends, some of which may be put back. A line over the longest row is cut, its rest passed over."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._waiting: deque[bytes] = deque()

    def next(self) -> bytes | None:
        if self._waiting:
            return self._waiting.popleft()
        line = self._file.readline(LONGEST_ROW + 1)
        if not line:
            return None
        end = line
        while len(end) > LONGEST_ROW and not end.endswith(b"\n"):
            end = self._file.readline(LONGEST_ROW + 1)
        return line

    def put_back(self, lines: list[bytes]) -> None:
        self._waiting.extendleft(reversed(lines))


def _row(line: bytes, lines: _Lines, written: HowWritten, width: int | None) -> Cells | Fault:
    taken = [line]
    while True:
        try:
            found = _parse(b"".join(taken), written, width)
        except _Open:
            more = _until_quote(taken, lines)
            if more:
                continue
            found = UNCLOSED_QUOTE
        if isinstance(found, Fault) and len(taken) > 1:
            # The quote closed somewhere in a later row, or never: only the line that opened it is at fault.
            lines.put_back(taken[1:])
            return UNCLOSED_QUOTE
        return found


def _until_quote(taken: list[bytes], lines: _Lines) -> bool:
    """Take lines up to the next that may close the quote; false when there is none within the longest row."""
    size = sum(len(line) for line in taken)
    while len(taken) < _MOST_LINES_IN_A_ROW or b'"' not in taken[-1]:
        line = lines.next()
        if line is None:
            return False
        taken.append(line)
        size += len(line)
        if size > LONGEST_ROW:
            return False
        if b'"' in line.replace(b'""', b""):
            return True
    return False


def _parse(raw: bytes, written: HowWritten, width: int | None) -> Cells | Fault:
    """The cells of one whole row. _Open when a quote is not closed yet."""
    if len(raw) > LONGEST_ROW:
        return ROW_TOO_LONG
    if b"\0" in raw:
        return NUL_BYTE
    try:
        text = _without_line_end(raw).decode(written.encoding)
    except UnicodeDecodeError:
        return undecodable(written.encoding)
    found = _split(text, written.delimiter)
    if isinstance(found, Fault):
        return found
    if len(text) > LONGEST_CELL and max(map(len, found)) > LONGEST_CELL:
        return CELL_TOO_LONG
    if width is not None:
        if len(found) < width or any(found[width:]):
            return wrong_number_of_cells(len(found), width)
        del found[width:]
    return [cell or None for cell in found]


def _split(text: str, delimiter: str) -> list[str] | Fault:
    if '"' not in text:
        return STRAY_LINE_BREAK if "\r" in text else text.split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise _Open from None
        if "new-line character" in str(error):
            return STRAY_LINE_BREAK
        return CELL_TOO_LONG if "field larger" in str(error) else UNCLOSED_QUOTE


def _without_line_end(raw: bytes) -> bytes:
    if raw.endswith(b"\r\n"):
        return raw[:-2]
    return raw[:-1] if raw.endswith((b"\n", b"\r")) else raw
