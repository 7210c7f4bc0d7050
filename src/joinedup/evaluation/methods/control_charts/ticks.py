"""Where an axis is marked: round values, and months or years that leave room for their names."""

from __future__ import annotations

import math

import numpy as np

from joinedup.evaluation.methods.control_charts.observations import Days

MOST_VALUES, MOST_DATES = 5, 9
MONTHS_BETWEEN = (1, 3, 6, 12, 24, 60)


def value_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Round values between two, with how each is written."""
    rough = (high - low) / MOST_VALUES
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    first, last = math.ceil(low / step), math.floor(high / step)
    values = [number * step for number in range(first, last + 1)]
    return [(value, f"{value + 0.0:,.{places}f}".replace("-", "−")) for value in values]


def time_ticks(dates: Days) -> list[tuple[float, str]]:
    """Days since 1970 with their names: Apr 2019, or 2019 where years stand apart; days for a series of a few weeks."""
    first, last = dates[0].astype("datetime64[M]").astype(int), dates[-1].astype("datetime64[M]").astype(int)
    if last - first < 2:
        chosen = dates[:: max(1, math.ceil(len(dates) / MOST_DATES))]
        return [(float(day.astype(float)), f"{day.item().day} {day.item():%b}") for day in chosen]
    apart = next((m for m in MONTHS_BETWEEN if (last - first) / m < MOST_DATES), 120)
    start = -(-first // apart) * apart
    months = np.arange(start, last + 1, apart).astype("datetime64[M]").astype("datetime64[D]")
    months = months[months >= dates[0]]
    pattern = "%Y" if apart >= 12 else "%b %Y"
    return [(float(day.astype(float)), f"{day.item():{pattern}}") for day in months]
