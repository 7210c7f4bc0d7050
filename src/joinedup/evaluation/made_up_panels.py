"""Made-up panels of rates with season, autocorrelation and units that differ: where a design can be tried before any data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Floats, MethodError

TIMES_A_YEAR = 12


@dataclass(frozen=True)
class MadeUpPanel:
    """How a panel of monthly counts is drawn; called with a generator it gives one with nobody treated.

    Counts are Poisson with mean `mean_count` x size x level x season x what all share over time x the unit's own ups and downs.
    Spreads are standard deviations of logs: of units' sizes and levels, of the shared course (`shared_spread`) and of each
    unit's own (`own_spread`), both autoregressive of the first order with `autocorrelation`. `trend_spread` lets units drift
    apart: the standard deviation between units of their trend over the whole panel; other than 0 it breaks parallel trends.
    """

    units: int = 24
    times: int = 36
    mean_count: float = 80.0
    size_spread: float = 0.25
    level_spread: float = 0.15
    season: float = 0.08
    shared_spread: float = 0.03
    own_spread: float = 0.04
    autocorrelation: float = 0.8
    trend_spread: float = 0.0

    def __post_init__(self) -> None:
        if self.units < 1 or self.times < 2 or not self.mean_count > 0 or not 0 <= self.autocorrelation < 1:
            raise MethodError(
                "a made-up panel needs units, at least two times, a mean count above 0 and an autocorrelation from 0 to below 1;"
                f" found {self.units}, {self.times}, {self.mean_count}, {self.autocorrelation}"
            )

    def __call__(self, rng: np.random.Generator) -> Panel:
        """One panel: outcomes are rates, and rates times exposure the counts."""
        time = np.arange(self.times)
        size = np.exp(rng.normal(0, self.size_spread, (self.units, 1)))
        log_rate = (
            rng.normal(0, self.level_spread, (self.units, 1))
            + self.season * np.cos(2 * np.pi * time / TIMES_A_YEAR)
            + self._wander(1, self.shared_spread, rng)
            + self._wander(self.units, self.own_spread, rng)
            + rng.normal(0, self.trend_spread, (self.units, 1)) * (time / self.times - 0.5)
        )
        exposure = self.mean_count * np.broadcast_to(size, (self.units, self.times))
        counts = rng.poisson(exposure * np.exp(log_rate))
        return Panel(
            tuple(f"unit {n + 1}" for n in range(self.units)),
            tuple(range(1, self.times + 1)),
            counts / exposure,
            np.full(self.units, NEVER),
            np.array(exposure),
            TIMES_A_YEAR,
        )

    def _wander(self, rows: int, spread: float, rng: np.random.Generator) -> Floats:
        """Autoregressive courses, in balance from the first time on."""
        kept = self.autocorrelation
        course = np.empty((rows, self.times))
        course[:, 0] = rng.normal(0, spread, rows)
        for t in range(1, self.times):
            course[:, t] = kept * course[:, t - 1] + rng.normal(0, spread * (1 - kept**2) ** 0.5, rows)
        return course

    def __str__(self) -> str:
        return (
            f"made up, {self.units} units, {self.times} months, {self.mean_count:g} events a unit and month"
        )
