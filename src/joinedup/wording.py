"""Days, counts, lists and shares as people write them, wherever this project says something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date


def day(value: date) -> str:
    """1 April 2015."""
    return f"{value.day} {value:%B %Y}"


def some(number: int, one: str, more: str) -> str:
    """1 issue, 34 issues."""
    return f"{number:,} {one if number == 1 else more}"


def are(number: int) -> str:
    """is or are."""
    return "is" if number == 1 else "are"


def listed(words: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def quoted(names: Sequence[str], most: int = 3) -> str:
    """The first few names between quotes, and how many more there are."""
    told = [f'"{name}"' for name in names[:most]]
    left = len(names) - most
    return listed([*told, f"{left:,} more"] if left > 0 else told)


def slug(name: str, instead: str = "unnamed") -> str:
    """A name as the name of a file: small letters, digits and hyphens only; `instead` where nothing is left of it."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or instead
