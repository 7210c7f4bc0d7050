"""What the records of a published build say of a contract year, as numbers: who reads them is no matter here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from joinedup.money.pence import Floats, Pence
from joinedup.money.year_facts import PersonCosts


@dataclass(frozen=True)
class RecordedService:
    """How many units of a service were given to people of the place in the part of the year the records hold, and what
    they come to at the build's unit prices."""

    activity: float
    priced_pence: int
    lines_without_a_price: int = 0


@dataclass(frozen=True)
class RecordedOutcome:
    """Value of a measure over the year: multiplier x numerator / denominator."""

    measure: str
    unit: str
    value: float


@dataclass(frozen=True)
class Recorded:
    """A contract year in a published build. `build` names it in words; `share` of the year's days is held, and amounts and
    counts are of those days."""

    build: str
    share: float
    person_years: float
    # What the care the contract covers came to; the build's unit prices.
    spending_pence: int
    covered: str
    services: Mapping[str, RecordedService] = field(default_factory=dict)
    outcomes: Mapping[str, RecordedOutcome] = field(default_factory=dict)
    person_costs: PersonCosts | None = None


@dataclass(frozen=True)
class CostsOfPeople:
    """What each person's covered care came to in the year, in no order and without names; part of a year is taken for the
    whole in proportion."""

    pence: Floats
    share: float = 1.0

    def above(self, threshold_pence: int) -> Pence:
        """The part of people's cost above the threshold, added up: one future."""
        over = np.clip(self.pence / self.share - threshold_pence, 0, None)
        return np.array([int(np.floor(over.sum() + 0.5))], dtype=np.int64)
