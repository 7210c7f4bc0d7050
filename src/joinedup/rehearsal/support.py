"""Who has adult social care from the council, and of which kind, year by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.rehearsal.calibration import cost_by_cell
from joinedup.rehearsal.draws import Floats, Whole, whole_numbers
from joinedup.rehearsal.figures import CHILD
from joinedup.rehearsal.people import ABSENT, People, Setting, cells

NONE, HOME_CARE, CARE_HOME, OTHER = range(4)
KINDS_OF_SUPPORT = {HOME_CARE: "home_care", CARE_HOME: "care_home", OTHER: "other_support"}
_NEED = np.array([0.2, 0.6, 1.5, 4.0, 8.0, 0.0])  # by segment. Assumption.


@dataclass(frozen=True)
class SupportYear:
    """Support of one year; arrays with a row for each person of the chunk."""

    kind: Whole
    pounds: Floats  # what it costs in the year


def support_in_year(
    people: People, year: int, before: Whole | None, setting: Setting, rng: np.random.Generator
) -> SupportYear:
    """Support of a year. Those who had it keep it; others start as far as the cell's share of cost leaves room."""
    start, end = (int(day) for day in setting.calendar.starts[year : year + 2])
    here = np.flatnonzero(people.segment[:, year] != ABSENT)
    age, segment = people.ages(start)[here], people.segment[here, year]
    cell = cells(age, people.sex[here], people.quintile[here], setting.figures)
    share = np.maximum(np.minimum(people.exit[here], end) - np.maximum(people.entry[here], start), 0) / (
        end - start
    )
    kind = np.zeros(len(people), dtype=np.int64) if before is None else before.copy()
    kind[people.segment[:, year] == ABSENT] = NONE
    adult = segment != CHILD
    cost = cost_by_cell(setting.figures) * np.bincount(cell, share * adult, len(setting.mix))
    need = _NEED[segment] * np.exp(0.03 * (age - 60.0)) * share
    order = np.lexsort((rng.random(len(here)), cell))
    for which, name in KINDS_OF_SUPPORT.items():
        room = _room(kind[here], which, cost, cell, name, setting)
        free = np.where(kind[here] == NONE, need, 0.0) * (1.0 if which != CARE_HOME else (age >= 65))
        total = np.bincount(cell, free, len(cost))[cell]
        expected = np.minimum(
            np.divide(room[cell] * free, total, out=np.zeros(len(free)), where=total > 0), 1.0
        )
        kind[here[whole_numbers(expected, order, rng) > 0]] = which
    pounds = np.zeros(len(people))
    pounds[here] = yearly_pounds(setting)[kind[here]] * share
    return SupportYear(kind, pounds)


def _room(kind: Whole, which: int, cost: Floats, cell: Whole, name: str, setting: Setting) -> Floats:
    """How many more people of each cell may start this kind of support."""
    assumed = setting.figures.assumed["social_care"]
    places = cost * assumed["share_of_health_cost"] * assumed[name] / yearly_pounds(setting)[which]
    room: Floats = np.maximum(places - np.bincount(cell, kind == which, len(cost)), 0.0)
    return room


def yearly_pounds(setting: Setting) -> Floats:
    """What a year of each kind of support costs, none first."""
    pounds = setting.figures.pounds
    a_week = [0.0, *(pounds[name] for name in KINDS_OF_SUPPORT.values())]
    return np.array(a_week) * 365.25 / 7
