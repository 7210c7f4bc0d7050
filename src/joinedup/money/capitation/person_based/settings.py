"""Settings of person-based need, from the dated files in `reference/capitation/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from joinedup.reference.files import FOLDER, ReferenceFile, read_file

_FILES = FOLDER / "capitation"
FIT, HIGH_COSTS, PUBLISHED = "person_based_fit.toml", "high_costs.toml", "published_fit.toml"
# How far organisations differ for good, where a place has too few practices to tell.
SPREAD = "../credibility/person_years_at_half.toml"


@dataclass(frozen=True)
class FitSettings:
    """What the files say; see there. `person_years_at_half` is K."""

    percentile: float
    fewest_people: int
    fewest_practices: int
    fewest_practices_for_spread: int
    interval: float
    bootstraps: int
    seed: int
    person_years_at_half: float
    people_at_once: int


@dataclass(frozen=True)
class PublishedModel:
    """A row of the published table: what is added, and the share of differences predicted (0 to 1)."""

    adds: str
    r2_learnt: float
    r2_tested: float
    r2_practices: float


@cache
def reference_file(name: str) -> ReferenceFile:
    """One of the files, with its source."""
    return read_file(_FILES / name)


@cache
def fit_settings() -> FitSettings:
    """The shipped settings."""
    content = reference_file(FIT).content
    percentile, spread = reference_file(HIGH_COSTS).content["percentile"], reference_file(SPREAD).content
    half = float(spread["within"]) / float(spread["between"])
    names = FitSettings.__dataclass_fields__.keys() - {"percentile", "person_years_at_half"}
    said: dict[str, Any] = {name: content[name] for name in names}
    return FitSettings(percentile=float(percentile), person_years_at_half=half, **said)


@cache
def published_models() -> tuple[PublishedModel, ...]:
    """How well the published formula of England predicts, model by model."""
    return tuple(PublishedModel(**model) for model in reference_file(PUBLISHED).content["models"])
