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
    found: dict[str, datetime] = {}
    if viewer is not None and viewer.may(May.SEE_NAMES):
        found = dict(lasting(viewer).order_by("ends_at").values_list("person", "ends_at"))
    return {"shown_names": Shown(len(found), max(found.values())) if found else None}
