"""Which part of somebody's history is shown: twelve months at a time or everything, and of which service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from joinedup.web.people.record import Happening, Record
from joinedup.web.people.timeline import is_emergency, service_of, services_in_words
from joinedup.wording import day

ALL, EMERGENCIES = "all", "emergencies"


@dataclass(frozen=True)
class Window:
    """From a day to a day, both shown. `name` is its part of the address, `only` one service or emergencies alone."""

    name: str
    since: date
    until: date
    only: str = ""

    def holds(self, one: Happening) -> bool:
        """Whether a contact lies in it, at least in part."""
        if one.day > self.until or (one.ends_before is not None and one.ends_before <= self.since):
            return False
        if self.only == EMERGENCIES:
            return is_emergency(one)
        return not self.only or service_of(one) == self.only


@dataclass(frozen=True)
class Tab:
    """A way to another window."""

    words: str
    address: str
    is_here: bool


def window(record: Record, asked: Mapping[str, str]) -> Window:
    """What an address asks for; the last twelve months of everything where it asks for nothing that is there."""
    years = _years(record)
    only = asked.get("only", "")
    only = only if only == EMERGENCIES or only in services_in_words() else ""
    if asked.get("show") == ALL:
        return Window(ALL, record.data_from, record.as_of, only)
    number = {str(back): back for back in range(1, len(years))}.get(asked.get("show", ""), 0)
    return Window(str(number) if number else "", *years[number], only)


def tabs(record: Record, shown: Window) -> list[Tab]:
    """Every window there is, the latest first, each of the same service."""
    years = _years(record)
    found = [_tab("The last 12 months", "", shown)]
    found += [_tab(f"12 months to {day(until)}", str(back), shown) for back, (_, until) in enumerate(years)][
        1:
    ]
    return [*found, _tab(f"Everything since {day(record.data_from)}", ALL, shown)]


def choices(found: Sequence[Happening], shown: Window) -> list[tuple[str, str, bool]]:
    """What the timeline can be narrowed to: value, words, whether it is so now. Services without a contact are left out."""
    there = {service_of(one) for one in found} | {shown.only}
    some = [("", "Every service"), (EMERGENCIES, "Emergencies alone")]
    some += [(name, f"{words} alone") for name, words in services_in_words().items() if name in there]
    return [(value, words, value == shown.only) for value, words in some]


def _tab(words: str, name: str, shown: Window) -> Tab:
    asked = {key: value for key, value in (("show", name), ("only", shown.only)) if value}
    return Tab(words, f"?{urlencode(asked)}#happened" if asked else "?#happened", name == shown.name)


def _years(record: Record) -> list[tuple[date, date]]:
    """Twelve months at a time back from the last day of the data, as far as the data reach."""
    found: list[tuple[date, date]] = []
    until = record.as_of
    while not found or until > record.data_from:
        since = max(twelve_months_before(until), record.data_from)
        found.append((since, until))
        until = since - timedelta(days=1)
    return found


def twelve_months_before(as_of: date) -> date:
    """The first day of the twelve months that end on a day."""
    after = as_of + timedelta(days=1)
    return date(after.year - 1, after.month, min(after.day, 28))
