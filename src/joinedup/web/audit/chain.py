"""The hash that binds an entry to all before it, and what is wrong with a chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

BEGINNING = "0" * 64


def sha256_of(number: int, at: datetime, said: Mapping[str, Any], previous_sha256: str) -> str:
    """The hash of an entry: its number, its moment to the microsecond in UTC, everything it says, and the hash before."""
    written = {"number": number, "at": at.astimezone(UTC).isoformat(), "previous": previous_sha256, **said}
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(entries: Iterable[Any]) -> Iterator[str]:
    """In words, each place where a chain of entries (in order) is broken; nothing when it is whole."""
    expected, previous = 1, BEGINNING
    for entry in entries:
        if entry.number != expected:
            yield f"entry {expected} is missing: the next there is {entry.number}"
        if entry.previous_sha256 != previous:
            yield f"entry {entry.number} does not follow from the entry before it"
        said = {
            "by": entry.by,
            "post": entry.post,
            "action": entry.action,
            "subject": entry.subject,
            "detail": entry.detail,
        }
        if sha256_of(entry.number, entry.at, said, entry.previous_sha256) != entry.sha256:
            yield f"entry {entry.number} was changed after it was written"
        expected, previous = entry.number + 1, entry.sha256
