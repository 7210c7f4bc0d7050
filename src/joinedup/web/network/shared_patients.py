"""Which organisations see the same people: kept (kept/of_place.py), without those who opted out, and as it may be shown."""

from __future__ import annotations

from joinedup.web.access.request import Request
from joinedup.web.kept.queries import page_if_ready

KEPT_AS = "shared-patients"


def ties_of(request: Request, code: str) -> list[tuple[str, int]]:
    """The organisations that one organisation shares most people with, and how many as they may be shown; none until known."""
    page = page_if_ready(request, KEPT_AS)
    if page is None:
        return []
    return [
        (other if one == code else one, people)
        for one, other, people in page.further["ties"]
        if code in (one, other)
    ]
