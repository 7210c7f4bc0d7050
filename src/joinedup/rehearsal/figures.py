"""The published figures the made-up place is calibrated to, read once from the dated files in `figures/`."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from joinedup.reference.prices import unit_price_rows
from joinedup.reference.segments import segment_rule_rows
from joinedup.rehearsal.draws import Floats, Whole

FIGURES = Path(__file__).parent / "figures"

# The settings of a person-year's activity, in the order every array of the rehearsal keeps them.
SETTINGS = (
    "primary_care_contact",
    "prescription_item",
    "emergency_department",
    "inpatient",
    "outpatient",
    "community",
    "mental_health_contact",
    "mental_health_admission",
)
# The unit price of each: the code of its row in reference/prices begins so.
_PRICE_CODES = {
    "primary_care_contact": "gp-consultation",
    "prescription_item": "prescription-item",
    "emergency_department": "emergency-department",
    "short_stay": "non-elective-short-stay",
    "long_stay": "non-elective-long-stay",
    "elective": "elective-inpatient",
    "day_case": "day-case",
    "outpatient": "outpatient",
    "community": "community-contact",
    "mental_health_contact": "mental-health-contact",
    "mental_health_admission": "mental-health-bed-day",
    "care_home": "care-home",
    "home_care": "home-care",
    "other_support": "other-support",
}
SEGMENTS = ("CS1", "CS2", "CS3", "CS4", "CS5")
CHILD = 5  # the place of children after the five segments of adults


@dataclass(frozen=True)
class Figures:
    """Everything the rehearsal takes from published figures or assumes; arrays by segment have children last."""

    segment_share: Floats  # of adults, 5
    died_share: Floats  # of a year, 6
    turning_adult_share: Floats  # 5
    moving_in_share: Floats  # 5
    moves: Floats  # 5 x 5, yearly, from row to column
    activity: Floats  # 6 x SETTINGS, a person-year
    age_from: Whole  # first age of each age band
    people: Floats  # age band x sex (F, M) x quintile
    cost_per_head: Floats  # the same
    score_from: Whole  # lowest Cambridge score of each segment, in hundredths
    assumed: dict[str, dict[str, Any]]
    pounds: dict[str, float]

    def by_segment(self, part: str, name: str) -> Floats:
        """An assumption that differs by segment, children last."""
        return np.array(self.assumed[part][name], dtype=float)


@cache
def figures() -> Figures:
    """The figures shipped with the rehearsal."""
    assumed = tomllib.loads((FIGURES / "activity.toml").read_text("utf-8"))
    rows = table(FIGURES / "segments_bnssg_2021_22.csv")
    children = [float(assumed["children"][name]) for name in SETTINGS]
    adults = [[float(row[name]) for name in SETTINGS] for row in rows]
    people = np.array([float(row["people"]) for row in rows])
    bands, counts, costs = _cells()
    return Figures(
        segment_share=people / people.sum(),
        died_share=np.r_[_column(rows, "died_share"), 0.0001],
        turning_adult_share=_column(rows, "turning_adult_share"),
        moving_in_share=_column(rows, "moving_in_share"),
        moves=np.array([[float(row[f"to_{name.lower()}"]) for name in SEGMENTS] for row in rows]),
        activity=np.array([*adults, children]),
        age_from=bands,
        people=counts,
        cost_per_head=costs,
        score_from=_score_from(),
        assumed=assumed,
        pounds=pounds_of(assumed["mental_health"]["nights"]),
    )


def pounds_of(mental_health_nights: float) -> dict[str, float]:
    """Pounds for one of each kind of care, from the place's unit prices; a stay in a mental health ward at its mean length."""
    price = {row[0]: row[9] / 100 for row in unit_price_rows()}
    pounds = {name: _one(price, code) for name, code in _PRICE_CODES.items()}
    pounds["mental_health_admission"] *= mental_health_nights
    return pounds


def _one(price: dict[str, float], begins: str) -> float:
    return next(amount for code, amount in price.items() if code.startswith(begins))


def _score_from() -> Whole:
    minimum = {row[9] or 0.0 for row in segment_rule_rows() if row[0] == "core-segments"}
    return np.array([round(100 * score) for score in sorted(minimum)], dtype=np.int64)


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a comma-separated file whose comment lines start with #."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _column(rows: list[dict[str, str]], name: str) -> Floats:
    return np.array([float(row[name]) for row in rows])


def _cells() -> tuple[Whole, Floats, Floats]:
    rows = table(FIGURES / "cost_england_2014_15.csv")
    bands = sorted({int(row["age_from"]) for row in rows})
    counts, costs = np.zeros((len(bands), 2, 5)), np.zeros((len(bands), 2, 5))
    for row in rows:
        cell = bands.index(int(row["age_from"])), "FM".index(row["sex"]), int(row["deprivation_quintile"]) - 1
        counts[cell], costs[cell] = float(row["people"]), float(row["cost_per_head"])
    return np.array(bands, dtype=np.int64), counts, costs
