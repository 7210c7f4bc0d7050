"""Settings of the risk models and the words for their features, read from the dated file in `models/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "models" / "risk_2024-10-01.toml"


@dataclass(frozen=True)
class Feature:
    """One thing in the record. `needs_months_before` is how many months of data a day needs for it to be complete."""

    name: str
    many: str
    one: str = ""
    count: bool = False
    needs_months_before: int = 12

    def words(self, value: float) -> str:
        """The value as a person says it."""
        if value == 1 and self.one:
            return self.one
        return self.many.replace("{n}", f"{value:.0f}" if value == round(value) else f"{value:.1f}")


@dataclass(frozen=True)
class RiskSettings:
    """Everything the file says; see there."""

    months_needed: int
    admitted_needed: int
    admitted_needed_in_group: int
    people_shown_in_group: int
    admitted_shown_in_group: int
    rounds: int
    seed: int
    threads: int
    learning_rate: float
    leaves: int
    smallest_leaf: int
    l2: float
    inverse_penalty: float
    iterations: int
    reasons_share: float
    reasons_named: int
    features: tuple[Feature, ...]


@cache
def risk_settings() -> RiskSettings:
    """The settings of the shipped file."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return RiskSettings(
        months_needed=said["needed"]["months"],
        admitted_needed=said["needed"]["admitted"],
        admitted_needed_in_group=said["needed"]["admitted_in_group"],
        people_shown_in_group=said["needed"]["people_shown_in_group"],
        admitted_shown_in_group=said["needed"]["admitted_shown_in_group"],
        **said["boosting"],
        **said["logistic"],
        reasons_share=said["reasons"]["share"],
        reasons_named=said["reasons"]["named"],
        features=tuple(Feature(**feature) for feature in said["features"]),
    )
