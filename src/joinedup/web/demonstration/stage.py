"""Everything that a chapter of the demonstration is written with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path

from joinedup.place.model import Place
from joinedup.web.demonstration.cast import Cast
from joinedup.web.demonstration.days import Days
from joinedup.web.published.current import SharedBuild

_FORMS = uuid.UUID("6f6a1b0e-3a5a-4f6e-9c9e-5ea0c0beca5e")


@dataclass(frozen=True)
class Stage:
    """The place, its build, its people, and the days."""

    folder: Path
    place: Place
    build: SharedBuild
    cast: Cast
    days: Days

    def form_key(self, name: str) -> uuid.UUID:
        """The key of a form that was sent in: the same name gives the same key."""
        return uuid.uuid5(_FORMS, name)
