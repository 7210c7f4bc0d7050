"""How a person is called on a page: by name where the viewer has it open, else by a short reference."""

from __future__ import annotations

from collections.abc import Mapping

from joinedup.web.names.way_back import Name
from joinedup.web.pseudonyms import reference


def called(person: str, names: Mapping[str, Name]) -> str:
    """The name of a person where it is open, else 'Person 23N7T57L'."""
    name = names.get(person)
    return name.words if name else f"Person {reference(person)}"
