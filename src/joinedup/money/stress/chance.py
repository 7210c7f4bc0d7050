"""Chance in what single people need: how far the cost of care per head is off by chance, given how many people there are.

Costs of single people are lognormal. The mean of N of them has a standard deviation of CV x sqrt(1 - R2) / sqrt(N), where R2
is the share that a budget's weights predict, and is skewed to the right by the skewness of one person's over sqrt(N). It is
drawn from a gamma distribution moved so that its first three moments are these; against direct simulation its upper tail is
right within a tenth from 5,000 people on, and errs towards the larger loss (docs/explanation/stress-test.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np

from joinedup.money.stress.assumptions import FOLDER
from joinedup.place.contracts import Contract
from joinedup.reference.files import files_in

NORMAL = NormalDist()
# As in draws: takes away the last bits in which processors' logarithms differ.
DECIMALS = 9


@dataclass(frozen=True)
class IndividualCosts:
    """How the costs of single people spread: `log_spread` is the standard deviation of their logarithm."""

    log_spread: float

    @property
    def variation(self) -> float:
        """Standard deviation over mean, of one person."""
        return sqrt(exp(self.log_spread**2) - 1)

    @property
    def skewness(self) -> float:
        """Third standardised moment, of one person."""
        return (self.variation**2 + 3) * self.variation

    def share_of_costliest(self, people: float) -> float:
        """The share of all cost that the costliest share of people account for."""
        return NORMAL.cdf(self.log_spread - NORMAL.inv_cdf(1 - people))

    def above(self, cap: float) -> float:
        """The share of all cost that lies above `cap`, in multiples of the mean cost: E[(x - cap)+] / E[x]."""
        if cap <= 0:
            return 1.0 - cap
        far = (log(cap) + self.log_spread**2 / 2) / self.log_spread
        return NORMAL.cdf(self.log_spread - far) - cap * NORMAL.cdf(-far)

    def above_by_chance(self, cap: float) -> float:
        """Of a pound more by chance, the part that lies above `cap`: the slope of (x - cap)+ on x."""
        if cap <= 0:
            return 1.0
        far = (log(cap) + self.log_spread**2 / 2) / self.log_spread
        square = exp(self.log_spread**2)
        product = square * NORMAL.cdf(2 * self.log_spread - far) - cap * NORMAL.cdf(self.log_spread - far)
        return (product - self.above(cap)) / (square - 1)

    def capped_at(self, percentile: float) -> tuple[float, float]:
        """With each person's cost cut off at a percentile of people: (standard deviation over mean, share of cost lost)."""
        normal, spread = NORMAL.inv_cdf(percentile), self.log_spread
        cap, beyond = exp(spread * normal), 1 - percentile
        mean = exp(spread**2 / 2) * NORMAL.cdf(normal - spread) + beyond * cap
        square = exp(2 * spread**2) * NORMAL.cdf(normal - 2 * spread) + beyond * cap**2
        return sqrt(square / mean**2 - 1), 1 - mean / exp(spread**2 / 2)


def individual_costs() -> IndividualCosts:
    """The spread of costs that joinedup ships with."""
    return IndividualCosts(float(_file()["log_spread"]))


def share_predicted(contract: Contract) -> float:
    """The share of the variance between people that the contract's weights predict, from what they take into account."""
    predicted, said = _file()["predicted"], set(contract.need.adjusts_for if contract.need else ())
    if said & {"conditions", "segment", "past-use"}:
        return float(predicted["diagnoses"])
    return float(predicted["age_and_sex"] if said & {"age", "sex"} else predicted["nothing"])


def spread_of_mean(variation: float, people: float, predicted: float = 0.0) -> float:
    """Standard deviation of the cost per head by chance, as a share of it."""
    return variation * sqrt(1 - predicted) / sqrt(people)


def chance_beyond(spread: float, share: float) -> float:
    """That costs are more than `share` above what was expected, were they normal."""
    return 1 - NORMAL.cdf(share / spread)


def relative_costs(
    costs: IndividualCosts, people: float, predicted: float, shape: Sequence[int], random: np.random.Generator
) -> Any:
    """Cost per head by chance over what was expected, mean 1: the mean of `people` people's costs in each element of `shape`."""
    spread, skewness = spread_of_mean(costs.variation, people, predicted), costs.skewness / sqrt(people)
    k = 4 / skewness**2
    drawn = random.standard_gamma(k, size=tuple(shape))
    return np.round(1 + spread * (drawn - k) / sqrt(k), DECIMALS)


def _file() -> Any:
    return next(file.content for file in files_in(FOLDER) if "log_spread" in file.content)
