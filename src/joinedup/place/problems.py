"""What is wrong with a place file, said so that the person who wrote it can mend it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.place.key_paths import KeyPath, shown

LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Finding:
    """One thing wrong at one key: what was found, what was expected, and what to do about it."""

    path: KeyPath
    found: str
    expected: str
    do: str
    nearest: str = ""


@dataclass(frozen=True)
class Problem:
    """A finding with its place: file and line (from 1). `key` is the path as written for a person, positions from 1."""

    file: Path
    line: int
    key: str
    found: str
    expected: str
    do: str
    nearest: str = ""

    def __str__(self) -> str:
        told = [f"{self.file}:{self.line}: {self.key}" if self.key else f"{self.file}:{self.line}"]
        told += [f"    found     {self.found}", f"    expected  {self.expected}"]
        told += [f"    nearest   {self.nearest}"] if self.nearest else []
        return "\n".join([*told, f"    do        {self.do}"])


class PlaceFileError(JoinedupError):
    """The place file cannot be used as it is. `problems` holds everything found, in the order of the lines."""

    def __init__(self, file: Path, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        count = "1 thing" if len(self.problems) == 1 else f"{len(self.problems)} things"
        super().__init__("\n\n".join([f"{file}: {count} to mend", *map(str, self.problems)]))


def at(finding: Finding, file: Path, line: int) -> Problem:
    """A finding put at its line of a file."""
    return Problem(
        file, line, shown(finding.path), finding.found, finding.expected, finding.do, finding.nearest
    )


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word most like this one; empty when none is alike."""
    alike = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return alike[0] if alike else ""


def as_written(value: Any) -> str:
    """A value as it would be written in TOML, shortened; a table or an array by its size only."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        written = json.dumps(value, ensure_ascii=False)
        return written if len(written) <= LONGEST_SHOWN else f'{written[: LONGEST_SHOWN - 4]}..."'
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"a table of {_count(len(value), 'key')}"
    if isinstance(value, Sequence):
        return f"an array of {_count(len(value), 'element')}"
    return str(value)[:LONGEST_SHOWN]


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
