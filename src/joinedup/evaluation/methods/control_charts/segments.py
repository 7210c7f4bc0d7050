"""Where limits start afresh: recalculation points that a person sets, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from joinedup.evaluation.methods.control_charts.observations import Days
from joinedup.evaluation.methods.results import MethodError


@dataclass(frozen=True)
class Recalculation:
    """From the point of this date on, mean, limits and runs start afresh. There is no formula for it: a person decides, when
    a large, lasting and understood change makes the old limits misleading, and says why."""

    starts_on: date
    reason: str


def in_order(recalculations: Sequence[Recalculation]) -> tuple[Recalculation, ...]:
    """By date. MethodError when one is not a Recalculation, with a date and a reason in words."""
    for one in recalculations:
        if (
            not isinstance(one, Recalculation)
            or not isinstance(one.starts_on, date)
            or not isinstance(one.reason, str)
        ):
            raise MethodError(
                f"a recalculation is a Recalculation(date(2024, 4, 1), 'what changed, and how it is known'); found {one!r}"
            )
    return tuple(sorted(recalculations, key=lambda one: day_of(one.starts_on)))


def day_of(moment: date) -> date:
    """The day of a date or of a date with a time."""
    return moment.date() if isinstance(moment, datetime) else moment


def segments_of(dates: Days, recalculations: Sequence[Recalculation]) -> tuple[tuple[int, int], ...]:
    """First position and the one after the last, of every segment; recalculations in order of their dates.

    MethodError when a recalculation has no reason, is set twice, is not the date of a point, or is that of the first.
    """
    starts = [0]
    for one in recalculations:
        starts.append(_position(dates, one))
        if starts[-1] == starts[-2]:
            again = "is the first point, where limits start anyway" if starts[-1] == 0 else "is set twice"
            raise MethodError(f"the recalculation of {one.starts_on} {again}; take it away")
    return tuple(zip(starts, [*starts[1:], len(dates)], strict=True))


def _position(dates: Days, one: Recalculation) -> int:
    if not one.reason.strip():
        raise MethodError(
            f"the recalculation of {one.starts_on} has no reason; say what changed, and how it is known"
        )
    day = day_of(one.starts_on)
    wanted = np.datetime64(day, "D")
    found = int(np.searchsorted(dates, wanted))
    if found == len(dates) or dates[found] != wanted:
        around = ", ".join(str(day) for day in dates[max(found - 1, 0) : found + 1])
        raise MethodError(
            f"the recalculation of {day} is not the date of a point; expected a date that has a value, nearest {around}"
        )
    return found
