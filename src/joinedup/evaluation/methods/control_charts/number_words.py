"""A value as it is read, with as many decimals as its chart needs."""

from __future__ import annotations


def number(value: float, unit: str, spread: float) -> str:
    """A value with as many decimals as its limits need: 86.5%, 1,204, 3.25. A unit of % multiplies by a hundred."""
    scale = 100.0 if unit == "%" else 1.0
    width = abs(spread) * scale
    # Two or three figures of the width of the limits: enough to tell two points apart, and no more.
    places = 0 if width >= 20 and unit != "%" else 1 if width >= 2 or width == 0 else 2 if width >= 0.2 else 3
    said = f"{round(value * scale, places) + 0.0:,.{places}f}".replace("-", "−")
    return f"{said}%" if unit == "%" else said
