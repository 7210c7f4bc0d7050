"""The slope and the relative index of inequality: how a rate changes from the least to the most deprived."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal

import numpy as np

from joinedup.population.rates import Z_95

FEWEST_GROUPS = 3
# 97.5th percentiles of Student's t with one to eight degrees of freedom (groups less two): standard statistical tables.
_T_95 = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060)

Chance = Literal["poisson", "binomial", "residual"]


@dataclass(frozen=True)
class Inequality:
    """Both indices with their 95% limits; the relative index is None where the line meets zero inside the range."""

    slope: float
    slope_low: float
    slope_high: float
    relative: float | None
    relative_low: float | None
    relative_high: float | None


def slope_index(
    numerators: np.ndarray, denominators: np.ndarray, *, multiplier: float, chance: Chance
) -> Inequality | None:
    """The indices over groups ordered from the least to the most deprived; None with fewer than three groups.

    Each group stands at its mean rank x in the population, 0 the least and 1 the most deprived person, and a straight line
    is fitted to the groups' rates, each weighted by its denominator. The slope index is the line's rise from x = 0 to x = 1,
    in the unit of the rate; the relative index is the line's value at 1 divided by its value at 0. Positive, and more than
    one, mean more among the most deprived. (Low A, Low A. Measuring the gap: quantifying and comparing local health
    inequalities. Journal of Public Health 2004;26(4):388-395; relative index of Kunst and Mackenbach.)

    The limits carry the chance in each group's rate (`poisson` for events over time, `binomial` for shares; Hayes LJ, Berry
    G. International Journal of Epidemiology 2002;31:1073-1076) or, for sums such as days or pence that are no counts of
    events, the scatter of the groups about the line with Student's t (`residual`).
    """
    lived_in = denominators > 0
    events, weights = numerators[lived_in], denominators[lived_in]
    if len(weights) < FEWEST_GROUPS:
        return None
    rates = multiplier * events / weights
    at_zero, at_one = _line_weights(weights)
    variance, times = _variance(events, weights, rates, at_zero, at_one, multiplier, chance)
    low_end, high_end = float(at_zero @ rates), float(at_one @ rates)
    slope = high_end - low_end
    half = times * sqrt(float((at_one - at_zero) ** 2 @ variance))
    relative = _relative(low_end, high_end, at_zero, at_one, variance, times)
    return Inequality(slope, slope - half, slope + half, *relative)


def mean_ranks(weights: np.ndarray) -> np.ndarray:
    """Where each group stands: the share of all weight before it and half of its own (its ridit)."""
    total: np.ndarray = (np.cumsum(weights) - weights / 2) / weights.sum()
    return total


def _line_weights(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What to multiply the rates with to read the fitted line at x = 0 and at x = 1."""
    ranks = mean_ranks(weights)
    share = weights / weights.sum()
    centre = float(share @ ranks)
    tilt = share * (ranks - centre) / float(share @ (ranks - centre) ** 2)
    return share - centre * tilt, share + (1 - centre) * tilt


def _variance(
    events: np.ndarray,
    weights: np.ndarray,
    rates: np.ndarray,
    at_zero: np.ndarray,
    at_one: np.ndarray,
    multiplier: float,
    chance: Chance,
) -> tuple[np.ndarray, float]:
    """The variance of each group's rate, and how many standard errors the limits lie away."""
    if chance == "poisson":
        return multiplier**2 * events / weights**2, Z_95
    if chance == "binomial":
        shares = events / weights
        return multiplier**2 * shares * (1 - shares) / weights, Z_95
    ranks = mean_ranks(weights)
    fitted = (at_zero @ rates) * (1 - ranks) + (at_one @ rates) * ranks
    freedom = len(weights) - 2
    scatter = float(weights @ (rates - fitted) ** 2) / freedom
    return scatter / weights, _T_95[min(freedom, len(_T_95)) - 1]


def _relative(
    low_end: float,
    high_end: float,
    at_zero: np.ndarray,
    at_one: np.ndarray,
    variance: np.ndarray,
    times: float,
) -> tuple[float | None, float | None, float | None]:
    """The relative index, with limits from the variance of its logarithm (delta method)."""
    if low_end <= 0 or high_end <= 0:
        return None, None, None
    ratio = high_end / low_end
    half = times * sqrt(float((at_one / high_end - at_zero / low_end) ** 2 @ variance))
    return ratio, exp(log(ratio) - half), exp(log(ratio) + half)
