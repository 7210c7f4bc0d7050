"""decisions/decisions.jsonl of a place: what its board decided, one line each, only ever added to, each bound to the line before.

The command line reads it; whoever lets decisions be taken adds to it. Posts, never names of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.network.place_parts import Cover, Part, cover
from joinedup.place.chained_lines import ChainedLines

FOLDER, FILE = "decisions", "decisions.jsonl"


@dataclass(frozen=True)
class Decided:
    """A decision as the file says it: a number, its status now, and the line that was written when it was taken."""

    number: int
    status: str
    line: Mapping[str, Any]

    @property
    def title(self) -> str:
        return str(self.line.get("title", ""))

    @property
    def is_in_force(self) -> bool:
        return self.status == "taken"


def file_of(folder: Path) -> ChainedLines:
    """The file of a place's folder."""
    return ChainedLines(folder / FOLDER / FILE, permissions=0o644)


def write(folder: Path, lines: Iterable[Mapping[str, Any]]) -> int:
    """Add the lines that the file does not have yet (a line is known by what it is `of`: decision 3, taken). How many were added.

    ChainError when the file was edited or cannot be written.
    """
    chained = file_of(folder)
    chained.path.parent.mkdir(parents=True, exist_ok=True)
    there = {_key(line.entry) for line in chained.lines()}
    new = [line for line in lines if _key(line) not in there]
    for line in new:
        chained.append(line)
    return len(new)


def decided(folder: Path) -> tuple[Decided, ...]:
    """Every decision that was taken, with its status now. ChainError when the file was edited."""
    taken: dict[int, Mapping[str, Any]] = {}
    status: dict[int, str] = {}
    for line in file_of(folder).lines():
        number, said = _key(line.entry)
        if said == "taken":
            taken[number] = line.entry
        status[number] = said
    return tuple(Decided(number, status[number], line) for number, line in sorted(taken.items()))


def cover_of(parts: Sequence[Part], decision: Decided) -> Cover | None:
    """Whether the decision covers the `parts` of the place file of now; None where it approved no part of it."""
    part = decision.line.get("part")
    if not isinstance(part, Mapping):
        return None
    said = {key: str(part.get(key, "")) for key in ("path", "name", "sha256", "content")}
    return cover(parts, **said)


def _key(line: Mapping[str, Any]) -> tuple[int, str]:
    try:
        return int(line["decision"]), str(line["status"])
    except (KeyError, TypeError, ValueError) as error:
        raise JoinedupError(
            f"{FOLDER}/{FILE}: a line without the number and status of a decision: {error}"
        ) from error
