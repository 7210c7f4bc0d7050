"""When and where a meeting is, in words, and what became of its first arrangement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Protocol

from joinedup.web.pages import day
from joinedup.web.times import in_words


class HasATime(Protocol):
    """A meeting as it is arranged now, or one of its arrangements."""

    @property
    def held_on(self) -> date: ...

    @property
    def starts_at(self) -> time | None: ...

    @property
    def where(self) -> str: ...


def when(one: HasATime) -> str:
    """24 November 2026 at 2pm; the day alone where no time is known."""
    return f"{day(one.held_on)}{_at(one)}"


def when_and_where(one: HasATime) -> str:
    """24 November 2026 at 2pm, Quay hub."""
    return _with_place(when(one), one)


def when_from_today(one: HasATime, today: date) -> str:
    """Today at 2pm, Quay hub; On 24 November 2026 at 2pm, Quay hub."""
    return _with_place(f"Today{_at(one)}" if one.held_on == today else f"On {when(one)}", one)


def moved(arranged: Iterable[HasATime]) -> str:
    """What has changed since the meeting was called: the day, or else the time, or else the place. Nothing where nothing has."""
    every = list(arranged)
    if len({one.held_on for one in every}) > 1:
        return "Moved"
    if len({one.starts_at for one in every}) > 1:
        return "New time"
    return "New place" if len({one.where for one in every}) > 1 else ""


def _at(one: HasATime) -> str:
    return f" at {in_words(one.starts_at)}" if one.starts_at else ""


def _with_place(said: str, one: HasATime) -> str:
    return f"{said}, {one.where}" if one.where else said
