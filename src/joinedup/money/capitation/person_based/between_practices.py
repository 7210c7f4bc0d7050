"""How much of the differences between practices a model predicts, and how sure that is with so many practices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.money.capitation.person_based.settings import FitSettings
from joinedup.money.pence import Floats


@dataclass(frozen=True)
class BetweenPractices:
    """`explained` is R² over practices, each weighing as much as its person-years; None with fewer than two. The interval is
    None with too few practices for one. `missed_by_a_tenth` is the share of practices whose cost is predicted 10% or more too
    high or too low."""

    practices: int
    explained: float | None
    low: float | None
    high: float | None
    missed_by_a_tenth: float | None


def between_practices(
    actual: Floats, predicted: Floats, person_years: Floats, settings: FitSettings
) -> BetweenPractices:
    """Practices without people are left out. The interval is the middle of what R² comes to when the practices are drawn again
    with replacement (percentile bootstrap, Efron 1979), always with the same draws."""
    here = person_years > 0
    found, expected, lived = actual[here], predicted[here], person_years[here]
    size = len(found)
    if size < 2:
        return BetweenPractices(size, None, None, None, None)
    missed = float((np.abs(expected - found) >= 0.1 * np.abs(found)).mean())
    explained = _explained(found[None], expected[None], lived[None])[0]
    if size < settings.fewest_practices or not np.isfinite(explained):
        return BetweenPractices(size, _number(explained), None, None, missed)
    drawn = np.random.default_rng(settings.seed).integers(0, size, (settings.bootstraps, size))
    spread = _explained(found[drawn], expected[drawn], lived[drawn])
    tail = (1 - settings.interval) / 2
    low, high = np.quantile(spread[np.isfinite(spread)], (tail, 1 - tail))
    return BetweenPractices(size, float(explained), float(low), float(high), missed)


def _explained(actual: np.ndarray, predicted: np.ndarray, lived: np.ndarray) -> Floats:
    mean = (actual * lived).sum(axis=1, keepdims=True) / lived.sum(axis=1, keepdims=True)
    differences = ((actual - mean) ** 2 * lived).sum(axis=1)
    left = ((actual - predicted) ** 2 * lived).sum(axis=1)
    return np.asarray(1 - np.divide(left, differences, out=np.full(len(left), np.inf), where=differences > 0))


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
