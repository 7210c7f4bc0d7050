"""Where a value sits in the place file: the keys and positions that lead to it, and how that is written for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

KeyPath = tuple[str | int, ...]
"""Keys and positions (from 0) from the top of the file: ('care_models', 1, 'expect', 'by')."""


def shown(path: KeyPath) -> str:
    """A path as messages write it, positions counted from 1: `care_models[2].expect.by`."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            name = part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else f'"{part}"'
            words += f".{name}" if words else name
    return words


def each(data: Any, pattern: str) -> Iterator[tuple[KeyPath, Any]]:
    """Every value a pattern such as 'neighbourhoods[].practices[]' leads to, with its path.

    Parts that are absent or of another kind lead nowhere and are passed over: their shape is reported elsewhere.
    """
    found: list[tuple[KeyPath, Any]] = [((), data)]
    for step in re.findall(r"[^.\[\]]+|\[\]", pattern):
        found = [deeper for path, value in found for deeper in _down(path, value, step)]
    return iter(found)


def texts(data: Any, pattern: str) -> Iterator[tuple[KeyPath, str]]:
    """As `each`, only the values that are text."""
    return ((path, value) for path, value in each(data, pattern) if isinstance(value, str))


def value_at(data: Any, path: KeyPath) -> Any:
    """The value a path leads to; None when it leads nowhere."""
    for part in path:
        if isinstance(part, str) and isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(part, int) and _is_array(data) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _down(path: KeyPath, value: Any, step: str) -> Iterator[tuple[KeyPath, Any]]:
    if step == "[]":
        if _is_array(value):
            yield from (((*path, position), item) for position, item in enumerate(value))
    elif isinstance(value, Mapping) and step in value:
        yield (*path, step), value[step]


def _is_array(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
