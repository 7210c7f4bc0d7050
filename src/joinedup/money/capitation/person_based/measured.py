"""Need as measured on a population: everything that follows from its people, in one place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.money.capitation.person_based.columns import Columns, columns_of
from joinedup.money.capitation.person_based.least_squares import standard_errors
from joinedup.money.capitation.person_based.models import Models, nested_models
from joinedup.money.capitation.person_based.need import Need, OwnCost, need_of, own_cost
from joinedup.money.capitation.person_based.people import People
from joinedup.money.capitation.person_based.settings import FitSettings
from joinedup.money.capitation.truncation import Truncated
from joinedup.money.pence import Floats


@dataclass(frozen=True)
class Measured:
    """Need as measured: the people, their costs cut, the models, and what follows for each practice."""

    people: People
    cut: Truncated
    columns: Columns
    models: Models
    need: Need
    own: OwnCost
    errors: Floats


def measured(found: People, chosen: FitSettings) -> Measured:
    """Need of these people: costs cut, every model fitted and tested, weights and the index of each practice."""
    cut = found.cut(chosen.percentile)
    kept = cut.kept_pence.astype(np.float64)
    of_people = columns_of(found, chosen.fewest_people)
    nested = nested_models(found, kept, of_people, chosen)
    largest = nested.nested[-1].full
    errors = standard_errors(largest, nested.sums, of_people, found.person_years, kept, chosen.people_at_once)
    needed = need_of(found, of_people, nested, chosen.people_at_once)
    own = own_cost(found, cut.kept_pence, needed, chosen)
    return Measured(found, cut, of_people, nested, needed, own, errors)
