"""Charlson, Elixhauser and frailty scores in the plainest Python, straight from the published files: slow, and unlike ours."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# Condition that does not count -> the one in whose presence it does not.
MILDER = {
    "charlson_icd10_quan": {"mld": "msld", "diab": "diabwc", "canc": "metacanc"},
    "elixhauser_icd10_quan": {"hypunc": "hypc", "diabunc": "diabc", "solidtum": "metacanc"},
}


@dataclass(frozen=True)
class PublishedTables:
    """The published prefixes, weights and points, as in their files."""

    prefixes: Mapping[str, Mapping[str, tuple[str, ...]]]
    weights: Mapping[str, Mapping[str, float]]
    points: Mapping[str, float]


def read_published(folder: Path) -> PublishedTables:
    """Read the three published files of a folder."""
    prefixes: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _rows(folder / "charlson_elixhauser_icd10_quan.csv"):
        conditions = prefixes.setdefault(row["mapping"], {})
        conditions[row["condition"]] = (*conditions.get(row["condition"], ()), row["icd_prefix"])
    weights: dict[str, dict[str, float]] = {}
    for row in _rows(folder / "charlson_weights.csv"):
        weights.setdefault(row["weighting"], {})[row["condition"]] = float(row["weight"])
    points = {
        row["icd10_3char"]: float(row["points"]) for row in _rows(folder / "hospital_frailty_risk_score.csv")
    }
    return PublishedTables(prefixes, weights, points)


def conditions_by_hand(tables: PublishedTables, mapping: str, codes: Iterable[str]) -> set[str]:
    """The conditions that count among the codes of one stay."""
    present = {
        condition
        for condition, prefixes in tables.prefixes[mapping].items()
        if any(code.startswith(prefix) for code in codes for prefix in prefixes)
    }
    return {condition for condition in present if MILDER[mapping].get(condition) not in present}


def charlson_by_hand(tables: PublishedTables, weighting: str, codes: Iterable[str]) -> float:
    """The Charlson score of the codes of one stay."""
    weights = tables.weights[weighting]
    return sum(weights[condition] for condition in conditions_by_hand(tables, "charlson_icd10_quan", codes))


def frailty_by_hand(tables: PublishedTables, codes: Iterable[str]) -> float:
    """The Hospital Frailty Risk Score of the codes of one stay: each three-character category once."""
    return round(sum(tables.points.get(category, 0.0) for category in {code[:3] for code in codes}), 1)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
