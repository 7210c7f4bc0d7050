"""What the board decided, beside the place file of now: an approval covers what was approved, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from joinedup.network.decision_file import Decided, cover_of, decided
from joinedup.network.place_parts import Part, parts_of
from joinedup.place.chained_lines import ChainError
from joinedup.place.model import Place
from joinedup.wording import some

MOST_CHANGES = 5


def decision_lines(folder: Path, place: Place) -> Iterator[str]:
    """A line for each decision in force that no longer covers the place file, with what changed; nothing where none was taken."""
    try:
        taken = decided(folder)
    except ChainError as error:
        yield f"the decisions of the board cannot be relied on: {error}"
        return
    if not taken:
        return
    parts = parts_of(place)
    open_to_doubt = [line for one in taken if one.is_in_force for line in _lines(one, parts)]
    verdict = "" if open_to_doubt else ": every approval covers the place file"
    yield f"{some(len(taken), 'decision', 'decisions')} of the board{verdict}"
    yield from open_to_doubt


def _lines(decision: Decided, parts: Sequence[Part]) -> Iterator[str]:
    found = cover_of(parts, decision)
    if found is None or found.covers:
        return
    path = str(decision.line["part"]["path"])
    yield f"  decision {decision.number}, {decision.title}: the approval no longer covers {path}, which changed since"
    for change in found.changes[:MOST_CHANGES]:
        yield f"       {change.where}: approved {change.approved}, now {change.now}"
    if len(found.changes) > MOST_CHANGES:
        yield f"       and {len(found.changes) - MOST_CHANGES:,} more"
