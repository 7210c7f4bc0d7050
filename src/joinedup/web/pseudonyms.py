"""How a person is called where no name is shown."""

from __future__ import annotations


def reference(person: str) -> str:
    """The beginning of a pseudonym, as people read it to each other: 23N7T57L."""
    return person[:8].upper()
