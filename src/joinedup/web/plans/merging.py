"""Two people changed one plan at once: what they changed is joined, and nothing that either of them wrote is dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeVar

from joinedup.web.plans.draft import Action, Draft
from joinedup.web.plans.headings import EVERY_HEADING

Said = TypeVar("Said")


@dataclass(frozen=True)
class Joined:
    """A plan that holds both persons' changes, and where both changed the same: the keys of headings, `actions`, `review_on`."""

    draft: Draft
    both_changed: frozenset[str]


def joined(base: Draft, theirs: Draft, mine: Draft) -> Joined:
    """The changes from `base` to `theirs` and from `base` to `mine`, both made."""
    clashes: set[str] = set()
    words = {}
    for heading in EVERY_HEADING:
        three = (base.under(heading.key), theirs.under(heading.key), mine.under(heading.key))
        if _clash(*three):
            clashes.add(heading.key)
        words[heading.key] = joined_text(*three)
    actions, actions_clash = _joined_actions(base.actions, theirs.actions, mine.actions)
    if actions_clash:
        clashes.add("actions")
    if _clash(base.review_on, theirs.review_on, mine.review_on):
        clashes.add("review_on")
    review_on = _one_of(base.review_on, theirs.review_on, mine.review_on)
    agreed = _one_of(base.is_agreed, theirs.is_agreed, mine.is_agreed)
    return Joined(Draft(words, actions, review_on, agreed), frozenset(clashes))


def joined_text(base: str, theirs: str, mine: str) -> str:
    """The text with both changes. Where both changed it, line by line: every line that either wrote stays, and a line of the
    base goes only if one of them took it out."""
    if not _clash(base, theirs, mine):
        return _one_of(base, theirs, mine)
    return "\n".join(_lines(base.split("\n"), theirs.split("\n"), mine.split("\n")))


def _lines(base: list[str], theirs: list[str], mine: list[str]) -> Iterator[str]:
    there = set(base)
    for change, first, last, begins, ends in SequenceMatcher(None, theirs, mine).get_opcodes():
        if change == "equal":
            yield from theirs[first:last]
        else:
            yield from (line for line in theirs[first:last] if line not in there)
            yield from (line for line in mine[begins:ends] if line not in there)


def _joined_actions(
    base: tuple[Action, ...], theirs: tuple[Action, ...], mine: tuple[Action, ...]
) -> tuple[tuple[Action, ...], bool]:
    """Actions by key: where both changed one, both stay, theirs first."""
    were, hers, his = ({action.key: action for action in some} for some in (base, theirs, mine))
    kept: list[Action] = []
    clash = False
    for key in dict.fromkeys((*hers, *his)):
        three = (were.get(key), hers.get(key), his.get(key))
        if not _clash(*three):
            kept += filter(None, (_one_of(*three),))
            continue
        clash = True
        kept += filter(None, (three[1], _again(three[2]) if three[1] else three[2]))
    return tuple(kept), clash


def _again(action: Action | None) -> Action | None:
    """An action beside another of the same key, under a key of its own: always the same one for the same words."""
    if action is None:
        return None
    key = hashlib.sha256(repr(action).encode()).hexdigest()[:16]
    return replace(action, key=key)


def _clash(base: Said, theirs: Said, mine: Said) -> bool:
    return base not in (theirs, mine) and theirs != mine


def _one_of(base: Said, theirs: Said, mine: Said) -> Said:
    """What one of the two made of it: mine, unless I left it as it was."""
    return theirs if mine == base else mine
