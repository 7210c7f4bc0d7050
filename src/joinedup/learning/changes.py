"""What changed between two protocols, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joinedup.learning.protocols import RECORDED, Protocol, canonical_json

ABSENT = "nothing"


@dataclass(frozen=True)
class Change:
    """One key that changed: where it stands in the protocol, what it was and what it is, in words."""

    key: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.key}: {self.was} became {self.now}"


def changes(before: Protocol, after: Protocol) -> tuple[Change, ...]:
    """Every key whose value differs, in the order of the keys. What is worked out or recorded (the smallest detectable change,
    the version of joinedup) is no change of what was agreed, and is left out."""
    one, other = agreed_keys(before), agreed_keys(after)
    return tuple(
        Change(key, one.get(key, ABSENT), other.get(key, ABSENT))
        for key in sorted({*one, *other})
        if one.get(key) != other.get(key)
    )


def agreed_keys(protocol: Protocol) -> dict[str, str]:
    """Everything agreed, flat: assumptions.A1.expected_change to its value in words."""
    return dict(_flat("", protocol.content))


def _flat(path: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [
            pair
            for key, inner in value.items()
            if key not in RECORDED and key not in ("in_words", "primary_analysis", "format")
            for pair in _flat(f"{path}.{key}" if path else str(key), inner)
        ]
    return [(path, _in_words(value))]


def _in_words(value: Any) -> str:
    if value is None:
        return ABSENT
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(map(_in_words, value)) or ABSENT
    return canonical_json({"": value})[4:-1]
