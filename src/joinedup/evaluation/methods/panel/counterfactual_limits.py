"""The figures that the counterfactual designs go by, from counterfactual_limits.toml, where each has its source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Limits:
    """What is too few, too poor, or enough; the fields are the tables of counterfactual_limits.toml."""

    fewest_times_before: int
    short_times_before: int
    fewest_donors: int
    poor_fit: float
    placebo_draws: int
    bootstrap_draws: int
    ridge_steps: int
    ridge_smallest: float
    highest_rank: int
    rank_gain: float
    frank_wolfe_steps: int
    frank_wolfe_steps_first: int
    frank_wolfe_decrease: float
    frank_wolfe_keeps: float
    conformal_grid: int


@cache
def limits() -> Limits:
    """The limits as published with the package; `dataclasses.replace` makes others."""
    text = files(__package__).joinpath("counterfactual_limits.toml").read_text(encoding="utf-8")
    found = {name: entry["value"] for name, entry in tomllib.loads(text).items() if isinstance(entry, dict)}
    return Limits(**found)
