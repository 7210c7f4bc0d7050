"""The drawn values of every assumption, year by year: correlated, persistent, repeatable to the last bit.

A Gaussian copula: normal numbers are correlated across assumptions, carried from year to year (an autoregression of first
order that keeps their spread), and turned into values by each assumption's own distribution. The correlations asked for are
those of the first year; where two assumptions persist differently, they go together less in later years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np

from joinedup.money.stress.assumptions import Assumption, Assumptions
from joinedup.money.stress.correlation import correlated

YearsOfFloats: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""One row for each year, one column for each future."""

NINETEEN_IN_TWENTY = NormalDist().inv_cdf(0.95)
# Normal numbers are kept to this many decimals, which takes away the last bits in which processors' logarithms differ.
DECIMALS = 9


@dataclass(frozen=True)
class Draws:
    """What was drawn for a block of futures. `normal` are the numbers behind the values: standard normal, correlated."""

    futures: int
    years: int
    values: Mapping[str, YearsOfFloats]
    normal: Mapping[str, YearsOfFloats]
    central: Mapping[str, float]


def generator(seed: int, block: int, purpose: str) -> np.random.Generator:
    """The random numbers of one block of futures for one purpose: others do not move when one purpose draws more."""
    return np.random.Generator(
        np.random.PCG64(np.random.SeedSequence([seed, block, crc32(purpose.encode())]))
    )


def drawn(assumptions: Assumptions, years: int, futures: int, random: np.random.Generator) -> Draws:
    """A value of every assumption for each year and future. What is held at one value uses up its numbers all the same, so that
    the others stay as they were."""
    names = list(assumptions.by_name)
    # Future by future, so that the first futures are the same however many follow.
    given = random.standard_normal((futures, len(names), years))
    independent = np.round(np.ascontiguousarray(given.transpose(1, 2, 0)), DECIMALS)
    mixed = correlated(assumptions.correlated_by, independent)
    normal = {name: _persistent(mixed[row], assumptions[name].persistence) for row, name in enumerate(names)}
    values = {name: value_of(assumptions[name], numbers) for name, numbers in normal.items()}
    central = {name: assumptions[name].central for name in names}
    return Draws(futures, years, values, normal, central)


def value_of(assumption: Assumption, normal: Any) -> Any:
    """Standard normal numbers as values of the assumption: a normal curve of its own spread on each side of the central value,
    cut off at the least and the most it can be. Of a yes-or-no assumption: 1 where it happens, else 0."""
    if assumption.distribution == "yes-or-no":
        return (normal < _threshold(assumption.central)).astype(np.float64)
    above = (assumption.high - assumption.central) / NINETEEN_IN_TWENTY
    below = (assumption.central - assumption.low) / NINETEEN_IN_TWENTY
    values = assumption.central + normal * np.where(normal > 0, above, below)
    return np.clip(values, assumption.at_least, assumption.at_most)


def _threshold(chance: float) -> float:
    if 0 < chance < 1:
        return NormalDist().inv_cdf(chance)
    return float("inf") if chance >= 1 else float("-inf")


def _persistent(fresh: YearsOfFloats, persistence: float) -> YearsOfFloats:
    carried = np.empty_like(fresh)
    carried[0] = fresh[0]
    new = sqrt(1 - persistence * persistence)
    for year in range(1, len(fresh)):
        carried[year] = persistence * carried[year - 1] + new * fresh[year]
    return carried
