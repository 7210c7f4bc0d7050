"""The historical benchmark: what a population would be expected to cost a person, from what it cost in three years before.

The cost a person of each of the three years is brought to the last of them: multiplied by how the population's own risk changed
and by how cost grew nationally, for each group of people by itself. The three are weighted, the latest most, and the groups
are put together by their share of the last year's person-years (42 CFR 425.602(a), Medicare Shared Savings Program).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from joinedup.errors import JoinedupError
from joinedup.reference.files import files_in

GroupsByYears: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
"""Groups of people, three years, and any number of populations behind."""


class BenchmarkError(JoinedupError):
    """The figures of the three years cannot make a benchmark."""


def weights_of_years() -> tuple[float, ...]:
    """The weights of the three years, the earliest first: 0.1, 0.3, 0.6 (reference folder benchmark_weights)."""
    return tuple(float(weight) for weight in files_in("benchmark_weights")[-1].content["weights"])


def historical_benchmark(
    person_years: GroupsByYears,
    cost_per_person: GroupsByYears,
    risk: GroupsByYears,
    national_trend: GroupsByYears,
    weights: Sequence[float] | None = None,
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The benchmark in money a person, in the unit of the costs; one number, or one for each population.

    `person_years` are those of each group in the last year (groups, or groups by populations); the other three are groups by
    years (by populations), the earliest year first. `national_trend` is how cost grew from each year to the last: 1 for the
    last. `weights` are those published when left out. BenchmarkError for figures that are not above 0 or do not fit.
    """
    weighed = np.array(weights_of_years() if weights is None else weights, dtype=np.float64)
    if abs(float(weighed.sum()) - 1) > 1e-9:
        raise BenchmarkError(f"weights of the years must sum to 1; these sum to {weighed.sum():.6g}")
    brought = brought_to_last_year(person_years, cost_per_person, risk) * national_trend
    return np.asarray(np.tensordot(weighed, brought.sum(axis=0), axes=(0, 0)))


def brought_to_last_year(
    person_years: GroupsByYears, cost_per_person: GroupsByYears, risk: GroupsByYears
) -> GroupsByYears:
    """Each group's part of the cost a person of each year, at the risk of the last year: groups by years (by populations)."""
    for name, figures in (("person-years", person_years), ("costs", cost_per_person), ("risk", risk)):
        if not np.all(np.isfinite(figures)) or np.any(np.asarray(figures) < 0):
            raise BenchmarkError(f"{name} of the years must be 0 or more: mend the figure that is not")
    if np.any(np.asarray(risk) == 0):
        raise BenchmarkError("risk of the years must be above 0, because risk is compared between years")
    share = person_years / person_years.sum(axis=0)
    return np.asarray(share[:, None] * cost_per_person * (risk[:, -1:] / risk))
