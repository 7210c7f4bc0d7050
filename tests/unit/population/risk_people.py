"""Made-up people with a known risk: the table risk_feature for three days, drawn from a logistic model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine
from joinedup.engine.steps import Workbench
from joinedup.pipeline.parameters import PLACE_PERIOD
from joinedup.pipeline.steps import shape_of
from joinedup.population.risk import RISK_MODEL
from joinedup.records.tables import PERSON

DAYS = (date(2022, 4, 1), date(2023, 4, 1), date(2024, 4, 1))


@dataclass
class RiskRun:
    """The tables of one run and the true risk of each person on the last day."""

    engine: Engine
    true_risk: np.ndarray

    def figure(self, item: str) -> float:
        """A figure of the model card."""
        return float(self.rows(f"select value from risk_model_card where item = '{item}'")[0][0])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.engine.rows(sql)


def risk_run(
    folder: Path, *, people: int, days: tuple[date, ...] = DAYS, base: float = -4.0, seed: int = 7
) -> RiskRun:
    """Run the step on people whose risk rises with age, conditions and earlier admissions."""
    draws = np.random.default_rng(seed)
    engine = DuckDBEngine(threads=2)
    parts = [_one_day(draws, people, day, over=day != days[-1], base=base) for day in days]
    shape = shape_of("risk_feature")
    columns = {c.name: np.ma.concatenate([part[c.name] for part, _ in parts]) for c in shape.columns}
    engine.attach_columns("risk_feature", columns, shape)
    engine.attach_columns("person", _people(draws, people), PERSON)
    first, last = np.array(["2021-04-01"], dtype="datetime64[D]"), np.array([days[-1]], dtype="datetime64[D]")
    period = {"data_from": first, "data_until": last - np.timedelta64(1, "D"), "data_ends_before": last}
    engine.attach_columns("place_period", period, PLACE_PERIOD)
    shapes = {table.name: table for table in RISK_MODEL.tables}
    RISK_MODEL.run(Workbench(engine, {name: folder / name for name in shapes}, shapes))
    for name in shapes:
        engine.attach(name, [folder / name])
    return RiskRun(engine, parts[-1][1])


def _one_day(
    draws: np.random.Generator, people: int, day: date, *, over: bool, base: float
) -> tuple[dict[str, Any], np.ndarray]:
    shape = shape_of("risk_feature")
    age = draws.integers(0, 95, people)
    conditions = draws.poisson(age / 30)
    before = draws.poisson(0.1 + conditions * 0.08)
    odds = base + 0.02 * age + 0.25 * conditions + 0.9 * np.log1p(before)
    risk = 1 / (1 + np.exp(-odds))
    admitted = draws.random(people) < risk
    columns: dict[str, Any] = {c.name: np.zeros(people, dtype=np.int64) for c in shape.columns}
    columns |= {
        "person_id": np.arange(1, people + 1),
        "as_of": np.full(people, np.datetime64(day, "D")),
        "age": age,
        "male": draws.random(people) < 0.5,
        "deprivation": draws.integers(1, 6, people),
        "care_home": np.zeros(people, dtype=bool),
        "home_care": np.zeros(people, dtype=bool),
        "long_term_conditions": conditions,
        "emergency_admissions_12m": before,
        "admitted": np.ma.masked_array(admitted, np.full(people, not over)),
    }
    return columns, risk


def _people(draws: np.random.Generator, people: int) -> dict[str, Any]:
    def words(choices: list[str]) -> np.ndarray:
        return np.array(choices, dtype=object)[draws.integers(0, len(choices), people)]

    return {
        "person_id": np.arange(1, people + 1),
        "pseudonym": np.array([f"p{n:06d}" for n in range(people)], dtype=object),
        "sex": words(["female", "male"]),
        "birth_month": np.full(people, np.datetime64("1960-01-01", "D")),
        "died_on": np.full(people, np.datetime64("NaT"), dtype="datetime64[D]"),
        "ethnicity": words(["white", "asian", "black"]),
        "opted_out": np.zeros(people, dtype=bool),
    }
