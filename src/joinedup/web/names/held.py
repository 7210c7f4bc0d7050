"""Names that were opened, held in the memory of a process for as long as each opening lasts, and written down nowhere."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime

from joinedup.web.names.way_back import Name

_TURN = threading.Lock()
_HELD: dict[int, tuple[Name, datetime]] = {}


def hold(opening: int, name: Name, ends_at: datetime, *, now: datetime) -> None:
    """Keep the name of an opening, and forget those whose time is over."""
    with _TURN:
        for over in [number for number, (_, until) in _HELD.items() if until <= now]:
            del _HELD[over]
        _HELD[opening] = (name, ends_at)


def held(opening: int, *, now: datetime) -> Name | None:
    """The name of an opening while it lasts, if this process opened it."""
    with _TURN:
        name, until = _HELD.get(opening, (None, now))
    return name if until > now else None


def forget(openings: Iterable[int]) -> None:
    """Keep the names of some openings no longer."""
    with _TURN:
        for number in openings:
            _HELD.pop(number, None)
