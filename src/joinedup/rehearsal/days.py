"""Days as whole numbers since 1970, and which days of a year things happen on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.rehearsal.draws import Floats, Whole

NEVER = 10**7  # a day after any other


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return (day - date(1970, 1, 1)).days


@dataclass(frozen=True)
class Calendar:
    """The financial years covered: year n runs from starts[n] up to starts[n + 1], exclusive."""

    starts: Whole
    first_year: int

    @property
    def years(self) -> int:
        return len(self.starts) - 1

    @property
    def begins(self) -> int:
        return int(self.starts[0])

    @property
    def ends(self) -> int:
        return int(self.starts[-1])


def calendar(years: int, ends_in: int = 2024) -> Calendar:
    """`years` whole financial years up to 31 March of the year `ends_in`."""
    firsts = [day_number(date(ends_in - years + n, 4, 1)) for n in range(years + 1)]
    return Calendar(np.array(firsts), ends_in - years)


# Share of an ordinary day's activity, Monday to Sunday. Assumption.
WEEKDAYS_ONLY = np.array([1.15, 1.05, 1.0, 1.0, 0.95, 0.03, 0.01])
EVERY_DAY = np.array([1.1, 1.03, 1.0, 0.99, 1.0, 0.93, 0.95])
# How much more happens in January than in July. Assumption.
FLAT, WINTER = 0.02, 0.10


def days_between(first: Whole, ends_before: Whole, weekdays: Floats, winter: float, uniform: Floats) -> Whole:
    """A day from `first` up to `ends_before` (exclusive) for each, by weekday and season."""
    low, high = int(first.min(initial=0)), int(ends_before.max(initial=1))
    day = np.arange(low, high + 1)
    weight = weekdays[(day + 3) % 7] * (1 + winter * np.cos(2 * np.pi * ((day % 365.25) - 15) / 365.25))
    edges = np.r_[0.0, np.cumsum(weight)]
    start, end = edges[first - low], edges[np.maximum(ends_before, first + 1) - low]
    found = np.searchsorted(edges, start + uniform * (end - start), side="right") - 1 + low
    return np.asarray(np.clip(found, first, np.maximum(ends_before - 1, first)))
