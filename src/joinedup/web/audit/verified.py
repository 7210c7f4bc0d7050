"""The whole audit gone through, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from joinedup.errors import JoinedupError
from joinedup.web.audit.chain import breaks
from joinedup.web.audit.models import Entry

BREAKS_TOLD = 20


@dataclass(frozen=True)
class Verified:
    """What was found: each break in words (the first of many), how many entries there are, and the last one's hash."""

    breaks: tuple[str, ...]
    entries: int
    last_number: int
    last_sha256: str

    @property
    def in_words(self) -> str:
        if self.breaks:
            return f"The audit is broken: {len(self.breaks)} of its {self.entries:,} entries are not as they were written"
        if not self.entries:
            return "The audit has no entries yet"
        return (
            f"The audit is whole: {self.entries:,} entries; the last is {self.last_number}={self.last_sha256}"
        )


def verified(holds: str = "") -> Verified:
    """Go through every entry, a few at a time. `holds` is NUMBER=HASH, as an earlier check printed it.

    JoinedupError when `holds` is not of that form.
    """
    last, count = ["0", ""], 0

    def passing() -> Iterator[Entry]:
        nonlocal count
        for entry in Entry.objects.order_by("number").iterator(chunk_size=2_000):
            count, last[:] = count + 1, [str(entry.number), entry.sha256]
            yield entry

    found: list[str] = []
    for number, broken in enumerate(breaks(passing())):
        if number < BREAKS_TOLD:
            found.append(broken)
    return Verified((*found, *_missing(holds)), count, int(last[0]), last[1])


def _missing(holds: str) -> Iterator[str]:
    if not holds:
        return
    number, equals, digest = holds.partition("=")
    if not number.isdecimal() or not equals or len(digest) != 64:
        raise JoinedupError(
            f"--holds: expected NUMBER=HASH as `joinedup audit verify` printed it, found {holds[:90]}"
        )
    if not Entry.objects.filter(number=int(number), sha256=digest).exists():
        yield f"entry {number} is not there with the hash that was written down: the audit was cut short, or written anew"
