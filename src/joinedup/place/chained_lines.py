"""Files of lines that are only ever added to: each line carries the hash of the line before, so that one edited, taken out
or moved breaks the chain, and `verify` says which.

The chain shows every edit except the removal of the newest lines: keep the count and the last hash that `verify` returns
somewhere else (the board's minutes, or version control) and compare.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.errors import JoinedupError

BEFORE_THE_FIRST = "0" * 64


class ChainError(JoinedupError):
    """The file was edited, or cannot be read or written. The message begins with the file, and the line where one is known."""


@dataclass(frozen=True)
class ChainState:
    """How many entries a chain holds and the hash of the last."""

    entries: int
    last_hash: str


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, what it says, the hash of the line before and its own."""

    number: int
    entry: Mapping[str, Any]
    before: str
    hash: str


@dataclass(frozen=True)
class ChainedLines:
    """A file of chained lines. Entries are what JSON can hold. `permissions` are those of a file that is made new."""

    path: Path
    permissions: int = 0o600

    def append(self, entry: Mapping[str, Any]) -> ChainState:
        """Add an entry and wait until it is on disk. ChainError when the file cannot be written or was edited."""
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, self.permissions)
        except OSError as error:
            raise ChainError(f"{self.path}: cannot be written: {error.strerror}") from error
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            lines = _chain(file.read().decode("utf-8", errors="replace"), self.path)
            line, state = _line(entry, state_after(lines))
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        return state

    def verify(self) -> ChainState:
        """Walk the whole chain; ChainError naming the first line that does not fit. An absent file has no entries."""
        return state_after(self.lines())

    def lines(self) -> list[Line]:
        """Every line in order, after verifying the chain; none when there is no file."""
        try:
            text = self.path.read_bytes().decode("utf-8", errors="replace")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise ChainError(f"{self.path}: cannot be read: {error.strerror}") from error
        return _chain(text, self.path)


def state_after(lines: list[Line]) -> ChainState:
    """The state of a chain that ends with the last of these lines."""
    return ChainState(lines[-1].number, lines[-1].hash) if lines else ChainState(0, BEFORE_THE_FIRST)


def _line(entry: Mapping[str, Any], before: ChainState) -> tuple[str, ChainState]:
    number = before.entries + 1
    own = _hash(number, entry, before.last_hash)
    whole = {"number": number, "entry": entry, "before": before.last_hash, "hash": own}
    return json.dumps(whole, sort_keys=True) + "\n", ChainState(number, own)


def _hash(number: int, entry: object, before: str) -> str:
    return hashlib.sha256(json.dumps([number, entry, before], sort_keys=True).encode()).hexdigest()


def _chain(text: str, path: Path) -> list[Line]:
    lines: list[Line] = []
    for number, written in enumerate(text.splitlines(keepends=True), start=1):
        before = state_after(lines)
        found = _read(written)
        if found is None or _line(found.entry, before)[0] != written:
            raise ChainError(f"{path}, line {number}: {_what_is_wrong(found, before)}")
        lines.append(found)
    return lines


def _read(written: str) -> Line | None:
    try:
        found = json.loads(written)
        return Line(int(found["number"]), found["entry"], str(found["before"]), str(found["hash"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _what_is_wrong(found: Line | None, before: ChainState) -> str:
    """How a line does not follow from the one before: taken out or moved when it is whole but another's, else edited."""
    if found is None:
        return "this line was edited: it can no longer be read"
    is_whole = _hash(found.number, found.entry, found.before) == found.hash
    if is_whole and found.number > before.entries + 1:
        return f"this line says it is line {found.number}: line {before.entries + 1} was taken out or moved"
    if is_whole and found.number <= before.entries:
        return f"this line says it is line {found.number}: it was copied or moved here"
    if is_whole and found.before != before.last_hash:
        return "this line does not follow from the one before, which was edited and hashed again"
    return "this line was edited: it does not have the hash it carries"
