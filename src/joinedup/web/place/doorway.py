"""One thing that waits for somebody, or one place where they go on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Doorway:
    """Its name, its address, what is there now; a short word on it in a colour, where something is the matter."""

    title: str
    address: str
    said: str
    tag: str = ""
    colour: str = "yellow"
