"""When something is written down: now, by the clock of this machine.

The history of a made-up place (demonstration/) is written in one go, and each piece of it is said to be of an earlier moment.
The audit knows nothing of that: its entries are of the moment they were really written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

from joinedup.errors import JoinedupError
from joinedup.place.model import Place


class NotMadeUp(JoinedupError):
    """Only a made-up place has a made-up history."""


_MADE_UP: ContextVar[datetime | None] = ContextVar("the moment that is made up", default=None)


def now() -> datetime:
    """The moment that a row is of."""
    return _MADE_UP.get() or timezone.now()


@contextmanager
def made_up(place: Place, at: datetime) -> Iterator[None]:
    """Whatever is written in here is of a moment, in a made-up place. NotMadeUp for any other."""
    if not place.place.demo:
        raise NotMadeUp(
            f"{place.place.name} is no made-up place (demo = true): nothing is written there for another day"
        )
    token = _MADE_UP.set(at)
    try:
        yield
    finally:
        _MADE_UP.reset(token)
