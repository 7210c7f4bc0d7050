"""People on one day with what the records said before it, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from joinedup.engine.interface import Engine
from joinedup.population.risk_settings import Feature

# How people are grouped when the models are tested.
GROUPS = ("sex", "ethnicity", "deprivation", "age")
_AGES = (18, 65, 75, 85)
_AGE_WORDS = ("0-17", "18-64", "65-74", "75-84", "85 and over")
_UNKNOWN = "not known"


@dataclass(frozen=True)
class ScoredDay:
    """A day people are scored on, how many lived here the day before, and whether its twelve months are over."""

    as_of: date
    people: int
    year_is_over: bool


@dataclass(frozen=True)
class Sample:
    """People of one or several days. `x` has one row a person and day and one column a feature, nan where not known;
    `groups` has for each kind of group the group of each row, in words."""

    person_id: np.ndarray
    x: np.ndarray
    admitted: np.ndarray
    groups: dict[str, np.ndarray]

    def only(self, chosen: np.ndarray) -> Sample:
        """Some of the rows."""
        groups = {name: values[chosen] for name, values in self.groups.items()}
        return Sample(self.person_id[chosen], self.x[chosen], self.admitted[chosen], groups)


def scored_days(engine: Engine) -> list[ScoredDay]:
    """The days of the table risk_feature, earliest first."""
    rows = engine.rows(
        "select as_of, count(*) as people, count(admitted) as judged from risk_feature group by as_of order by as_of"
    )
    return [ScoredDay(as_of, people, judged == people) for as_of, people, judged in rows]


def read_sample(engine: Engine, days: list[date], features: tuple[Feature, ...]) -> Sample:
    """The people of the given days, by day and person."""
    named = ", ".join(f"f.{feature.name}" for feature in features)
    columns = engine.arrays(
        f"select f.person_id, f.admitted, p.sex, p.ethnicity, f.deprivation as fifth, f.age as years, {named}"
        " from risk_feature as f join person as p on p.person_id = f.person_id"
        f" where f.as_of in ({', '.join(_literal(day) for day in days)}) order by f.as_of, f.person_id"
    )
    x = np.column_stack([_numbers(columns[feature.name]) for feature in features])
    return Sample(
        np.asarray(columns["person_id"], dtype=np.int64),
        x,
        np.nan_to_num(_numbers(columns["admitted"])).astype(np.int8),
        _groups(columns),
    )


def _groups(columns: dict[str, Any]) -> dict[str, np.ndarray]:
    fifth, years = _numbers(columns["fifth"]), _numbers(columns["years"])
    # The feature counts deprivation upwards; the published quintile 1 is the most deprived.
    quintile = np.array([*(f"quintile {6 - level}" for level in range(1, 6)), _UNKNOWN], dtype=object)
    ages = np.array([*_AGE_WORDS, _UNKNOWN], dtype=object)
    return {
        "sex": np.ma.filled(columns["sex"], _UNKNOWN).astype(object),
        "ethnicity": np.ma.filled(columns["ethnicity"], _UNKNOWN).astype(object),
        "deprivation": quintile[np.where(np.isnan(fifth), 5, np.nan_to_num(fifth) - 1).astype(int)],
        "age": ages[
            np.where(
                np.isnan(years), len(_AGE_WORDS), np.searchsorted(_AGES, np.nan_to_num(years), side="right")
            )
        ],
    }


def _numbers(values: Any) -> np.ndarray:
    """Numbers or yes and no as 4-byte floats, nan for null; Spark hands booleans with nulls over as objects."""
    mask = np.ma.getmaskarray(values)
    plain = np.ma.getdata(values)
    if plain.dtype == object:
        mask = mask | np.array([value is None for value in plain], dtype=bool)
        plain = np.where(mask, 0, plain)
    return np.where(mask, np.float32(np.nan), plain.astype(np.float32))


def _literal(day: date) -> str:
    return f"date '{day.isoformat()}'"
