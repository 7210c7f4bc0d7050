"""The people of the year, as arrays: what was known before it, who serves them and what their care cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.engine.interface import Engine
from joinedup.money.capitation.truncation import Truncated, truncated
from joinedup.money.pence import Floats, Pence

BANDS = tuple(range(0, 90, 5))
SEXES = ("female", "male")
QUINTILES = (1, 2, 3, 4, 5)
NOT_KNOWN = -1


@dataclass(frozen=True)
class Practice:
    """A practice with people in the year. The code is empty where the place counts people seen."""

    code: str
    neighbourhood: str | None
    hospital: str | None


@dataclass(frozen=True)
class People:
    """One element a person, by person_id: time lived in years; band, sex and quintile as positions in BANDS, SEXES and
    QUINTILES (NOT_KNOWN where they are not), segment and practice as positions in the lists given; cost in pence."""

    person_id: np.ndarray
    person_years: Floats
    band: np.ndarray
    sex: np.ndarray
    quintile: np.ndarray
    segment: np.ndarray
    practice: np.ndarray
    cost_pence: Pence
    segments: Sequence[str | None]
    practices: Sequence[Practice]
    # Who has which condition: rows of people and positions in `condition_titles`, rows rising.
    condition_row: np.ndarray
    condition: np.ndarray
    condition_titles: Sequence[str]

    @property
    def is_learnt_from(self) -> np.ndarray:
        """The half that models are learnt from. People are numbered in the order of a keyed hash: even and odd numbers are two
        halves drawn by lot, always the same."""
        return np.asarray(self.person_id % 2 == 0)

    def cut(self, percentile: float) -> Truncated:
        """Their costs cut at the percentile of cost for a person-year."""
        return truncated(self.cost_pence, self.person_years, percentile=percentile)


def totals(position: np.ndarray, amounts: Floats, size: int) -> Floats:
    """Amounts of people added up by position, 0 where there are none."""
    return np.asarray(np.bincount(position, np.asarray(amounts, np.float64), minlength=size), np.float64)


def read_people(engine: Engine, year_days: int) -> People:
    """Everyone of `capitation_person` with the conditions of `capitation_condition`."""
    segments = [
        row[0]
        for row in engine.rows(
            "select segment from capitation_person group by segment order by coalesce(segment, '')"
        )
    ]
    practices = [Practice(code or "", *rest) for code, *rest in engine.rows(_PRACTICES)]
    found = engine.arrays(_PEOPLE)
    person_id = _whole(found["person_id"])
    row, condition, titles = _conditions(engine, person_id)
    return People(
        person_id,
        _whole(found["person_days"]) / year_days,
        _position(found["band"], 5),
        _whole(found["sex"]),
        _position(found["quintile"], 1, first=1),
        _whole(found["segment"]),
        _whole(found["practice"]),
        _whole(found["cost_pence"]),
        segments,
        practices,
        row,
        condition,
        titles,
    )


_PRACTICES = """
    select practice_code, max(neighbourhood) as neighbourhood, max(hospital_code) as hospital_code
    from capitation_person group by practice_code order by coalesce(practice_code, '')
"""
# Words are numbered in the query: a million names would cost more than everything else.
_PEOPLE = """
    with practice as (
        select practice_code, row_number() over (order by coalesce(practice_code, '')) - 1 as number
        from (select practice_code from capitation_person group by practice_code) as here
    ), segment as (
        select segment, row_number() over (order by coalesce(segment, '')) - 1 as number
        from (select segment from capitation_person group by segment) as named
    )
    select
        p.person_id, p.person_days, coalesce(p.age_band, -1) as band,
        case p.sex when 'female' then 0 when 'male' then 1 else -1 end as sex,
        coalesce(p.deprivation_quintile, 0) as quintile, segment.number as segment, practice.number as practice,
        p.cost_pence
    from capitation_person as p
    inner join practice on coalesce(practice.practice_code, '') = coalesce(p.practice_code, '')
    inner join segment on coalesce(segment.segment, '') = coalesce(p.segment, '')
    order by p.person_id
"""
_CONDITIONS = """
    with named as (
        select condition, row_number() over (order by condition) - 1 as number
        from (select condition from capitation_condition group by condition) as known
    )
    select c.person_id, named.number as condition
    from capitation_condition as c inner join named on named.condition = c.condition
    order by c.person_id, named.number
"""


def _conditions(engine: Engine, person_id: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str]]:
    titles = engine.rows(
        "select max(title) as title from capitation_condition group by condition order by condition"
    )
    pairs = engine.arrays(_CONDITIONS)
    row = np.searchsorted(person_id, _whole(pairs["person_id"]))
    return row, _whole(pairs["condition"]), [title for (title,) in titles]


def _position(values: Any, step: int, first: int = 0) -> np.ndarray:
    found = _whole(values)
    return np.where(found < first, NOT_KNOWN, (found - first) // step)


def _whole(values: Any) -> np.ndarray:
    return np.asarray(np.ma.getdata(values)).astype(np.int64)
