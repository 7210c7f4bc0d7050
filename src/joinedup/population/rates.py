"""A rate or a share with the interval that chance alone would give it. Plain numbers in and out."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

# 97.5th percentile of the standard normal distribution: two-sided 95% limits.
Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """A value and its 95% limits, all in the unit asked for."""

    value: float
    low: float
    high: float


def rate(events: float, time_at_risk: float, *, multiplier: float = 1.0) -> Estimate | None:
    """Events / time at risk x multiplier, with Byar's 95% limits; None when nobody was at risk.

    Byar's approximation to the exact Poisson limits of a count: Breslow NE, Day NE. Statistical Methods in Cancer Research
    volume II, IARC 1987, page 69; as in Public Health England's technical guide to confidence intervals. ValueError for a
    negative number of events or time.
    """
    if events < 0 or time_at_risk < 0:
        raise ValueError(f"a rate takes no negative numbers: {events} events in {time_at_risk}")
    if time_at_risk == 0:
        return None
    scale = multiplier / time_at_risk
    low, high = byar_limits(events)
    return Estimate(events * scale, low * scale, high * scale)


def byar_limits(events: float) -> tuple[float, float]:
    """95% limits of a Poisson count, by Byar's approximation; the lower limit of nothing is nothing."""
    above = events + 1
    high = above * (1 - 1 / (9 * above) + Z_95 / (3 * sqrt(above))) ** 3
    if events <= 0:
        return 0.0, high
    low = events * (1 - 1 / (9 * events) - Z_95 / (3 * sqrt(events))) ** 3
    return max(low, 0.0), high


def share(events: float, of: float) -> Estimate | None:
    """Events / of, with Wilson's 95% score limits; None when there is nothing to take a share of.

    Wilson EB. Probable inference, the law of succession, and statistical inference. Journal of the American Statistical
    Association 1927;22:209-212. ValueError when events are negative or more than `of`.
    """
    if not 0 <= events <= of:
        raise ValueError(f"a share lies between none and all: {events} of {of}")
    if of == 0:
        return None
    z2 = Z_95**2
    middle = 2 * events + z2
    half = Z_95 * sqrt(z2 + 4 * events * (1 - events / of))
    return Estimate(events / of, (middle - half) / (2 * (of + z2)), (middle + half) / (2 * (of + z2)))
