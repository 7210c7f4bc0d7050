"""Filling a made-up place, chapter by chapter. A chapter is written once: the audit says which are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.place.file import read_place
from joinedup.web.audit.actions import record
from joinedup.web.audit.models import Entry
from joinedup.web.demonstration import (
    board,
    care,
    change_money,
    emergencies,
    engine_room,
    working_together,
)
from joinedup.web.demonstration.cast import MADE_BY, cast_of
from joinedup.web.demonstration.days import Days
from joinedup.web.demonstration.stage import Stage
from joinedup.web.published.current import builds_of

_ACTION = "made up for the demonstration"
# In the order they are written. Each is a function of the stage.
_CHAPTERS: dict[str, Callable[[Stage], None]] = {
    "care teams": care.fill,
    "emergency access": emergencies.fill,
    "money for change": change_money.fill,
    "decisions": board.fill,
    "network": working_together.fill,
    "engine room": engine_room.fill,
}


class NothingToFill(JoinedupError):
    """The place cannot be filled: it is not made up, or nothing is built yet."""


def fill(folder: Path, *, today: date) -> list[str]:
    """Write what is not there yet; the names of the chapters written. NothingToFill says what is missing."""
    place, build = read_place(folder), builds_of(folder).current()
    if not place.place.demo:
        raise NothingToFill(
            f"{place.place.name} is no made-up place (demo = true in place.toml): nothing was written"
        )
    if build is None:
        raise NothingToFill(f"{place.place.name} is not built yet: run `joinedup build` first")
    records_end: date = build.rows("select data_until from place_period")[0][0]
    days = Days(place, records_end, today)
    stage = Stage(folder, place, build, cast_of(place, days.records_end), days)
    return [name for name, write in _CHAPTERS.items() if _written(stage, name, write)]


@transaction.atomic
def _written(stage: Stage, name: str, write: Callable[[Stage], None]) -> bool:
    if Entry.objects.filter(action=_ACTION, subject=name).exists():
        return False
    write(stage)
    record(by=MADE_BY, action=_ACTION, subject=name)
    return True
