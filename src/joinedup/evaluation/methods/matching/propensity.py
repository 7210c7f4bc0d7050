"""Propensity scores: the chance of being treated given what was known before, by logistic regression at any size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.handed_in import number_of
from joinedup.evaluation.methods.matching.columns import ColumnMoments, moments_of, repeated_columns
from joinedup.evaluation.methods.matching.logistic import Design, Fitted, fit_logistic, linear_predictor
from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.matching.table import Table, table_of
from joinedup.evaluation.methods.matching.thresholds import propensity_thresholds
from joinedup.evaluation.methods.one_thread import on_one_thread
from joinedup.evaluation.methods.results import Caution, Floats, MethodError

IfSeparated = Literal["stop", "ridge"]


@dataclass(frozen=True)
class Propensity:
    """`logit` is the linear predictor of each row. `coefficients` are by name in the columns' own units, "intercept" first,
    then one "group N" a group but the first; those of columns left out are NaN, as R writes NA. `ridge` is the penalty used."""

    logit: Floats
    coefficients: Mapping[str, float]
    left_out: Mapping[str, str]
    ridge: float = 0.0
    cautions: tuple[Caution, ...] = ()

    @property
    def probability(self) -> Floats:
        """The chance of being treated, between 0 and 1, computed when asked for."""
        return 1.0 / (1.0 + np.exp(-self.logit))


@on_one_thread
def propensity(
    features: ArrayLike,
    treated: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    groups: ArrayLike | None = None,
    ridge: float = 0.0,
    if_separated: IfSeparated = "stop",
) -> Propensity:
    """Logistic regression of `treated` on `features` (rows x columns, 32- or 64-bit) with an intercept, one for each of
    `groups` where given. The same maximum as R's `glm(family = binomial)`.

    Constant columns, and columns that earlier ones determine, are left out with a caution. Separation (a column, or several
    together, tell who was treated) has no maximum: MethodError, or with `if_separated="ridge"` a penalised fit and a caution.
    """
    table = table_of(features, treated, names)
    moments = moments_of(table)
    left_out = _left_out(table.names, moments)
    used = np.array([at for at, name in enumerate(table.names) if name not in left_out], dtype=np.int64)
    codes = None if groups is None else strata_of([groups], table.rows).astype(np.int64)
    design = Design(table, used, moments.mean[used], moments.deviation[used], codes)
    fitted, penalty = _fitted(design, ridge, if_separated)
    cautions = (*_cautions_of_columns(left_out), *_cautions_of_size(table, design))
    if penalty != ridge:
        cautions = (*cautions, _ridden_out(design, fit_logistic(design, ridge), penalty))
    coefficients = _in_own_units(design, fitted.coefficients)
    return Propensity(
        linear_predictor(design, fitted.coefficients), coefficients, left_out, penalty, cautions
    )


def _left_out(names: tuple[str, ...], moments: ColumnMoments) -> dict[str, str]:
    repeated = repeated_columns(moments.correlation, ~moments.constant)
    reasons = {name: "constant" for name, constant in zip(names, moments.constant, strict=True) if constant}
    return reasons | {
        name: "determined by earlier columns" for name, found in zip(names, repeated, strict=True) if found
    }


def _fitted(design: Design, ridge: float, if_separated: IfSeparated) -> tuple[Fitted, float]:
    if not 0 <= number_of(ridge, "a ridge penalty") < np.inf:
        raise MethodError(f"a ridge penalty is 0 or more; found {ridge}")
    if if_separated not in get_args(IfSeparated):
        raise MethodError(
            f"if_separated is one of {', '.join(get_args(IfSeparated))}; found {if_separated!r}"
        )
    fitted = fit_logistic(design, ridge)
    if fitted.rested:
        return fitted, ridge
    if if_separated == "stop":
        raise MethodError(
            f"who was treated can be told from {_telling(design, fitted)} alone (separation), so no propensity score"
            " exists: leave that column out, join categories, match on it exactly, or accept a penalised fit"
            ' (if_separated="ridge")'
        )
    penalty = max(ridge, propensity_thresholds().ridge)
    fitted = fit_logistic(design, penalty)
    if not fitted.rested:
        raise MethodError(
            f"even a fit with ridge {penalty:g} did not settle: hand in a larger ridge or fewer columns"
        )
    return fitted, penalty


def _telling(design: Design, fitted: Fitted) -> str:
    """The columns along which the search went on without end."""
    steps = np.abs(fitted.last_step)
    names = _term_names(design)
    if not np.isfinite(steps).all():
        steps = np.abs(fitted.coefficients)
        steps[~np.isfinite(steps)] = np.inf
    steps[0] = 0.0
    largest = steps.max()
    telling = [name for name, step in zip(names, steps, strict=True) if step >= 0.5 * largest and step > 0]
    return " and ".join(telling) if 0 < len(telling) <= 3 else "the columns together"


def _ridden_out(design: Design, fitted: Fitted, penalty: float) -> Caution:
    return Caution(
        "separation",
        f"Who was treated can be told from {_telling(design, fitted)} alone, so the propensity score was fitted with a ridge"
        f" penalty of {penalty:g}. Look at overlap before believing a match.",
    )


def _cautions_of_columns(left_out: Mapping[str, str]) -> tuple[Caution, ...]:
    if not left_out:
        return ()
    listed = ", ".join(f"{name} ({reason})" for name, reason in left_out.items())
    return (
        Caution("columns-left-out", f"{len(left_out)} columns say nothing new and were left out: {listed}."),
    )


def _cautions_of_size(table: Table, design: Design) -> tuple[Caution, ...]:
    treated = int(table.treated.sum())
    smaller = min(treated, table.rows - treated)
    needed = propensity_thresholds().people_per_column * len(design.columns)
    if smaller >= needed:
        return ()
    return (
        Caution(
            "few-treated",
            f"The smaller group has {smaller:,} rows for {len(design.columns)} columns; about {needed:g} would make the"
            " propensity score steady. Use fewer columns, or judge the match by its balance alone.",
        ),
    )


def _term_names(design: Design) -> list[str]:
    groups = [f"group {at}" for at in range(1, design.group_count)]
    return ["intercept", *groups, *(design.table.names[at] for at in design.columns)]


def _in_own_units(design: Design, standardised: Floats) -> dict[str, float]:
    own = standardised.copy()
    own[design.group_count :] /= design.deviation
    own[0] -= float(own[design.group_count :] @ design.mean)
    found = dict(zip(_term_names(design), own.tolist(), strict=True))
    order = ["intercept", *_term_names(design)[1 : design.group_count], *design.table.names]
    return {name: found.get(name, float("nan")) for name in order}
