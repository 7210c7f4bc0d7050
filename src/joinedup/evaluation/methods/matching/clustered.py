"""Weighted least squares whose errors may be alike within clusters, of one kind or of two that cross."""

from __future__ import annotations

import numpy as np

from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.results import Floats, MethodError, Whole


def clustered_covariance(
    terms: Floats, outcome: Floats, weights: Floats, clusters: tuple[Whole, ...]
) -> tuple[Floats, Floats]:
    """Coefficients and their covariance (terms x terms).

    Each kind of cluster has the small-sample factor G / (G - 1) x (n - 1) / (n - k) (Liang and Zeger 1986; R's
    `sandwich::vcovCL`). Two kinds are added, and what they share taken away (Cameron, Gelbach and Miller 2011); where that
    leaves a variance below that of the larger kind alone, the larger stands.
    """
    if len(outcome) <= terms.shape[1]:
        raise MethodError(
            f"{len(outcome)} rows cannot carry {terms.shape[1]} coefficients: match more rows, or adjust for fewer columns"
        )
    weighted = terms * weights[:, None]
    inverse = np.linalg.inv(weighted.T @ terms)
    coefficients = inverse @ (weighted.T @ outcome)
    scores = weighted * (outcome - terms @ coefficients)[:, None]
    found = [inverse @ _middle(scores, codes) @ inverse for codes in clusters]
    if len(found) == 1:
        return coefficients, found[0]
    shared = inverse @ _middle(scores, strata_of(clusters).astype(np.int64)) @ inverse
    larger = max(found, key=lambda covariance: float(covariance[1, 1]))
    together = found[0] + found[1] - shared
    return coefficients, together if together[1, 1] > larger[1, 1] else larger


def _middle(scores: Floats, codes: Whole) -> Floats:
    dense = strata_of([codes])
    sums = np.column_stack([np.bincount(dense, weights=column) for column in scores.T])
    groups, (rows, columns) = len(sums), scores.shape
    if groups < 2:
        raise MethodError("one pair or person alone has no spread to make an interval of: match more")
    return np.asarray(sums.T @ sums * (groups / (groups - 1) * (rows - 1) / (rows - columns)))
