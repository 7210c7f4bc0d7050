"""What a group of people could show at all, before anything is planned: half of them have something, half do not, for a year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.course_of_events import CourseOfEvents
from joinedup.evaluation.methods.results import MethodError
from joinedup.evaluation.planned_time import PlannedTime
from joinedup.evaluation.power import Beside, smallest_change


@dataclass(frozen=True)
class TwoHalves:
    """`change` is the smallest relative fall that would be told from chance (-1 where none would), `rate` the events a
    person-year, `people` those in both halves."""

    change: float
    rate: float
    people: int


def smallest_of_two_halves(
    events: ArrayLike,
    years: ArrayLike,
    *,
    most_people: int | None = None,
    power: float = 0.8,
    level: float = 0.95,
) -> TwoHalves:
    """From each person's events and years followed, in one year past. Where at most `most_people` can have it, so many are
    compared with as many others.

    The variance is that of a rate ratio of overdispersed counts, as in `power.smallest_detectable`, with the whole spread
    between people left unexplained and nobody lost; people of one practice are taken to be independent. It is what could be
    found at best. MethodError where there are fewer than four people, or no events.
    """
    counts, time = np.asarray(events, dtype=float), np.asarray(years, dtype=float)
    if counts.shape != time.shape or len(counts) < 4:
        raise MethodError("at least four people are needed, each with events and years")
    if not counts.sum() > 0:
        raise MethodError("there was no event, so no change of it can be found")
    rate = float(counts.sum() / time.sum())
    expected = rate * time
    spread = max(float(((counts - expected) ** 2).sum() - expected.sum()), 0.0) / float((expected**2).sum())
    each = min(len(counts) // 2, most_people or len(counts))
    course = CourseOfEvents(rate, 1.0, spread, 0.0, ())
    change = smallest_change(course, PlannedTime(1.0, 1.0, 1.0, 1.0, 1.0), each, Beside(), power, level)
    return TwoHalves(change, rate, 2 * each)
