"""What changed between two versions, word by word, in a form that a page can show and a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\S+[^\S\n]*|\n|[^\S\n]+")


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, was `added` or was `removed`."""

    change: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The words of both texts in reading order: stayed, removed, added. Joining all but the removed gives `after` back."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    return list(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for change, first, last, begins, ends in SequenceMatcher(None, old, new).get_opcodes():
        if change == "equal":
            yield Piece("stayed", "".join(old[first:last]))
            continue
        if last > first:
            yield Piece("removed", "".join(old[first:last]))
        if ends > begins:
            yield Piece("added", "".join(new[begins:ends]))
