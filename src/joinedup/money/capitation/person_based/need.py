"""From predicted cost to need: weights that average 1, an index for each practice, and how far its own cost is believed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.money.capitation.credibility import blended, credibility, spread_between
from joinedup.money.capitation.person_based.columns import Columns
from joinedup.money.capitation.person_based.models import Models, need_amounts
from joinedup.money.capitation.person_based.people import People, totals
from joinedup.money.capitation.person_based.settings import FitSettings
from joinedup.money.capitation.pot import normalised, shared_by_weight
from joinedup.money.pence import Floats, Pence


@dataclass(frozen=True)
class Need:
    """`predicted` is each person's cost for a person-year in pence with supply at its mean, `weight` the same over its mean.
    `index_by_model` has a row for each nested model and a column for each practice; the last row is need as measured."""

    predicted: Floats
    weight: Floats
    below_nothing: int
    index_by_model: np.ndarray
    # What each practice's cost was expected to be with supply as it is: for comparing with its own cost.
    expected_pence: Floats


@dataclass(frozen=True)
class OwnCost:
    """One element a practice: cost over what was expected, how far that is believed (Z), and the need index that follows.
    `person_years_at_half` is K, and `from_place` whether it was told from the place's own practices."""

    to_expected: Floats
    believed: Floats
    index: Floats
    person_years_at_half: float
    from_place: bool


def need_of(people: People, columns: Columns, models: Models, at_once: int) -> Need:
    """Need by every model. A prediction below nothing counts as nothing."""
    by_model = [need_amounts(model, columns) for model in models.nested]
    amounts = np.column_stack([*by_model, models.nested[-1].full.amounts])
    size = len(people.practices)
    of_practice = np.zeros((amounts.shape[1], size))
    predicted = np.zeros(len(people.person_id))
    below = 0
    for chosen, rows in columns.slices(at_once):
        said = rows @ amounts
        below += int((said[:, -2] < 0).sum())
        said[:, :-1] = np.maximum(said[:, :-1], 0.0)
        predicted[chosen] = said[:, -2]
        lived = people.person_years[chosen]
        for model in range(amounts.shape[1]):
            of_practice[model] += totals(people.practice[chosen], said[:, model] * lived, size)
    lived = totals(people.practice, people.person_years, size)
    index = of_practice[:-1] / of_practice[:-1].sum(axis=1, keepdims=True) * lived.sum() / lived
    return Need(predicted, normalised(predicted, people.person_years), below, index, of_practice[-1])


def own_cost(people: People, kept_pence: Pence, need: Need, settings: FitSettings) -> OwnCost:
    """What need does not say shows only in a practice's own cost, which is partly chance: of cost over what was expected, the
    part Z is believed and the rest taken to be 1."""
    size = len(people.practices)
    cost = totals(people.practice, kept_pence.astype(np.float64), size)
    lived = totals(people.practice, people.person_years, size)
    expected = np.maximum(need.expected_pence, 0.0)
    ratio = np.divide(cost, expected, out=np.ones(size), where=expected > 0)
    half, from_place = _half(people, kept_pence, need, settings)
    index = need.index_by_model[-1] * blended(ratio, lived, half, 1.0)
    return OwnCost(ratio, credibility(lived, half), normalised(index, lived), half, from_place)


def _half(people: People, kept_pence: Pence, need: Need, settings: FitSettings) -> tuple[float, bool]:
    """K from the place's own practices where they are enough, else from the reference file."""
    if len(people.practices) < settings.fewest_practices_for_spread:
        return settings.person_years_at_half, False
    mean = float((need.predicted * people.person_years).sum() / people.person_years.sum())
    # Expected cost as person-years of mean need, so that the answer is in person-years.
    exposure = np.maximum(need.predicted, mean * 1e-6) * people.person_years / mean
    return spread_between(kept_pence, exposure, people.practice).person_years_at_half, True


def shares(index: Floats, person_years: Floats) -> Floats:
    """Each practice's share of any pot: person-years times index. They sum to 1."""
    weights = index * person_years
    return np.asarray(weights / weights.sum())


def budgets(pence: int, index: Floats, person_years: Floats) -> Pence:
    """A pot shared by person-years times index: whole pence that sum to the pot."""
    return shared_by_weight(pence, index * person_years)
