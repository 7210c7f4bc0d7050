"""The neighbourhoods that the pot is shared out to, with the people of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.answers.disclosure import one_way
from joinedup.answers.published import Published
from joinedup.money.capitation.pot import shared_by_weight

NO_NEIGHBOURHOOD = "In no neighbourhood"


@dataclass(frozen=True)
class Area:
    """A neighbourhood: its people as they may be shown (None where suppressed), and their time in the place in years."""

    name: str
    people_shown: int | None
    person_years: float
    practices: tuple[str, ...]

    @property
    def may_be_shown(self) -> bool:
        """Whether figures about it may be: not where its people are too few to be counted in public."""
        return self.people_shown is not None


@dataclass(frozen=True)
class Areas:
    """All of them, with their people together and how many counts are suppressed. `each` is what a person counts as in words."""

    areas: tuple[Area, ...]
    people_shown: int | None
    suppressed: int
    each: str = "a person-year"

    @property
    def person_years(self) -> np.ndarray:
        return np.array([area.person_years for area in self.areas])

    def index_of(
        self, by_practice: Mapping[str, float], years_of_practice: Mapping[str, float]
    ) -> np.ndarray:
        """The index of each area from those of its practices, weighed by person-years, with a mean of 1 over the place."""
        found = np.array(
            [
                sum(by_practice.get(code, 1.0) * years_of_practice[code] for code in area.practices)
                for area in self.areas
            ]
        )
        return self.with_mean_of_one(found / self.person_years)

    def with_mean_of_one(self, index: Any) -> np.ndarray:
        """An index scaled so that over the person-years of the place its mean is 1."""
        given, years = np.asarray(index, dtype=np.float64), self.person_years
        mean = float((given * years).sum() / years.sum())
        return given / mean if mean > 0 else np.ones(len(given))

    def budgets(self, pence: int, index: np.ndarray) -> list[int]:
        """The pot shared out by person-years times index, to the penny."""
        return [int(part) for part in shared_by_weight(pence, np.maximum(index, 0.0) * self.person_years)]


def areas_of(published: Published) -> tuple[Areas, dict[str, float]] | None:
    """Neighbourhoods with people in the year that need is measured in, everybody counted; and person-years by practice.

    None where the build has none. Practices in no neighbourhood are one area.
    """
    if not published.has("practice_need"):
        return None
    rows = published.rows(
        "select coalesce(practice_code, '') as practice_code, coalesce(neighbourhood, '') as neighbourhood, people, person_years"
        " from practice_need order by 1"
    )
    if not rows:
        return None
    names = sorted({row[1] for row in rows}, key=lambda name: (name == "", name))
    found = [_area(name, [row for row in rows if row[1] == name]) for name in names]
    counts = one_way([sum(int(row[2]) for row in rows if row[1] == name) for name in names])
    areas = [
        Area(area.name, shown, area.person_years, area.practices)
        for area, shown in zip(found, counts.cells, strict=True)
    ]
    return Areas(tuple(areas), counts.total, counts.suppressed), {str(row[0]): float(row[3]) for row in rows}


def _area(name: str, rows: Sequence[tuple[Any, ...]]) -> Area:
    return Area(
        name or NO_NEIGHBOURHOOD,
        None,
        sum(float(row[3]) for row in rows),
        tuple(str(row[0]) for row in rows),
    )
