"""The days of a made-up history. What the board, the finance lead and the engine room did follows the place's own calendar, which
ends with its records; what a care team does, and what waits for a vote, is told from today, since it is still to be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from joinedup.place.model import Place
from joinedup.web.clock import made_up

_MORNING = time(9, 10)


@dataclass(frozen=True)
class Days:
    """A place, the last day of its records, and the day it is filled on."""

    place: Place
    records_end: date
    today: date

    def ago(self, days: int) -> date:
        """So many days before today; a negative number is still to come."""
        return self.today - timedelta(days=days)

    def before_the_end(self, days: int) -> date:
        """So many days before the last day of the records; a negative number is after it."""
        return self.records_end - timedelta(days=days)

    @contextmanager
    def on(self, day: date, minutes: int = 0) -> Iterator[None]:
        """What is done in here is done on a morning of that day."""
        at = timezone.make_aware(datetime.combine(day, _MORNING)) + timedelta(minutes=minutes)
        with made_up(self.place, at):
            yield
