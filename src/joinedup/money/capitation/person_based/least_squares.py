"""Weighted least squares from sums: of any number of people, nothing is kept but products of columns added up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.money.capitation.person_based.columns import Columns, Matrix
from joinedup.money.pence import Floats

# A column of which so little is left beside those before it says nothing of its own.
_NOTHING_LEFT = 1e-9


@dataclass
class Sums:
    """What least squares needs of some people. Cost is for a person-year and weighs as much as the time lived, so that products
    with it are sums of plain cost."""

    products: Matrix
    with_cost: Floats
    cost_squared: float = 0.0
    cost: float = 0.0
    person_years: float = 0.0

    def add(self, rows: Matrix, lived: Floats, cost: Floats) -> None:
        """Count these people in."""
        self.products += (rows * lived[:, None]).T @ rows
        self.with_cost += cost @ rows
        self.cost_squared += float((cost**2 / lived).sum())
        self.cost += float(cost.sum())
        self.person_years += float(lived.sum())

    @classmethod
    def nobody(cls, columns: int) -> Sums:
        return cls(np.zeros((columns, columns)), np.zeros(columns))

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.products + other.products,
            self.with_cost + other.with_cost,
            self.cost_squared + other.cost_squared,
            self.cost + other.cost,
            self.person_years + other.person_years,
        )

    def explained(self, amounts: Floats) -> float | None:
        """R²: the share of the differences in cost that a prediction with these amounts removes; None where nobody's cost
        differs. Below 0 it is worse than giving everybody the mean."""
        differences = self.cost_squared - self.cost**2 / self.person_years if self.person_years else 0.0
        left = self.cost_squared - 2 * amounts @ self.with_cost + amounts @ self.products @ amounts
        return 1 - float(left) / differences if differences > 1e-9 * max(self.cost_squared, 1.0) else None


@dataclass(frozen=True)
class Fit:
    """An amount for each column, 0 for those not in the model; `kept` are the columns that are."""

    amounts: Floats
    kept: np.ndarray


def fitted(sums: Sums, wanted: np.ndarray) -> Fit:
    """The least squares of the wanted columns. A column that those before it add up to is left out, so that no penalty is
    needed."""
    kept = independent(sums.products, wanted)
    amounts = np.zeros(len(sums.with_cost))
    if len(kept):
        amounts[kept] = np.linalg.solve(sums.products[np.ix_(kept, kept)], sums.with_cost[kept])
    return Fit(amounts, kept)


def independent(products: Matrix, wanted: np.ndarray) -> np.ndarray:
    """The wanted columns without any that is nothing, or that is a sum of wanted columns before it."""
    diagonal = np.diag(products)[wanted]
    present = wanted[diagonal > 0]
    scale = np.sqrt(np.diag(products)[present])
    scaled = products[np.ix_(present, present)] / np.outer(scale, scale)
    kept: list[int] = []
    below = np.zeros((len(present), len(present)))
    for column in range(len(present)):
        part = below[column, : len(kept)]
        left = scaled[column, column] - part @ part
        if left > _NOTHING_LEFT:
            pivot = np.sqrt(left)
            later = scaled[column + 1 :, column] - below[column + 1 :, : len(kept)] @ part
            below[column + 1 :, len(kept)] = later / pivot
            kept.append(column)
    return np.asarray(present[kept])


def standard_errors(
    fit: Fit, sums: Sums, columns: Columns, lived: Floats, cost: Floats, at_once: int
) -> Floats:
    """How far each amount may be off by chance, for costs that vary more among some people than others (the sandwich of
    White, Econometrica 1980;48:817-838, times people / (people - amounts)); 0 for columns not in the model."""
    meat = np.zeros((len(fit.kept), len(fit.kept)))
    for chosen, rows in columns.slices(at_once):
        missed = cost[chosen] - lived[chosen] * (rows @ fit.amounts)
        scored = rows[:, fit.kept] * missed[:, None]
        meat += scored.T @ scored
    bread = np.linalg.inv(sums.products[np.ix_(fit.kept, fit.kept)])
    people = len(lived)
    found = np.zeros(len(fit.amounts))
    wide = people / max(people - len(fit.kept), 1)
    found[fit.kept] = np.sqrt(np.maximum(np.diag(bread @ meat @ bread), 0) * wide)
    return found
