"""Interactive fixed effects: what donors share at each time, their levels, and a few factors that move them differently."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.results import Floats, Whole


@dataclass(frozen=True)
class Factors:
    """Two-way fixed effects and `rank` factors of a whole panel of donors (Bai 2009, Econometrica 77:1229, without
    covariates: the principal components of what the two-way effects leave).

    `common` is the mean of donors at each time, `design` a column of ones and the factors (times x 1 + rank), `fitted` the donors'
    outcomes as the model has them, `loadings` what turns coefficients of the factors into weights of donors (donors x rank).
    """

    common: Floats
    design: Floats
    fitted: Floats
    loadings: Floats

    def paths(self, treated: Floats, start: int) -> tuple[Floats, Floats]:
        """Outcomes of `treated` (units x times) as the donors' factors have them, with levels and loadings fitted before
        `start`; and the weights of donors that amount to the same, up to a level (units x donors)."""
        before = self.design[:start]
        found = np.linalg.lstsq(before, (treated[:, :start] - self.common[:start]).T, rcond=None)[0]
        weights = 1 / len(self.loadings) + (self.loadings @ found[1:]).T
        return self.common + (self.design @ found).T, weights

    def left_out_errors(self, treated: Floats, start: int) -> Floats:
        """Errors at each time before `start` when that time is left out of the fit (units x times before)."""
        before = self.design[:start]
        basis, _ = np.linalg.qr(before)
        own = treated[:, :start] - self.common[:start]
        left_over = own - (own @ basis) @ basis.T
        leverage = np.minimum((basis**2).sum(axis=1), 1 - 1e-9)
        return np.asarray(left_over / (1 - leverage))


@dataclass(frozen=True)
class Decomposed:
    """Donors without their two-way effects, decomposed once for every rank."""

    common: Floats
    levels: Floats
    left: Floats
    scale: Floats
    right: Floats

    def factors(self, rank: int) -> Factors:
        """The model with `rank` factors; rank 0 is two-way fixed effects alone."""
        left, scale, right = self.left[:, :rank], self.scale[:rank], self.right[:rank]
        # Factors of unit mean square, so that the design is well scaled beside its column of ones.
        size = np.sqrt(self.right.shape[1])
        design = np.column_stack([np.ones(self.right.shape[1]), right.T * size])
        fitted = self.common + self.levels + (left * scale) @ right
        with np.errstate(divide="ignore"):
            loadings = left * np.where(scale > 0, size / scale, 0.0)
        return Factors(self.common, design, fitted, loadings)


def decomposed(donors: Floats) -> Decomposed:
    """The donors (units x times) taken apart: the mean at each time, levels, and principal components of the rest."""
    common = donors.mean(axis=0)
    levels = donors.mean(axis=1, keepdims=True) - common.mean()
    left, scale, right = np.linalg.svd(donors - common - levels, full_matrices=False)
    return Decomposed(common, levels, left, scale, right)


def chosen_rank(
    donors: Decomposed, treated: Floats, starts: Whole, ranks: range, gain: float
) -> tuple[int, float]:
    """The number of factors, and the mean square error of times left out: each time before its start is left out of each
    treated unit's fit in turn. A further factor is taken when it cuts the error by the share `gain` (as R gsynth does)."""
    best, least = ranks[0], np.inf
    for rank in ranks:
        factors = donors.factors(rank)
        errors = [
            factors.left_out_errors(row[None], int(start)).ravel()
            for row, start in zip(treated, starts, strict=True)
        ]
        error = float(np.mean(np.concatenate(errors) ** 2))
        if np.isinf(least) or least - error > gain * least:
            best, least = rank, error
    return best, least
