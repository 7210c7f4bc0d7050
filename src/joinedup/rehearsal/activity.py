"""How much care each person of a chunk uses in one year: whole numbers that add up to the published figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.rehearsal.calibration import KINDS, activity_by_kind, cost_by_cell, price_by_kind, rake
from joinedup.rehearsal.draws import Floats, Whole, normal, spread_evenly, whole_numbers
from joinedup.rehearsal.people import ABSENT, People, Setting, cells
from joinedup.rehearsal.support import SupportYear

# Which spread of assumed figures each kind of care follows.
_SPREAD = {
    "primary_care_contact": "primary_care",
    "prescription_item": "primary_care",
    "emergency_department": "community",
    "emergency": "emergency",
    "maternity": "primary_care",
    "mental_health_admission": "emergency",
    "community": "community",
    "mental_health_contact": "community",
}
# Part of a year not lived, before birth or after death, whose care is given in the part lived. Assumption.
_BEFORE_DEATH, _AFTER_BIRTH = 0.35, 0.05
# Births to women of each age, against 30 to 34. Assumption.
_BIRTHS = ((15, 0.1), (18, 0.4), (20, 0.6), (25, 0.9), (30, 1.0), (35, 0.6), (40, 0.15), (45, 0.0))


@dataclass(frozen=True)
class YearOfCare:
    """Activity of those who were in the place during a year."""

    year: int
    here: Whole  # positions in People
    first: Whole  # first day in the place during the year
    ends_before: Whole
    age: Whole  # at the start of the year
    segment: Whole
    cell: Whole
    person_years: Floats
    counts: dict[str, Whole]  # by kind, one number a person


def use_of_care(
    people: People, year: int, support: SupportYear, setting: Setting, rng: np.random.Generator
) -> YearOfCare:
    """Draws everybody's activity of a year, given the social care they have."""
    start, end = (int(day) for day in setting.calendar.starts[year : year + 2])
    here = np.flatnonzero(people.segment[:, year] != ABSENT)
    first, last = np.maximum(people.entry[here], start), np.minimum(people.exit[here], end)
    age, segment = people.ages(start)[here], people.segment[here, year]
    cell = cells(age, people.sex[here], people.quintile[here], setting.figures)
    present = np.maximum(last - first, 0) / (end - start)
    expected = _expected(people, here, age, segment, cell, year, present, support, setting, rng)
    # Totals are kept along cells, and inside a cell along segments.
    order = np.lexsort((rng.random(len(here)), segment, cell))
    # So rare that totals are kept along segments instead.
    by_segment = np.lexsort((rng.random(len(here)), cell, segment))
    counts = {
        kind: whole_numbers(expected[:, k], by_segment if kind == "mental_health_admission" else order, rng)
        for k, kind in enumerate(KINDS)
    }
    return YearOfCare(year, here, first, last, age, segment, cell, present, counts)


def counted_years(people: People, here: Whole, present: Floats, start: int, end: int) -> Floats:
    """Person-years for which a person uses care.

    Care before death and around birth costs more than the rest of life: part of the year that the dying do not see, and
    of the year before birth, counts as well.
    """
    dies, born = people.died[here] < end, people.birth[here] >= start
    return present + np.where(dies, _BEFORE_DEATH, np.where(born, _AFTER_BIRTH, 0.0)) * (1 - present)


def _expected(
    people: People, here: Whole, age: Whole, segment: Whole, cell: Whole, year: int, present: Floats,
    support: SupportYear, setting: Setting, rng: np.random.Generator,
) -> Floats:  # fmt: skip
    figures = setting.figures
    years = counted_years(
        people, here, present, *(int(day) for day in setting.calendar.starts[year : year + 2])
    )
    activity, prices = activity_by_kind(figures), price_by_kind(figures)
    raw = activity[segment] * _levels(people, here, segment, setting, rng) * years[:, None]
    raw[:, KINDS.index("maternity")] *= _may_give_birth(people.sex[here], age)
    cells_ = len(setting.mix)
    made = np.stack(
        [np.bincount(cell * 6 + segment, raw[:, k], cells_ * 6) for k in range(len(KINDS))], axis=1
    )
    by_segment = activity * np.bincount(segment, years, 6)[:, None]
    cost = cost_by_cell(figures) * np.bincount(cell, years, cells_)
    cost = np.maximum(cost - np.bincount(cell, support.pounds[here], cells_) / 2, 0.3 * cost)
    by_cell, by_kind = rake(by_segment, cost, made.reshape(cells_, 6, len(KINDS)).astype(float), prices)
    return raw * by_cell[cell][:, None] * by_kind[segment]


def _levels(
    people: People, here: Whole, segment: Whole, setting: Setting, rng: np.random.Generator
) -> Floats:
    """How much more or less of each kind of care a person uses than others of their segment; mean near 1."""
    assumed = setting.figures.assumed["spread"]
    stays = assumed["stays_with_person"]
    this_year = normal(spread_evenly(segment, rng))
    level = np.sqrt(stays) * people.level[here] + np.sqrt(1 - stays) * this_year
    spread = np.array([assumed[_SPREAD.get(kind, "hospital")] for kind in KINDS])
    return np.asarray(np.exp(level[:, None] * spread - spread**2 / 2))


def _may_give_birth(sex: Whole, age: Whole) -> Floats:
    from_age = [0, *(age for age, _ in _BIRTHS)]
    weight = np.array([0.0, *(births for _, births in _BIRTHS)])
    return np.where(sex == 0, weight[np.searchsorted(from_age, age, side="right") - 1], 0.0)
