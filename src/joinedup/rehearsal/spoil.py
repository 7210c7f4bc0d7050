"""Rows spoilt the way real ones are, and how many."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from joinedup.rehearsal.days import day_number
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import days
from joinedup.rehearsal.identity import dirt

Counts = Counter[tuple[str, str, str]]
_OLD = (day_number(date(1801, 1, 1)), day_number(date(1800, 1, 1)))
_FUTURE = day_number(date(2035, 6, 15))


class Spoiler:
    """Spoils rows of one table of one source and keeps count."""

    def __init__(self, source: str, table: str, rng: np.random.Generator) -> None:
        self._source, self._table, self._rng = source, table, rng
        self.counts: Counts = Counter()

    def some(self, kind: str, rows: int) -> NDArray[np.bool_]:
        """Which rows have this kind of dirt."""
        chosen = self._rng.random(rows) < dirt()["rows"][kind]
        self._count(kind, int(chosen.sum()))
        return np.asarray(chosen)

    def dates(self, day: Whole) -> pa.Array:
        """The days as dates, a few of them missing, in the future or from before anyone was born."""
        spoilt = day.copy()
        draw = self._rng.random(len(day))
        edges = np.cumsum([dirt()["rows"][kind] for kind in ("blank_required", "future_date", "date_1801")])
        blank, future = draw < edges[0], (draw >= edges[0]) & (draw < edges[1])
        old = (draw >= edges[1]) & (draw < edges[2])
        spoilt[future] = _FUTURE
        spoilt[old] = np.where(np.arange(int(old.sum())) % 2, _OLD[0], _OLD[1])
        for kind, which in (("blank_required", blank), ("future_date", future), ("date_1801", old)):
            self._count(kind, int(which.sum()))
        return days(spoilt, blank)

    def send_twice(self, rows: pa.Table) -> pa.Table:
        """The rows with a few of them once more at the end."""
        again = np.flatnonzero(self.some("sent_twice", len(rows)))
        return pa.concat_tables([rows, rows.take(pa.array(again))]) if len(again) else rows

    def late(self, period: Whole, last: int) -> Whole:
        """The period of the file each row is sent in: a few come one period late."""
        chosen = self.some_of("late", period < last)
        return np.where(chosen, period + 1, period)

    def some_of(self, kind: str, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of the rows among those allowed have this kind of dirt."""
        chosen = among & (self._rng.random(len(among)) < dirt()["rows"][kind])
        self._count(kind, int(chosen.sum()))
        return np.asarray(chosen)

    def _count(self, kind: str, rows: int) -> None:
        self.counts[self._source, self._table, kind] += rows
