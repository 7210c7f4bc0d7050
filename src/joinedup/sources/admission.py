"""Which files of a table count: refused files do not, replaced files no longer do, the rest are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from joinedup.sources.plan import PlannedFile


@dataclass(frozen=True)
class Landing:
    """What was found when a file was opened. `refused` says why it cannot be used, else null. `rows` counts every row
    found in it. `kinds` has the kind of value the file holds for each column of the layout that it has."""

    rows: int
    kinds: Mapping[str, str]
    refused: str | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether a file counts, and why not."""

    status: Literal["read", "replaced", "refused"]
    message: str | None = None


def admit(
    files: Sequence[PlannedFile], landings: Mapping[int, Landing], hashes: Mapping[int, str | None]
) -> dict[int, Verdict]:
    """A verdict for each file of one table of one source, by file_id. Of a series the last file that is not refused
    stands; of files with the same bytes the first stands."""
    verdicts: dict[int, Verdict] = {}
    usable: list[PlannedFile] = []
    for file in files:
        refused = landings[file.file_id].refused
        if refused is None:
            usable.append(file)
        else:
            verdicts[file.file_id] = Verdict("refused", refused)
    last = {file.said.series: file for file in sorted(usable, key=lambda file: file.said.version)}
    by_hash: dict[str | None, PlannedFile] = {}
    for file in usable:
        standing = last[file.said.series] if file.said.series else file
        same = by_hash.get(hashes[file.file_id])
        if standing is not file:
            verdicts[file.file_id] = Verdict("replaced", _later_file(standing))
        elif same is not None:
            verdicts[file.file_id] = Verdict("replaced", _same_bytes(same))
        else:
            verdicts[file.file_id] = Verdict("read")
            by_hash[hashes[file.file_id]] = file
    return verdicts


def _later_file(standing: PlannedFile) -> str:
    return (
        f"replaced by {standing.name}: the same table and period, and its name sorts later; "
        f"to keep both, name them part1 and part2"
    )


def _same_bytes(same: PlannedFile) -> str:
    return f"a duplicate: its bytes are those of {same.name}, which is read; nothing to do"
