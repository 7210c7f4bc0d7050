"""The nested models, learnt from half of people and tested on the other half, between people and between practices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from joinedup.money.capitation.person_based.characteristics import CHARACTERISTICS, SUPPLY
from joinedup.money.capitation.person_based.columns import Columns, Matrix
from joinedup.money.capitation.person_based.least_squares import Fit, Sums, fitted
from joinedup.money.capitation.person_based.people import People, totals
from joinedup.money.capitation.person_based.settings import FitSettings
from joinedup.money.pence import Floats


@dataclass(frozen=True)
class Model:
    """One nested model. `adds` is the characteristic added; `learnt` its amounts from half of people, `full` from everybody."""

    adds: str
    learnt: Fit
    full: Fit
    r2_learnt: float | None
    r2_tested: float | None
    # The same on costs that are not cut.
    r2_tested_uncut: float | None
    # Each practice's mean cost for a person-year in the half tested, predicted.
    predicted_of_practice: Floats


@dataclass(frozen=True)
class Models:
    """All of them, smallest first, with what each practice of the half tested cost, and the size of the halves."""

    nested: Sequence[Model]
    sums: Sums
    learnt_people: int
    tested_people: int
    practice_years: Floats
    practice_cost: Floats
    left_out: Sequence[str]


@dataclass
class _Halves:
    learnt: Sums
    tested: Sums
    uncut: Floats
    uncut_squared: float = 0.0
    uncut_cost: float = 0.0
    # Column totals of the tested half by practice.
    of_practice: Matrix = field(default_factory=lambda: np.zeros((0, 0)))


def nested_models(people: People, kept_pence: Floats, columns: Columns, settings: FitSettings) -> Models:
    """Fit and test every nested model in one pass over people; characteristics that do not differ are left out."""
    halves = _added_up(people, kept_pence, columns, settings.people_at_once)
    both = halves.learnt + halves.tested
    present = [name for name in CHARACTERISTICS if len(columns.of(name))]
    tested = ~people.is_learnt_from
    size = len(people.practices)
    lived = totals(people.practice[tested], people.person_years[tested], size)
    cost = totals(people.practice[tested], kept_pence[tested], size)
    nested = [_model(name, columns, halves, both, lived) for name in present]
    return Models(
        nested,
        both,
        int((~tested).sum()),
        int(tested.sum()),
        lived,
        np.divide(cost, lived, out=np.zeros(size), where=lived > 0),
        [name for name in CHARACTERISTICS if name not in present],
    )


def _added_up(people: People, kept_pence: Floats, columns: Columns, at_once: int) -> _Halves:
    width = len(columns.terms)
    halves = _Halves(Sums.nobody(width), Sums.nobody(width), np.zeros(width))
    halves.of_practice = np.zeros((len(people.practices), width))
    whole_cost = people.cost_pence.astype(np.float64)
    for chosen, rows in columns.slices(at_once):
        lived, cost, learnt = people.person_years[chosen], kept_pence[chosen], people.is_learnt_from[chosen]
        halves.learnt.add(rows[learnt], lived[learnt], cost[learnt])
        tested = ~learnt
        halves.tested.add(rows[tested], lived[tested], cost[tested])
        uncut = whole_cost[chosen][tested]
        halves.uncut += uncut @ rows[tested]
        halves.uncut_squared += float((uncut**2 / lived[tested]).sum())
        halves.uncut_cost += float(uncut.sum())
        _add_by_practice(halves.of_practice, people.practice[chosen][tested], rows[tested], lived[tested])
    return halves


def _add_by_practice(totals: Matrix, practice: np.ndarray, rows: Matrix, lived: Floats) -> None:
    order = np.argsort(practice, kind="stable")
    if len(order):
        sorted_practice = practice[order]
        starts = np.flatnonzero(np.r_[True, np.diff(sorted_practice) > 0])
        totals[sorted_practice[starts]] += np.add.reduceat(rows[order] * lived[order, None], starts)


def _model(adds: str, columns: Columns, halves: _Halves, both: Sums, lived: Floats) -> Model:
    wanted = columns.up_to(adds)
    learnt = fitted(halves.learnt, wanted)
    tested = halves.tested
    uncut = Sums(tested.products, halves.uncut, halves.uncut_squared, halves.uncut_cost, tested.person_years)
    total = halves.of_practice @ learnt.amounts
    return Model(
        adds,
        learnt,
        fitted(both, wanted),
        halves.learnt.explained(learnt.amounts),
        tested.explained(learnt.amounts),
        uncut.explained(learnt.amounts),
        np.divide(total, lived, out=np.zeros(len(lived)), where=lived > 0),
    )


def need_amounts(model: Model, columns: Columns) -> Floats:
    """Its amounts with supply held at its mean."""
    amounts = model.full.amounts.copy()
    amounts[columns.of(SUPPLY)] = 0.0
    return amounts
