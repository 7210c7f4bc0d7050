"""The line that says how many names the viewer has open, on every page until the last of them closes or is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.names.queries import lasting


@dataclass(frozen=True)
class Shown:
    """How many people's names are open, and when the last of them closes."""

    people: int
    until: datetime


def shown_names(request: Request) -> dict[str, Any]:
    """What the viewer of this page has open; None for nothing."""
    viewer = getattr(request, "viewer", None)
    found = lasting(viewer) if viewer is not None and viewer.may(May.SEE_NAMES) else ()
    if not found:
        return {"shown_names": None}
    return {"shown_names": Shown(len({one.person for one in found}), max(one.ends_at for one in found))}
