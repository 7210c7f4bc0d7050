"""A person's contacts laid out in time: one lane for each organisation, bars for what lasts, marks for single contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from joinedup.web.people.record import Happening, Record
from joinedup.web.people.words import MARKS, contact_words
from joinedup.wording import day, some

Look = Literal["emergency", "hospital", "contact", "social-care", "condition"]

# Lanes from the top: the order in which people name the services.
_SETTINGS = ("general-practice", "hospital", "community", "mental-health", "social-care", "care-home")
_SERVICES: Mapping[str, str] = {
    "general-practice": "GP practice",
    "hospital": "Hospital",
    "community": "Community health",
    "mental-health": "Mental health",
    "social-care": "Social care",
    "care-home": "Care home",
}


@dataclass(frozen=True)
class Drawn:
    """One mark or bar. `starts` and `ends` are shares of the time shown, 0 to 1; a mark has no `ends`."""

    starts: float
    ends: float | None
    look: Look
    is_hollow: bool
    words: str


@dataclass(frozen=True)
class Lane:
    """What one organisation did."""

    title: str
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True)
class Moment:
    """A line across all lanes: a day on which something changed for the person."""

    at: float
    words: str


@dataclass(frozen=True)
class Tick:
    """A month on the axis."""

    at: float
    words: str


@dataclass(frozen=True)
class Entry:
    """One line of the table that says the same as the drawing."""

    day: date
    when: str
    where: str
    what: str


@dataclass(frozen=True)
class Timeline:
    """Everything drawn, and the same as a table, the latest first."""

    since: date
    until: date
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    moments: tuple[Moment, ...]
    entries: tuple[Entry, ...]


def timeline(
    record: Record,
    found: Sequence[Happening],
    since: date,
    organisations: Mapping[str, str],
    *,
    until: date | None = None,
    with_conditions: bool = True,
) -> Timeline:
    """What happened from a day until another, or the end of the data. `organisations` are their names by code."""
    last = until or record.as_of
    span = _Span(since, last + timedelta(days=1))
    by_lane: dict[tuple[int, str], list[Happening]] = {}
    for one in found:
        by_lane.setdefault((_SETTINGS.index(service_of(one)), one.organisation), []).append(one)
    lanes = [
        Lane(_title(_SETTINGS[setting], code, organisations), tuple(_drawn(one, span) for one in those))
        for (setting, code), those in sorted(by_lane.items())
    ]
    conditions = [one for one in record.conditions if with_conditions and span.holds(one.since)]
    if conditions:
        marks = tuple(
            Drawn(span.share(one.since), None, "condition", False, f"{day(one.since)}: {one.title} on record")
            for one in conditions
        )
        lanes.append(Lane("Long-term conditions first on record", marks))
    entries = [_entry(one, organisations) for one in found]
    entries += [
        Entry(one.since, day(one.since), "On record", f"Long-term condition: {one.title.lower()}")
        for one in conditions
    ]
    entries += [Entry(on, day(on), "", words) for on, words in _moments(record) if span.holds(on)]
    return Timeline(
        since,
        last,
        _ticks(span),
        tuple(lanes),
        tuple(Moment(span.share(on), words) for on, words in _moments(record) if span.holds(on)),
        tuple(sorted(entries, key=lambda entry: entry.day, reverse=True)),
    )


@dataclass(frozen=True)
class _Span:
    """The time shown: from a day to the day after the last."""

    since: date
    ends_before: date

    def share(self, on: date) -> float:
        """Where a day lies, 0 to 1; days outside lie on the edge."""
        return min(max((on - self.since).days / (self.ends_before - self.since).days, 0.0), 1.0)

    def holds(self, on: date) -> bool:
        return self.since <= on < self.ends_before


def services_in_words() -> Mapping[str, str]:
    """The services that have lanes, by the word for them in an address."""
    return _SERVICES


def service_of(one: Happening) -> str:
    """The lane's service: a care home has its own lane beside other social care."""
    return (
        "care-home" if one.kind == "care-home" else one.setting if one.setting in _SETTINGS else "community"
    )


def _title(service: str, code: str, organisations: Mapping[str, str]) -> str:
    return f"{_SERVICES[service]}: {organisations.get(code, code)}"


def _lasts(one: Happening) -> bool:
    return one.ends_before is None or (one.ends_before - one.day).days > 1 or "admission" in one.kind


def _drawn(one: Happening, span: _Span) -> Drawn:
    words = happening_in_words(one)
    ends = span.share(one.ends_before or span.ends_before) if _lasts(one) else None
    return Drawn(span.share(one.day), ends, _look(one), not one.attended, words)


def is_emergency(one: Happening) -> bool:
    """Whether it began as an emergency."""
    return one.began == "emergency" or one.kind == "emergency-department"


def happening_in_words(one: Happening) -> str:
    """When and what: 1 July 2023 to 8 July 2023: Emergency admission, 8 nights."""
    return f"{_when(one)}: {_what(one)}"


def _look(one: Happening) -> Look:
    if is_emergency(one):
        return "emergency"
    if one.setting == "social-care":
        return "social-care"
    return "hospital" if one.setting == "hospital" else "contact"


def _when(one: Happening) -> str:
    if not _lasts(one):
        return day(one.day)
    if one.ends_before is None:
        return f"{day(one.day)}, still going on"
    last = max(one.ends_before - timedelta(days=1), one.day)
    return day(one.day) if last == one.day else f"{day(one.day)} to {day(last)}"


def _what(one: Happening) -> str:
    parts = [contact_words(one.kind, one.began)]
    if one.nights:
        parts.append(some(one.nights, "night", "nights"))
    if not one.attended:
        parts.append("did not come, or it was cancelled")
    return ", ".join([*parts, *(MARKS[mark] for mark in one.marks)])


def _entry(one: Happening, organisations: Mapping[str, str]) -> Entry:
    return Entry(one.day, _when(one), organisations.get(one.organisation, one.organisation), _what(one))


def _moments(record: Record) -> list[tuple[date, str]]:
    """Joining and leaving care models, and death."""
    found = [(one.joined_on, f"Joined {one.care_model}") for one in record.caseloads]
    found += [(one.left_before, f"Left {one.care_model}") for one in record.caseloads if one.left_before]
    return [*found, (record.died_on, "Died")] if record.died_on else found


def _ticks(span: _Span) -> tuple[Tick, ...]:
    """The first of each month of a year, or of each third month of more."""
    step = 1 if (span.ends_before - span.since).days <= 370 else 3
    first = span.since if span.since.day == 1 else _months_on(span.since.replace(day=1), 1)
    ticks: list[Tick] = []
    while first < span.ends_before:
        with_year = not ticks or first.month == 1
        ticks.append(Tick(span.share(first), f"{first:%b %Y}" if with_year else f"{first:%b}"))
        first = _months_on(first, step)
    return tuple(ticks)


def _months_on(first: date, months: int) -> date:
    """The first of a month some months on."""
    return date(first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1, 1)
