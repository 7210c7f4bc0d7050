"""The figures by which groups count as alike: read once from a dated file with their sources."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "thresholds_2010_02_01.toml"


@dataclass(frozen=True)
class Alike:
    """A covariate counts as alike below `largest_difference` (standardised) and between the two variance ratios."""

    largest_difference: float
    lowest_variance_ratio: float
    highest_variance_ratio: float


@dataclass(frozen=True)
class PropensityThresholds:
    """People of the smaller group that each column needs, and the penalty used where separation is ridden out."""

    people_per_column: float
    ridge: float


@cache
def alike() -> Alike:
    """The thresholds of the file."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))["balance"]
    return Alike(found["largest_difference"], found["lowest_variance_ratio"], found["highest_variance_ratio"])


@cache
def propensity_thresholds() -> PropensityThresholds:
    """The thresholds of the file."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))["propensity"]
    return PropensityThresholds(found["people_per_column"], found["ridge"])
