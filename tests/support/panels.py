"""Small made-up panels for tests: rates of counts, of units that differ, with a season and errors that hang together."""

from __future__ import annotations

import numpy as np

from joinedup.evaluation.methods.panel.panel import NEVER, Panel


def drawn_panel(
    rng: np.random.Generator,
    units: int = 20,
    treated: int = 6,
    times: int = 36,
    start: int = 24,
    apart: int = 0,
    effect: float = -0.1,
) -> Panel:
    """Rates a person-year with exposure; treated units start at `start`, or in three waves `apart` times after each other."""
    exposure = np.tile(np.exp(rng.normal(6.5, 0.5, (units, 1))), (1, times)) * np.exp(
        rng.normal(0, 0.02, (units, times))
    )
    starts = np.full(units, NEVER)
    starts[:treated] = start + apart * (np.arange(treated) % 3)
    month = np.exp(0.1 * np.sin(2 * np.pi * np.arange(times) / 12) + rng.normal(0, 0.03, times))
    own = np.zeros((units, times))
    for time in range(times):
        before = own[:, time - 1] if time else rng.normal(0, 0.1, units)
        own[:, time] = 0.5 * before + rng.normal(0, 0.1 * 0.75**0.5, units)
    expected = exposure * 0.09 * np.exp(rng.normal(0, 0.2, (units, 1)) + own) * month
    is_treated = (starts != NEVER)[:, None] & (np.arange(times) >= starts[:, None])
    counts = rng.poisson(expected * np.where(is_treated, 1 + effect, 1.0))
    names = tuple(f"practice {number:02}" for number in range(units))
    return Panel(names, tuple(range(times)), counts / exposure, starts, exposure, 12, "emergency admissions")


def plain_panel(outcomes: list[list[float]], starts: list[int]) -> Panel:
    """A panel typed in by hand."""
    cells = np.array(outcomes, dtype=float)
    names = tuple("ABCDEFGHIJ"[: len(cells)])
    return Panel(names, tuple(range(cells.shape[1])), cells, np.array(starts))
