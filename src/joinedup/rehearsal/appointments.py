"""What the community and the mental health trust write alike: appointments, local numbers, deaths."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.activity import YearOfCare
from joinedup.rehearsal.chunk import Chunk
from joinedup.rehearsal.days import FLAT, days_between
from joinedup.rehearsal.draws import Flags, Whole
from joinedup.rehearsal.files import days

TIMES = tuple(f"{h:02d}:{m:02d}" for h in range(8, 20) for m in (0, 10, 15, 20, 30, 40, 45, 50))
_MOSTLY_WEEKDAYS = np.array([1.1, 1.05, 1.0, 1.0, 1.0, 0.45, 0.4])


def local_ids(chunk: Chunk, person: Whole, letters: str) -> pa.Array:
    """A trust's own patient numbers."""
    distinct, at = np.unique(chunk.people.number[person], return_inverse=True)
    return pa.array([f"{letters}{number * 7 + 3}" for number in distinct.tolist()], pa.string()).take(
        pa.array(at)
    )


def seen_by(chunk: Chunk, kinds: tuple[str, ...]) -> Whole:
    """People with any care of the kinds in any year, missed appointments included."""
    seen = np.zeros(len(chunk.people), bool)
    for care in chunk.care:
        for kind in kinds:
            seen[care.here[care.counts[kind] > 0]] = True
    return np.flatnonzero(seen)


def appointments(
    chunk: Chunk, care: YearOfCare, kind: str, missed_of: str, rng: np.random.Generator
) -> tuple[Whole, Whole, Flags]:
    """Person, day and whether the person came, for the appointments of a year."""
    attended = care.counts[kind]
    missed = rng.poisson(attended * chunk.setting.figures.assumed["missed"][missed_of])
    at = np.repeat(np.arange(len(care.here)), attended + missed)
    first = np.cumsum(attended + missed) - attended - missed
    came = np.arange(len(at)) - np.repeat(first, attended + missed) < attended[at]
    day = days_between(care.first[at], care.ends_before[at], _MOSTLY_WEEKDAYS, FLAT, rng.random(len(at)))
    return care.here[at], day, came


def deaths(chunk: Chunk, seen: Whole) -> pa.Array:
    """Days of death; null for those alive at the end of the period."""
    died = chunk.people.died[seen]
    alive = died >= chunk.setting.calendar.ends
    return days(np.where(alive, 0, died), alive)


def last_day(chunk: Chunk) -> str:
    """The last day of the period, as files are named."""
    return str(np.datetime64(chunk.setting.calendar.ends - 1, "D"))
