"""Parts of the place file that a decision can approve, and whether the approval still covers what stands there now."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from joinedup.place.hashing import canonical, hash_of
from joinedup.place.key_paths import KeyPath, shown
from joinedup.place.model import Place
from joinedup.place.section import Section

LISTS = (
    "care_models",
    "contracts",
    "agreements",
    "control_totals",
    "neighbourhoods",
    "shifts",
    "standards",
    "organisations",
)
WHOLE = ("budget", "population", "learning", "engine_room", "workforce", "whole_place")
# By what the entries of a list are known, the first that there is.
_KNOWN_BY = ("name", "id", "subject", "post", "code", "measure", "organisation", "what", "when", "kind")
_NOTHING = "nothing"


@dataclass(frozen=True)
class Part:
    """A part that can be approved. `path` is its key path (contracts[1]); `name` what it calls itself, where it does."""

    path: str
    name: str
    sha256: str
    content: str

    @property
    def title(self) -> str:
        kind = re.sub(r"\[\d+\]$", "", self.path).replace("_", " ")
        return f"{self.name} ({self.path})" if self.name else f"{kind} ({self.path})"


@dataclass(frozen=True)
class Change:
    """One value that is no longer what was approved. Text as a person would write it; `nothing` where there is none."""

    where: str
    approved: str
    now: str


@dataclass(frozen=True)
class Value:
    """One value of what was approved, as a person would write it."""

    where: str
    said: str


@dataclass(frozen=True)
class Cover:
    """Whether an approval covers the place file of now; else what changed since."""

    part: Part | None
    covers: bool
    changes: tuple[Change, ...] = ()


def parts_of(place: Place) -> tuple[Part, ...]:
    """Every part that a decision can approve, in the order people think of them."""
    return tuple(_parts(place))


def part_at(parts: Sequence[Part], path: str, name: str = "") -> Part | None:
    """The part at a key path; where parts of its kind have names, the one of that name wherever it stands in its list now."""
    alike = [part for part in parts if _kind(part.path) == _kind(path)]
    if name:
        return next((part for part in alike if part.name == name), None)
    return next((part for part in alike if part.path == path), None)


def cover(parts: Sequence[Part], *, path: str, name: str, sha256: str, content: str) -> Cover:
    """Whether the approval of a part as it then was (`sha256`, `content`: its canonical JSON) covers the `parts` of now."""
    now = part_at(parts, path, name)
    if now is None:
        return Cover(None, False, (Change(path, "as approved", "no longer in the place file"),))
    if now.sha256 == sha256:
        return Cover(now, True)
    return Cover(now, False, tuple(_changes(json.loads(content), json.loads(now.content), ())))


def values_of(content: str) -> tuple[Value, ...]:
    """Everything that is said in a part (`content`: its canonical JSON), value by value, its keys in the order of the alphabet."""
    return tuple(_values(json.loads(content), ()))


def _values(said: Any, path: KeyPath) -> Iterator[Value]:
    if isinstance(said, dict):
        for key, value in said.items():
            yield from _values(value, (*path, key))
    elif isinstance(said, list) and any(isinstance(one, dict) for one in said):
        for number, one in enumerate(said):
            yield from _values(one, (*path, number))
    elif said is not None and said != []:
        yield Value(_where(path), _said(said))


def _parts(place: Place) -> Iterator[Part]:
    for key in LISTS:
        for number, section in enumerate(getattr(place, key)):
            yield _part((key, number), section)
    for key in WHOLE:
        section = getattr(place, key)
        if section is not None and canonical(section) != "{}":
            yield _part((key,), section)


def _part(path: KeyPath, section: Section) -> Part:
    content = canonical(section)
    name = _known_by(json.loads(content)) if len(path) > 1 else ""
    return Part(shown(path), name, hash_of(section), content)


def _kind(path: str) -> str:
    return re.sub(r"\[\d+\]$", "", path)


def _known_by(entry: Any) -> str:
    if not isinstance(entry, dict):
        return ""
    return next((str(entry[key]) for key in _KNOWN_BY if key in entry), "")


def _changes(was: Any, now: Any, path: KeyPath) -> Iterator[Change]:
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in [*was, *(key for key in now if key not in was)]:
            yield from _changes(was.get(key), now.get(key), (*path, key))
    elif _is_named(was) and _is_named(now):
        yield from _changes(_by_name(was), _by_name(now), path)
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for number, (one, other) in enumerate(zip(was, now, strict=True)):
            yield from _changes(one, other, (*path, number))
    else:
        yield Change(_where(path), _said(was), _said(now))


def _is_named(entries: Any) -> bool:
    """A list whose entries can be told apart by what they are known by."""
    if not isinstance(entries, list) or not entries:
        return False
    names = [_known_by(entry) for entry in entries]
    return all(names) and len(set(names)) == len(names)


def _by_name(entries: list[Any]) -> dict[str, Any]:
    return {_known_by(entry): entry for entry in entries}


def _where(path: KeyPath) -> str:
    """The key path in words: terms, 3, per person."""
    return ", ".join(str(part + 1) if isinstance(part, int) else part.replace("_", " ") for part in path)


def _said(value: Any) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, list):
        return "; ".join(_said(one) for one in value) or _NOTHING
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_said(one)}" for key, one in value.items())
    return str(value)
