"""The audit of opened identities: chained lines (place/chained_lines.py), and words that say what to do when it was edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from joinedup.errors import JoinedupError
from joinedup.place.chained_lines import ChainedLines, ChainError
from joinedup.place.chained_lines import ChainState as AuditState


class AuditError(JoinedupError):
    """The audit file was edited, or cannot be written; nothing may be opened until that is resolved."""


@dataclass(frozen=True)
class AuditLog:
    """An audit file. Entries are flat: words to words."""

    path: Path

    def append(self, entry: Mapping[str, str]) -> AuditState:
        """Add an entry and wait until it is on disk. AuditError when the file cannot be written or was edited."""
        try:
            return ChainedLines(self.path).append(dict(entry))
        except ChainError as error:
            raise AuditError(f"{error}; nothing was opened. {_TO_DO}") from error

    def verify(self) -> AuditState:
        """Walk the whole chain; AuditError naming the first line that does not fit. An absent file has no entries."""
        try:
            return ChainedLines(self.path).verify()
        except ChainError as error:
            raise AuditError(f"{error}. {_TO_DO}") from error

    def entries(self) -> list[dict[str, str]]:
        """Every entry in order, after verifying the chain."""
        self.verify()
        return [dict(line.entry) for line in ChainedLines(self.path).lines()]


_TO_DO = (
    "The audit must be whole: compare it with a copy from before, and find out who could write to the file"
)
