"""How quality changes the rate of a saving or of a loss."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np

from joinedup.money.pence import Bools, Floats

QualityRule: TypeAlias = Literal[
    "none",
    "times-score",
    "times-score-if-standard-met",
    "full-if-standard-met",
    "full-or-times-score",
]
NEEDS_SCORE = ("times-score", "times-score-if-standard-met", "full-or-times-score")
NEEDS_STANDARD = ("times-score-if-standard-met", "full-if-standard-met", "full-or-times-score")


def quality_factor(
    rule: QualityRule, score: Floats | None, standard: Bools | None, alternative: Bools | None
) -> Floats | float:
    """What the rate of a saving is multiplied by, 0 to 1. What the rule does not need may be None.

    times-score: the quality score. times-score-if-standard-met: the same, nothing where the standard is not met.
    full-if-standard-met: 1 where it is met, else 0. full-or-times-score: 1 where it is met, the score where only the
    alternative standard is met, else 0.
    """
    if rule == "none":
        return 1.0
    if rule == "times-score":
        return _needed(score)
    met = np.asarray(standard, dtype=np.float64)
    if rule == "full-if-standard-met":
        return met
    if rule == "times-score-if-standard-met":
        return np.asarray(met * _needed(score))
    scaled = np.where(np.asarray(alternative, dtype=bool), _needed(score), 0.0)
    return np.asarray(np.where(met > 0, 1.0, scaled))


def loss_rate(relief: float, score: Floats, least: float, most: float, standard: Bools | None) -> Floats:
    """The share of a loss that is borne: 1 − relief × score, kept between least and most; most where a standard is given
    and not met (42 CFR 425.606(f), 425.610(f))."""
    rate = np.clip(1 - relief * score, least, most)
    return np.asarray(rate if standard is None else np.where(standard, rate, most))


def _needed(score: Floats | None) -> Floats:
    return np.asarray(score, dtype=np.float64)
