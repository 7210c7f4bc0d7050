"""The historical benchmarks of the Medicare Shared Savings Program, made again from what the program publishes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from joinedup.money.historical_benchmark import (
    brought_to_last_year,
    historical_benchmark,
    weights_of_years,
)

Floats = NDArray[np.float64]
GROUPS = ("esrd", "dis", "agdu", "agnd")
FEWEST = 20


@dataclass(frozen=True)
class Agreements:
    """Organisations of one performance year whose first agreement began in one year. Arrays are groups by years by
    organisations; `published` is the benchmark in dollars a person."""

    performance_year: int
    began: int
    person_years: Floats
    cost: Floats
    risk: Floats
    published: Floats

    def regressed(self) -> tuple[Floats, float]:
        """The weights of the three years by least squares, as if cost had not grown, and the share of variance explained."""
        years = brought_to_last_year(self.person_years, self.cost, self.risk).sum(axis=0).T
        found = np.linalg.lstsq(years, self.published, rcond=None)[0]
        left = self.published - years @ found
        centred = self.published - self.published.mean()
        return found, 1 - float(left @ left) / float(centred @ centred)

    def trends(self) -> Floats:
        """National growth of each group's cost from each year to the last, which the file does not have: by least squares,
        with the published weights. Groups by years by one."""
        parts = brought_to_last_year(self.person_years, self.cost, self.risk)
        first, second, third = weights_of_years()
        known = self.published - third * parts[:, 2].sum(axis=0)
        columns = np.concatenate([first * parts[:, 0], second * parts[:, 1]]).T
        found = np.linalg.lstsq(columns, known, rcond=None)[0].reshape(2, len(GROUPS))
        return np.asarray(np.stack([found[0], found[1], np.ones(len(GROUPS))], axis=1)[:, :, None])

    def furthest(self) -> float:
        """How far the benchmark made again is from the published one at most, as a share of it."""
        made = historical_benchmark(self.person_years, self.cost, self.risk, self.trends())
        return float(np.abs(made / self.published - 1).max())


def agreements_in(path: Path) -> Iterator[Agreements]:
    """The file's organisations by performance year and year of beginning, where there are enough of them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    groups: dict[tuple[int, int], list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault((int(row["py"]), int(row["start"][:4])), []).append(row)
    for (year, began), members in sorted(groups.items()):
        if len(members) >= FEWEST:
            yield _agreements(year, began, members)


def _agreements(year: int, began: int, rows: list[dict[str, str]]) -> Agreements:
    def read(name: str) -> list[float]:
        return [float(row[name]) for row in rows]

    by_year = (1, 2, 3)
    return Agreements(
        year,
        began,
        np.array([read(f"by3_person_years_{group}") for group in GROUPS]),
        np.array([[read(f"exp_{group}_by{n}") for n in by_year] for group in GROUPS]),
        np.array([[read(f"hcc_{group}_by{n}") for n in by_year] for group in GROUPS]),
        np.array(read("hist_benchmark_pc")),
    )
