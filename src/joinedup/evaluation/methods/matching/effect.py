"""The effect in a matched sample: a weighted difference of means, whose interval knows who was paired and who served twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.handed_in import array_of, numbers_of
from joinedup.evaluation.methods.matching.clustered import clustered_covariance
from joinedup.evaluation.methods.matching.columns import moments_of, repeated_columns
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.matching.table import table_of
from joinedup.evaluation.methods.results import Caution, Estimate, Floats, MethodError, Whole, level_of


def effect_of(
    matched: Matched,
    outcome: ArrayLike,
    *,
    adjust_for: ArrayLike | None = None,
    person: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimate:
    """The mean outcome of the matched treated less that of their controls, in the outcome's unit.

    `adjust_for` (rows x columns) adds covariates to the weighted regression (Ho and others 2007, Political Analysis
    15:199-236). The standard error is clustered on pairs (Abadie and Spiess 2022, Journal of the American Statistical
    Association 117:983-995), and on `person` too (rows are taken as persons when None), so that a control who serves several
    times counts as one (two ways: Cameron, Gelbach and Miller 2011, Journal of Business and Economic Statistics 29:238-249).
    Without pairs it is the weighted regression's robust one, which takes the weights as known. The interval is Student's t,
    with one degree of freedom fewer than there are clusters of the scarcer kind.
    """
    values = numbers_of(outcome, "outcomes")
    level = level_of(level)
    if values.shape != matched.treated.shape:
        raise MethodError(
            f"expected one outcome for each of the {len(matched.treated):,} rows; found {values.shape}"
        )
    sample = _sample(matched, person)
    y = values[sample.rows]
    if not np.isfinite(y).all():
        raise MethodError(
            f"{int(np.count_nonzero(~np.isfinite(y))):,} matched rows have no outcome: say what happened to them, or match"
            " again without them"
        )
    if np.ptp(y) == 0:
        raise MethodError(f"the outcome is {y[0]:g} in every matched row: there is nothing to estimate")
    terms, cautions = _terms(matched, sample.rows, adjust_for)
    coefficients, covariance = clustered_covariance(terms, y, sample.weights, sample.clusters)
    error = float(np.sqrt(covariance[1, 1]))
    return _estimate(float(coefficients[1]), error, sample, level, (*_few(matched), *cautions), matched)


@dataclass(frozen=True)
class _Sample:
    """One entry for each time that a row stands in the sample: a control once for every pair it is in."""

    rows: Whole
    weights: Floats
    clusters: tuple[Whole, ...]
    interval_by: str

    @property
    def fewest_clusters(self) -> int:
        return min(len(np.unique(codes)) for codes in self.clusters)


def _sample(matched: Matched, person: ArrayLike | None) -> _Sample:
    who = (
        np.arange(len(matched.treated))
        if person is None
        else strata_of([person], len(matched.treated)).astype(np.int64)
    )
    if matched.treated_rows is None or matched.control_rows is None:
        rows = np.flatnonzero(matched.weights > 0)
        return _Sample(rows, matched.weights[rows], (who[rows],), "robust")
    if not matched.pairs:
        raise MethodError("the matched sample is empty: widen the caliper, or match on fewer strata")
    leaders, pair, each = np.unique(matched.treated_rows, return_inverse=True, return_counts=True)
    rows = np.concatenate([leaders, matched.control_rows])
    sets = np.concatenate([np.arange(len(leaders)), pair])
    weights = np.concatenate([np.ones(len(leaders)), 1.0 / each[pair]])
    people = who[rows]
    clusters = (sets,) if len(np.unique(people)) == len(people) else (sets, people)
    by = "cluster-robust-pairs" if len(clusters) == 1 else "cluster-robust-pairs-and-persons"
    return _Sample(rows, weights, clusters, by)


def _terms(matched: Matched, rows: Whole, adjust_for: ArrayLike | None) -> tuple[Floats, tuple[Caution, ...]]:
    treated = matched.treated[rows].astype(np.float64)
    plain = np.column_stack([np.ones(len(rows)), treated])
    if adjust_for is None:
        return plain, ()
    numbers = array_of(adjust_for, "the columns to adjust for")
    if numbers.ndim not in (1, 2) or len(numbers) != len(matched.treated):
        raise MethodError(
            f"the columns to adjust for need one row for each of the {len(matched.treated):,}; found the shape {numbers.shape}"
        )
    beside = np.column_stack([treated, numbers.reshape(len(numbers), -1)[rows]])
    table = table_of(beside, matched.treated[rows])
    moments = moments_of(table)
    useless = moments.constant | repeated_columns(moments.correlation, ~moments.constant)
    caution = Caution(
        "columns-left-out", f"{int(useless.sum())} columns to adjust for say nothing new and were left out."
    )
    scaled = ((beside - moments.mean) / moments.deviation)[:, 1:][:, ~useless[1:]]
    return np.column_stack([plain, scaled]), (caution,) if useless.any() else ()


def _few(matched: Matched) -> tuple[Caution, ...]:
    found = []
    if matched.treated_used == 1:
        words = "One treated row is in the sample: its difference is no estimate of how others would fare."
        found.append(Caution("one-treated", words))
    if matched.controls_used == 1:
        words = (
            "One control stands for everybody: what is particular to that row passes for an effect, and the interval does not"
            " know it. Match with more controls."
        )
        found.append(Caution("one-control", words))
    return tuple(found)


def _estimate(
    value: float, error: float, sample: _Sample, level: float, cautions: tuple[Caution, ...], matched: Matched
) -> Estimate:
    from scipy.special import stdtr, stdtrit

    free = max(sample.fewest_clusters - 1, 1)
    reach = float(stdtrit(free, 0.5 + level / 2)) * error
    return Estimate(
        value=value,
        low=value - reach,
        high=value + reach,
        scale="difference",
        method=f"difference of means, {matched.method}",
        interval_by=sample.interval_by,
        level=level,
        standard_error=error,
        p_value=float(2 * stdtr(free, -abs(value / error))) if error > 0 else None,
        cautions=(*matched.cautions, *cautions),
        dropped=(*matched.dropped, *matched.unusable),
    )
