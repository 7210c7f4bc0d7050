"""Stays in hospital and attendances at emergency departments, as dated events of one year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.rehearsal.activity import YearOfCare
from joinedup.rehearsal.calibration import STAYS
from joinedup.rehearsal.days import EVERY_DAY, FLAT, WEEKDAYS_ONLY, WINTER, days_between
from joinedup.rehearsal.draws import Whole, whole_numbers
from joinedup.rehearsal.people import People, Setting

EMERGENCY, MATERNITY, ELECTIVE, DAY_CASE = range(4)
_LONGEST = 220
_TRUSTS_SHARE = np.array([0.85, 0.85, 0.75, 0.55])  # going to the first trust, by neighbourhood. Assumption.


@dataclass(frozen=True)
class Stays:
    """Stays in hospital of a year."""

    person: Whole  # position in People
    kind: Whole  # EMERGENCY, MATERNITY, ELECTIVE, DAY_CASE
    admitted: Whole
    nights: Whole
    trust: Whole  # 0 or 1
    through_department: NDArray[np.bool_]  # came through the emergency department

    def __len__(self) -> int:
        return len(self.person)

    def of(self, keep: NDArray[np.bool_]) -> Stays:
        """Some of the stays."""
        return Stays(
            self.person[keep],
            self.kind[keep],
            self.admitted[keep],
            self.nights[keep],
            self.trust[keep],
            self.through_department[keep],
        )


def draw_stays(people: People, care: YearOfCare, setting: Setting, rng: np.random.Generator) -> Stays:
    """Dates, nights and trust of the year's stays."""
    counts = [care.counts[name] for name in STAYS]
    at = np.concatenate([np.repeat(np.arange(len(care.here)), count) for count in counts])
    kind = np.repeat(np.arange(4), [int(count.sum()) for count in counts])
    person = care.here[at]
    nights = _nights(care, at, kind, setting, rng)
    admitted = _days_admitted(people, care, at, kind, rng)
    order = np.lexsort((admitted, person))
    person, kind, admitted, nights = person[order], kind[order], admitted[order], nights[order]
    last_day = care.ends_before[at[order]]
    admitted = _one_after_another(person, admitted, nights)
    # A stay ends when the person dies.
    nights = np.minimum(nights, np.maximum(people.died[person] - admitted, 0))
    through = (kind == EMERGENCY) & (
        rng.random(len(kind)) < setting.figures.assumed["inpatient"]["through_emergency_department"]
    )
    keep = admitted < last_day
    return Stays(person, kind, admitted, nights, choose_trusts(people, person, setting, rng), through).of(
        keep
    )


def choose_trusts(people: People, person: Whole, setting: Setting, rng: np.random.Generator) -> Whole:
    """The acute trust (0 or 1) of each event; the nearer one more often."""
    near = _TRUSTS_SHARE[setting.place_map.area_neighbourhood[people.area[person]]]
    return (rng.random(len(person)) >= near).astype(np.int64)


def _nights(care: YearOfCare, at: Whole, kind: Whole, setting: Setting, rng: np.random.Generator) -> Whole:
    figures, segment = setting.figures, care.segment[at]
    unplanned = (kind == EMERGENCY) | (kind == MATERNITY)
    order = np.lexsort((rng.random(len(at)), segment, care.cell[at]))
    chance = np.where(unplanned, figures.by_segment("inpatient", "long_stay")[segment], 0.0)
    long_stay = whole_numbers(chance, order, rng) > 0
    more = rng.geometric(1 / (1 + figures.by_segment("inpatient", "more_nights")[segment])) - 1
    tail = np.where(rng.random(len(at)) < 0.05, 4, 1)
    nights = np.where(long_stay, 2 + more * tail, rng.integers(0, 2, len(at)))
    nights = np.where(kind == ELECTIVE, rng.geometric(0.4, len(at)), nights)
    return np.where(kind == DAY_CASE, 0, np.minimum(nights, _LONGEST))


def _days_admitted(
    people: People, care: YearOfCare, at: Whole, kind: Whole, rng: np.random.Generator
) -> Whole:
    day = np.empty(len(at), dtype=np.int64)
    planned = (kind == ELECTIVE) | (kind == DAY_CASE)
    for group, weekdays, winter in ((planned, WEEKDAYS_ONLY, FLAT), (~planned, EVERY_DAY, WINTER)):
        of = at[group]
        # Care crowds into the weeks before death.
        dies = people.died[care.here[of]] == care.ends_before[of]
        uniform = rng.random(len(of))
        uniform = np.where(dies, np.sqrt(uniform), uniform)
        day[group] = days_between(care.first[of], care.ends_before[of], weekdays, winter, uniform)
    return day


def _one_after_another(person: Whole, admitted: Whole, nights: Whole) -> Whole:
    """Moves a stay that would begin inside the one before it to the day after that one ends."""
    moved = admitted.copy()
    for _ in range(6):
        inside = np.zeros(len(moved), bool)
        free_from = moved[:-1] + nights[:-1] + 1
        inside[1:] = (person[1:] == person[:-1]) & (moved[1:] < free_from)
        if not inside.any():
            break
        moved[1:] = np.where(inside[1:], free_from, moved[1:])
    return moved
