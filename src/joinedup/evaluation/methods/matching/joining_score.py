"""The score for risk-set matching: the chance of joining this month among those who have not, from what was known before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.handed_in import array_of
from joinedup.evaluation.methods.matching.propensity import IfSeparated, Propensity, propensity
from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.matching.table import treated_of
from joinedup.evaluation.methods.results import Caution, MethodError


def joining_score(
    features: ArrayLike,
    joins: ArrayLike,
    month: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    ridge: float = 0.0,
    if_separated: IfSeparated = "stop",
) -> Propensity:
    """Pooled logistic regression over person-months at risk, with an intercept for each month (D'Agostino and others 1990,
    Statistics in Medicine 9:1501-1515, show it close to a Cox model with time-varying columns).

    Rows are people who have not joined before the month. The logit is given without the months' own intercepts (as if every
    month were the first), so that a caliper on it is about people and not about busy months. Months in which nobody joins, or
    everybody, say nothing of who joins: their rows get the score NaN, and a caution counts them.
    """
    numbers = array_of(features, "the columns")
    if not numbers.ndim:
        raise MethodError("expected a table of numbers, rows x columns; found a single value")
    numbers = numbers.reshape(len(numbers), -1) if numbers.ndim == 1 else numbers
    joining = treated_of(joins, len(numbers))
    months = strata_of([month], len(numbers))
    everyone, joined = np.bincount(months), np.bincount(months[joining], minlength=int(months.max()) + 1)
    telling = ((joined > 0) & (joined < everyone))[months]
    if not telling.any():
        raise MethodError(
            "no month has both people who join and people who do not: there is nothing to compare"
        )
    used = numbers if telling.all() else numbers[telling]
    groups = strata_of([months[telling]])
    fitted = propensity(used, joining[telling], names, groups=groups, ridge=ridge, if_separated=if_separated)
    shift = [0.0, *(fitted.coefficients[f"group {group}"] for group in range(1, int(groups.max()) + 1))]
    logit = np.full(len(numbers), np.nan)
    logit[telling] = fitted.logit - np.array(shift)[groups]
    return replace(
        fitted, logit=logit, cautions=(*fitted.cautions, *_silent(int(np.count_nonzero(~telling))))
    )


def _silent(rows: int) -> tuple[Caution, ...]:
    if not rows:
        return ()
    words = f"{rows:,} rows are of months in which nobody joined, or everybody: they have no score."
    return (Caution("months-without-joining", words),)
