"""The menu on top of every page: its entries in order, each shown to whoever may open it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer

# Words, name of the address, what it takes to see it.
ENTRIES: tuple[tuple[str, str, May], ...] = (
    ("The place", "place", May.SEE_PLACE),
    ("People", "people", May.SEE_CASELOADS),
    ("Tasks", "tasks", May.WRITE_PLANS),
    ("Meetings", "meetings", May.WRITE_PLANS),
    ("Scorecard", "scorecard", May.SEE_PLACE),
    ("Care models", "care-models", May.SEE_PLACE),
    ("Learning", "learning", May.SEE_PLACE),
    ("Money", "money", May.SEE_MONEY),
    ("Decisions", "decisions", May.SEE_DECISIONS),
    ("Network", "network", May.SEE_PLACE),
    ("Data", "data", May.SEE_DATA),
    ("Emergency access", "emergency-reviews", May.SEE_AUDIT),
    ("Audit", "audit", May.SEE_AUDIT),
)


@dataclass(frozen=True)
class Entry:
    """One entry of the menu."""

    words: str
    address: str
    is_here: bool


def menu(viewer: Viewer | None, address: str) -> list[Entry]:
    """What the viewer may open; nothing for who is not signed in. The entry whose page is open says so."""
    if viewer is None:
        return []
    shown = [(words, reverse(name)) for words, name, permission in ENTRIES if viewer.may(permission)]
    return [Entry(words, at, address == at if at == "/" else address.startswith(at)) for words, at in shown]
