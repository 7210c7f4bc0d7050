"""Whether decisions/decisions.jsonl of the place holds what the board decided, and nothing else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.db.models import Count, Max

from joinedup.errors import JoinedupError
from joinedup.network.decision_file import FILE, FOLDER, file_of
from joinedup.web.decisions.models import ProposalStatus


def what_is_wrong(folder: Path) -> str:
    """In a sentence, what is wrong with the file; nothing when all is well. Looked at again only when either side changed."""
    written = ProposalStatus.objects.filter(record__isnull=False).aggregate(
        last=Max("pk"), number=Count("pk")
    )
    try:
        found = file_of(folder).path.stat()
        stamp = (found.st_mtime_ns, found.st_size)
    except OSError:
        stamp = (0, 0)
    return _compared(folder, stamp, written["last"], written["number"])


@lru_cache(maxsize=8)
def _compared(folder: Path, stamp: tuple[int, int], last: int | None, number: int) -> str:
    written = list(
        ProposalStatus.objects.filter(record__isnull=False).order_by("pk").values_list("record", flat=True)
    )
    try:
        there = [dict(line.entry) for line in file_of(folder).lines()]
    except JoinedupError as error:
        return f"The file of decisions cannot be relied on: {error}"
    if missing := [one for one in written if one not in there]:
        said = f"{len(missing):,} of {len(written):,} lines are not in {FOLDER}/{FILE} yet"
        return f"{said}: whoever runs the application should look why."
    if more := [one for one in there if one not in written]:
        return f"{FOLDER}/{FILE} has {len(more):,} lines that this application did not write."
    return ""
