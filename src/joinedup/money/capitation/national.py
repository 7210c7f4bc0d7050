"""What a published file of practices says: their people, and those people weighted by need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from joinedup.money.capitation.national_layout import AllocationLayout
from joinedup.money.pence import Floats, Pence

# The sum of a weighted column may differ from the population by so much of it before it is said: published digits end somewhere.
MAY_DIFFER = 1e-5


@dataclass(frozen=True)
class SetAside:
    """A row that could not be read: its number (the header is row 1), its column where one is at fault, and what was expected."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class PracticeAllocations:
    """Practices of England in order of code, one array element each.

    `weighted` has each component's weighted population by the component's key; `areas` the codes and `area_names` the names of
    the area each practice is in, by level (icb, ccg, pcn), empty where the file has none. `market_forces` is the index of the cost
    of staff and buildings, `target_pence` the published target, where the file has them. rows_read = practices + set_aside.
    """

    file: str
    layout: AllocationLayout
    codes: tuple[str, ...]
    names: tuple[str, ...]
    population: Floats
    weighted: Mapping[str, Floats]
    areas: Mapping[str, tuple[str, ...]]
    area_names: Mapping[str, tuple[str, ...]]
    market_forces: Floats | None
    target_pence: Pence | None
    rows_read: int
    set_aside: tuple[SetAside, ...]
    not_read: tuple[str, ...]

    @property
    def england(self) -> float:
        """People of all practices of the file."""
        return float(self.population.sum())

    def titles(self) -> dict[str, str]:
        """The title of each component that the file has, in the order of the layout."""
        return {c.key: c.title for c in self.layout.components if c.key in self.weighted}

    def unbalanced(self) -> dict[str, float]:
        """Components that do not add up to the people of England, with what they add up to: rows are missing or wrong."""
        sums = {key: float(column.sum()) for key, column in self.weighted.items()}
        return {
            key: total for key, total in sums.items() if abs(total - self.england) > self._may_differ(key)
        }

    def _may_differ(self, key: str) -> float:
        # Cost indices are published as they are multiplied with people, and normalised only when they are used.
        return self.england * (1e-3 if key in ("market-forces", "ambulances") else MAY_DIFFER)

    def rows_of(self, level: str, code: str) -> np.ndarray:
        """Where the practices of an area stand: level icb, ccg or pcn, its code or its name (capitals make no difference)."""
        wanted = code.strip().lower()
        codes, names = self.areas.get(level, ()), self.area_names.get(level, ())
        return np.array(
            [
                at
                for at in range(len(self.codes))
                if (codes and codes[at].lower() == wanted) or (names and names[at].lower() == wanted)
            ],
            dtype=np.int64,
        )
