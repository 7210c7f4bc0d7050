"""The audit of opened identities: a file of lines, only ever added to, in which each line carries the hash of the line
before; a line edited, removed, added in between or moved breaks the chain, and `verify` says where.

The chain shows every edit except the removal of the newest lines: keep the count and the last hash that `verify` returns
somewhere else (the board's minutes will do) and compare.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from joinedup.errors import JoinedupError

_BEFORE_THE_FIRST = "0" * 64


class AuditError(JoinedupError):
    """The audit file was edited, or cannot be written; nothing may be opened until that is resolved."""


@dataclass(frozen=True)
class AuditState:
    """How many entries a chain holds and the hash of the last."""

    entries: int
    last_hash: str


@dataclass(frozen=True)
class AuditLog:
    """An audit file. Entries are flat: words to words."""

    path: Path

    def append(self, entry: Mapping[str, str]) -> AuditState:
        """Add an entry and wait until it is on disk. AuditError when the file cannot be written or its end was edited."""
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise AuditError(
                f"{self.path}: the audit cannot be written: {error.strerror}; nothing was opened"
            ) from error
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            state = _chain(file.read().decode("utf-8", errors="replace"), self.path)
            line, state = _line(dict(entry), state)
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        return state

    def verify(self) -> AuditState:
        """Walk the whole chain; AuditError naming the first line that does not fit. An absent file has no entries."""
        if not self.path.exists():
            return AuditState(0, _BEFORE_THE_FIRST)
        return _chain(self.path.read_bytes().decode("utf-8", errors="replace"), self.path)

    def entries(self) -> list[dict[str, str]]:
        """Every entry in order, after verifying the chain."""
        self.verify()
        if not self.path.exists():
            return []
        return [json.loads(line)["entry"] for line in self.path.read_text(encoding="utf-8").splitlines()]


def _line(entry: dict[str, str], before: AuditState) -> tuple[str, AuditState]:
    number = before.entries + 1
    own = _hash(number, entry, before.last_hash)
    line = json.dumps(
        {"number": number, "entry": entry, "before": before.last_hash, "hash": own}, sort_keys=True
    )
    return line + "\n", AuditState(number, own)


def _hash(number: int, entry: object, before: str) -> str:
    return hashlib.sha256(json.dumps([number, entry, before], sort_keys=True).encode()).hexdigest()


def _chain(text: str, path: Path) -> AuditState:
    state = AuditState(0, _BEFORE_THE_FIRST)
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        expected = _expected(line, state)
        if expected is None:
            raise AuditError(
                f"{path}, line {number}: the audit was edited: this line does not follow from the one before. Compare it"
                " with a copy from before the edit, and find out who could write to the file"
            )
        state = expected
    return state


def _expected(line: str, before: AuditState) -> AuditState | None:
    """The state after a line, or None when it is not the very line that `append` would have written there."""
    try:
        entry = json.loads(line)["entry"]
        again, state = _line(entry, before)
    except (ValueError, KeyError, TypeError):
        return None
    return state if again == line else None
