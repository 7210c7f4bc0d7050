"""A text file's bytes looked over before they are read: is it text at all, how are its lines ended, is anything in it
that readers differ about."""

from __future__ import annotations

import gzip
import re
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from joinedup.sources.faults import LONGEST_CELL, Refused

_CHUNK = 8 * 1_048_576
# Bytes of one chunk looked at again with the next, so that nothing is missed where two meet.
_SEAM = 256
_UTF8_MARK = b"\xef\xbb\xbf"
# Spaces between a quote and a delimiter: one reader takes the quotes off, another keeps them.
_SPACE_AT_QUOTE = re.compile(rb'[,|;\r\n"][ \t]+"|\t +"|"[ \t]+[,|;\r\n"]|" +\t')

_NOT_TEXT = (
    (b"PK\x03\x04", "is a zip archive or an Excel workbook; open it and save the sheet as CSV (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "is an Excel workbook; open it and save the sheet as CSV (UTF-8)"),
    (b"PAR1", "is a Parquet file; end its name in .parquet"),
    (b"\x1f\x8b", "is compressed with gzip; end its name in .gz"),
    (b"\xff\xfe", "is UTF-16; save it again as UTF-8"),
    (b"\xfe\xff", "is UTF-16; save it again as UTF-8"),
)


@dataclass(frozen=True)
class LookedOver:
    """`starts_at` is the byte after a byte order mark. `plain` means that every reader agrees about the file."""

    starts_at: int
    plain: bool
    ascii: bool
    ends_lines_with_cr: bool


@contextmanager
def as_plain_file(path: Path, scratch: Path) -> Iterator[Path]:
    """The file itself, or for a name in .gz its content in a new file in `scratch`, removed afterwards. Refused when it
    cannot be opened or the compressed file is cut off or damaged."""
    if path.suffix.lower() != ".gz":
        yield path
        return
    target = scratch / "unzipped"
    try:
        with gzip.open(path, "rb") as packed, target.open("wb") as plain:
            shutil.copyfileobj(packed, plain, _CHUNK)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        target.unlink(missing_ok=True)
        raise Refused(
            f"the compressed file is cut off or damaged ({error}); send it again, nothing of it is used"
        ) from error
    try:
        yield target
    finally:
        target.unlink(missing_ok=True)


def look_over(path: Path) -> LookedOver:
    """Read the bytes once. Refused when the file is empty or not text."""
    with path.open("rb") as file:
        head = file.read(4096)
    _must_be_text(head)
    found = _Doubts()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.see(chunk)
    starts_at = len(_UTF8_MARK) if head.startswith(_UTF8_MARK) else 0
    if not found.any_text:
        raise Refused("the file is empty: not even a header; send it again")
    plain = found.plain() and head[starts_at : starts_at + 1] not in (b"\r", b"\n")
    return LookedOver(starts_at, plain, found.ascii, found.returns > 0 and found.newlines == 0)


def _must_be_text(head: bytes) -> None:
    for magic, message in _NOT_TEXT:
        if head.startswith(magic):
            raise Refused(f"the file {message}")
    if len(head) >= 16 and head.count(b"\0") > len(head) // 3:
        raise Refused("the file is UTF-16 or no text at all; save it again as UTF-8")


class _Doubts:
    """What the chunks of a file have shown so far."""

    def __init__(self) -> None:
        self.any_text = False
        self.ascii = True
        self.newlines = self.returns = self.windows_ends = 0
        self._doubtful = False
        self._quotes = False
        self._before = b""
        self._line_so_far = 0

    def see(self, chunk: bytes) -> None:
        seam = self._before + chunk[:_SEAM]
        self.any_text = self.any_text or bool(chunk.strip(b"\xef\xbb\xbf\r\n \t"))
        self.ascii = self.ascii and chunk.isascii()
        self.newlines += chunk.count(b"\n")
        self.returns += chunk.count(b"\r")
        self.windows_ends += chunk.count(b"\r\n")
        self.windows_ends += self._before.endswith(b"\r") and chunk.startswith(b"\n")
        self._quotes = self._quotes or b'"' in chunk
        for piece in (seam, chunk):
            self._doubtful = self._doubtful or b"\0" in piece
            self._doubtful = self._doubtful or bool(self._quotes and _SPACE_AT_QUOTE.search(piece))
        self._doubtful = self._doubtful or self._long_line(chunk)
        self._before = chunk[-_SEAM:]

    def plain(self) -> bool:
        """No NUL, one way of ending lines, no space at a quote, no line longer than the longest cell."""
        one_way = self.returns == 0 or self.returns == self.windows_ends == self.newlines
        space_at_end = self._quotes and re.search(rb'"[ \t]+\Z', self._before)
        return one_way and not self._doubtful and not space_at_end

    def _long_line(self, chunk: bytes) -> bool:
        first = chunk.find(b"\n")
        if first < 0:
            self._line_so_far += len(chunk)
            return self._line_so_far > LONGEST_CELL
        if self._line_so_far + first > LONGEST_CELL:
            return True
        at = first
        while len(chunk) - at > LONGEST_CELL:
            following = chunk.rfind(b"\n", at + 1, at + 1 + LONGEST_CELL)
            if following < 0:
                return True
            at = following
        self._line_so_far = len(chunk) - chunk.rfind(b"\n")
        return False
