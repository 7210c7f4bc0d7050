"""Intervals for crude rates and shares: how far chance alone could have moved them (95%)."""

from __future__ import annotations

import math

Z = 1.959964


def poisson_interval(count: float) -> tuple[float, float]:
    """Lower and upper limit of a count of events, by Byar's method (Breslow and Day 1987; used by Public Health England)."""
    low = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3 if count > 0 else 0.0
    more = count + 1
    return low, more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3


def share_interval(part: float, whole: float) -> tuple[float, float]:
    """Lower and upper limit of part / whole, by Wilson's method (1927)."""
    share = min(part / whole, 1.0)
    middle = (share + Z**2 / (2 * whole)) / (1 + Z**2 / whole)
    half = Z / (1 + Z**2 / whole) * math.sqrt(share * (1 - share) / whole + Z**2 / (4 * whole**2))
    return max(0.0, middle - half), min(1.0, middle + half)
