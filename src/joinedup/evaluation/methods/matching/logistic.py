"""Logistic regression by Newton's method over blocks of rows: some hundred kilobytes of working memory at any size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.matching.table import Table
from joinedup.evaluation.methods.results import Floats, Whole

STEP_IS_SMALL = 1e-6
"""Steps, in standardised coefficients, square at each turn: after one this small what is left is below 1e-11."""
MOST_STEPS = 30
SAMPLE_ROWS = 100_000
"""A larger table is first fitted on about so many of its rows; that only says where the search over all rows starts."""


@dataclass(frozen=True)
class Design:
    """What the model is of: columns of the table, standardised, one intercept, and one shift for each group but the first."""

    table: Table
    columns: Whole
    mean: Floats
    deviation: Floats
    groups: Whole | None = None

    @property
    def group_count(self) -> int:
        """Groups with an intercept of their own."""
        return 1 if self.groups is None else int(self.groups.max()) + 1

    @property
    def size(self) -> int:
        """Coefficients: those of the groups (the first is the intercept), then those of the columns."""
        return self.group_count + len(self.columns)

    def terms(self, rows: slice, block: Floats) -> Floats:
        """The model's terms for a block, rows x size."""
        whole = np.zeros((len(block), self.size))
        whole[:, 0] = 1.0
        if self.groups is not None:
            own = self.groups[rows]
            later = np.flatnonzero(own)
            whole[later, own[later]] = 1.0
        wanted = block if len(self.columns) == block.shape[1] else block[:, self.columns]
        np.subtract(wanted, self.mean, out=whole[:, self.group_count :])
        whole[:, self.group_count :] /= self.deviation
        return whole


@dataclass(frozen=True)
class Fitted:
    """Coefficients of a design, whether the search came to rest, and the last step it took (large where it did not)."""

    coefficients: Floats
    rested: bool
    last_step: Floats


def fit_logistic(design: Design, ridge: float = 0.0) -> Fitted:
    """The coefficients with the highest likelihood, less `ridge` / 2 times the squares of all but the groups' own.

    A search that does not come to rest in 30 steps means that the likelihood has no highest point: separation.
    """
    start = np.zeros(design.size)
    share = float(design.table.treated.mean())
    start[0] = np.log(share / (1 - share))
    step = design.table.rows // SAMPLE_ROWS
    if step > 1 and design.groups is None:
        tried = _search(design, start, ridge, step)
        if tried.rested:
            start = tried.coefficients
    return _search(design, start, ridge, 1)


def linear_predictor(design: Design, coefficients: Floats) -> Floats:
    """The logit of each row."""
    logit = np.empty(design.table.rows)
    for rows, block in design.table.blocks():
        logit[rows] = design.terms(rows, block) @ coefficients
    return logit


def _search(design: Design, start: Floats, ridge: float, every: int) -> Fitted:
    penalty = np.full(design.size, ridge)
    penalty[: design.group_count] = 0.0
    at, likelihood = start, -np.inf
    step = np.zeros_like(start)
    for _ in range(MOST_STEPS):
        reached, slope, curve = _derivatives(design, at, penalty, every)
        halvings = 0
        while reached < likelihood - 1e-9 * abs(likelihood) and halvings < 20:
            step, halvings = step / 2, halvings + 1
            at = at - step
            reached, slope, curve = _derivatives(design, at, penalty, every)
        likelihood = reached
        step = _newton_step(curve, slope)
        at = at + step
        largest = float(np.abs(step).max())
        if not np.isfinite(largest) or largest < STEP_IS_SMALL:
            return Fitted(at, bool(np.isfinite(largest)), step)
    return Fitted(at, False, step)


def _newton_step(curve: Floats, slope: Floats) -> Floats:
    """Where the curvature has vanished (fitted probabilities all 0 or 1) the step is infinite."""
    try:
        return np.asarray(np.linalg.solve(curve, slope))
    except np.linalg.LinAlgError:
        return np.full(len(slope), np.inf)


def _derivatives(design: Design, at: Floats, penalty: Floats, every: int) -> tuple[float, Floats, Floats]:
    """Log-likelihood, its slope, and its negative curvature, in one pass."""
    likelihood = -0.5 * float(penalty @ at**2)
    slope, curve = -penalty * at, np.diag(penalty)
    for rows, block in design.table.blocks(every):
        terms, treated = design.terms(rows, block), design.table.treated[rows]
        logit = terms @ at
        small = np.exp(-np.abs(logit))
        probability = np.where(logit >= 0, 1.0, small) / (1 + small)
        likelihood += float(logit @ treated - np.maximum(logit, 0).sum() - np.log1p(small).sum())
        slope += (treated - probability) @ terms
        curve += terms.T @ (terms * (small / (1 + small) ** 2)[:, None])
    return likelihood, slope, curve
