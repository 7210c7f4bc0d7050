"""Pace of change: from last year's amounts towards the targets, no faster than a floor and a cap of growth allow.

growth = clamp(mean − k · distance from target, floor, cap), with the mean moved until the amounts add up to the quantum; and
nobody further under target than is allowed, which in 2016/17 was five per cent (NHS England board paper PB.17.12.15/04).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.money.capitation.distance import distance_from_target, opening_distance
from joinedup.money.capitation.pot import CapitationError, shared_by_weight
from joinedup.money.pence import Floats, Pence


@dataclass(frozen=True)
class PaceRule:
    """How fast amounts move: `strength` k of the distance from target that growth makes up for; growth's `floor` and `cap`
    (0.02 is two per cent); and how far under target nobody may stay (`furthest_under` 0.05), None where there is no such rule."""

    strength: float
    floor: float
    cap: float
    furthest_under: float | None = None

    def __post_init__(self) -> None:
        if not (self.strength >= 0 and -1 < self.floor <= self.cap < 10):
            raise CapitationError(
                f"pace of change: strength {self.strength:g} must be 0 or more, and the floor {self.floor:g} not above the cap"
                f" {self.cap:g}"
            )
        if self.furthest_under is not None and not 0 <= self.furthest_under < 1:
            raise CapitationError(
                f"pace of change: {self.furthest_under:g} under target must be from 0 to below 1, for example 0.05"
            )


@dataclass(frozen=True)
class Paced:
    """Amounts of one year, one element a part; `allocation_pence` sums to the quantum.

    `wished_pence` is what the rule gives before floor, cap and quantum are kept: last year's amount grown by mean − k · opening
    distance. `growth` and `closing` are of the allocation. `gave_way` says in words what could not be kept, empty when all was.
    """

    actual_pence: Pence
    target_pence: Pence
    mean_growth: float
    opening: Floats
    wished_pence: Floats
    allocation_pence: Pence
    growth: Floats
    closing: Floats
    lifted_above_cap: np.ndarray
    gave_way: tuple[str, ...]


def paced(actual_pence: Any, target_pence: Any, rule: PaceRule) -> Paced:
    """This year's amounts for parts that had `actual_pence` last year and should have `target_pence`, whose sum is the quantum.

    Where floor, cap and quantum cannot all hold, the quantum does, and then the rule on distance before the cap: floors that come
    to more than there is are all cut by one proportion, caps that leave money over are all lifted by one. Whole pence by largest
    remainder, so that floor and cap hold to the penny. CapitationError for amounts not above 0.
    """
    actual, target = np.asarray(actual_pence, np.int64), np.asarray(target_pence, np.int64)
    if not len(actual) or len(actual) != len(target) or (actual <= 0).any() or (target <= 0).any():
        raise CapitationError("pace of change needs last year's amount and a target, above 0, for every part")
    quantum = int(target.sum())
    opening = opening_distance(actual, target)
    mean = quantum / int(actual.sum()) - 1
    low = np.asarray(actual * (1.0 + rule.floor), np.float64)
    high = np.asarray(actual * (1.0 + rule.cap), np.float64)
    if rule.furthest_under is not None:
        low = np.asarray(np.maximum(low, target * (1 - rule.furthest_under)))
    lifted = low > high
    high = np.asarray(np.maximum(low, high))
    exact = _exact(actual, rule.strength * opening, low, high, float(quantum))
    allocation = shared_by_weight(quantum, exact)
    return Paced(
        actual,
        target,
        mean,
        opening,
        actual * (1 + mean - rule.strength * opening),
        allocation,
        allocation / actual - 1,
        distance_from_target(allocation, target),
        lifted,
        _gave_way(lifted, low, high, quantum),
    )


def _exact(actual: Pence, pull: Floats, low: Floats, high: Floats, quantum: float) -> Floats:
    """Amounts clamp(actual · (1 + mean − pull), low, high) that add up to the quantum, found by halving the range of the mean."""
    if low.sum() >= quantum:
        return low
    if high.sum() <= quantum:
        return high
    least = float((low / actual - 1 + pull).min())
    most = float((high / actual - 1 + pull).max())
    for _ in range(200):
        mean = (least + most) / 2
        if np.clip(actual * (1 + mean - pull), low, high).sum() < quantum:
            least = mean
        else:
            most = mean
    return np.asarray(np.clip(actual * (1 + most - pull), low, high))


def _gave_way(lifted: np.ndarray, low: Floats, high: Floats, quantum: int) -> tuple[str, ...]:
    said = []
    if lifted.any():
        said.append(
            "The cap on growth and the limit on how far under target anybody may stay cannot both hold: the cap gave way."
        )
    if low.sum() > quantum * (1 + 1e-12):
        short = (low.sum() / quantum - 1) * 100
        said.append(
            f"The least that everybody must be given comes to {short:.2g}% more than there is: floors were all cut by one"
            " proportion."
        )
    if high.sum() < quantum * (1 - 1e-12):
        left = (1 - high.sum() / quantum) * 100
        said.append(
            f"The most that anybody may be given leaves {left:.2g}% of the money over: caps were all lifted by one proportion."
        )
    return tuple(said)
