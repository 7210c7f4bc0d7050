"""Who joins when: one pooled logit over people and months. It says whom to compare with whom, and who was likely to stop
being a control."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.candidates import NEVER_JOINED, Candidates
from joinedup.evaluation.methods.results import Bools, Caution, Floats, MethodError, Whole


@dataclass(frozen=True)
class Joining:
    """The fitted chance of joining, a row a candidate and month.

    `logit` is the part that the features explain, in log odds: what people are matched on within a month; NaN in months when
    nobody joined. `hazard` is the chance of joining in the month of those in it who had not joined; 0 in such months.
    `unlisted` is the same, by month, for people who had been eligible earlier and were not on the first of the month.
    """

    logit: Floats
    hazard: Floats
    unlisted: Floats
    cautions: tuple[Caution, ...] = ()


def joining_of(candidates: Candidates) -> Joining:
    """A pooled logit of joining in the month, with an intercept a month and the features (D'Agostino et al. 1990, Stat Med
    9:1501-1515: with short intervals it is the same as a Cox model with time-dependent covariates).

    MethodError when nobody who joined was eligible on the first of that month, or everyone eligible joined.
    """
    from joinedup.evaluation.methods.matching.propensity import propensity

    joined = candidates.joins_this_month
    _check_who_joined(candidates)
    months_open, code = np.unique(candidates.month[joined]), np.full(len(candidates.months), -1)
    code[months_open] = np.arange(len(months_open))
    used = code[candidates.month] >= 0
    groups = code[candidates.month[used]]
    features = candidates.model_features[used]
    telling = _differ_within_months(features, groups, len(months_open))
    fitted = propensity(
        features[:, telling],
        joined[used],
        [name for name, tells in zip(candidates.feature_names, telling, strict=True) if tells],
        groups=groups if len(months_open) > 1 else None,
        if_separated="ridge",
    )
    shift = np.array([0.0, *(fitted.coefficients[f"group {k}"] for k in range(1, len(months_open)))])
    logit, hazard = np.full(len(candidates), np.nan), np.zeros(len(candidates))
    logit[used] = fitted.logit - shift[groups]
    hazard[used] = fitted.probability
    return Joining(logit, hazard, _unlisted(candidates), (*_constant(candidates, features), *fitted.cautions))


def _check_who_joined(candidates: Candidates) -> None:
    joined = candidates.joins_this_month
    if not joined.any() and not len(candidates.caseload[0]):
        raise MethodError(
            f"nobody is known to have joined {candidates.care_model}, so there is nobody to match: add its caseload as a source"
            " (format caseload), or wait until people have joined"
        )
    if not joined.any():
        raise MethodError(
            f"nobody who joined {candidates.care_model} was eligible on the first of the month they joined in, so there is"
            " nobody to match: check `eligible` and the days of joining, or wait until people have joined"
        )
    months = len(candidates.months)
    left = np.bincount(candidates.month[~joined], minlength=months)
    if not left[np.unique(candidates.month[joined])].any():
        raise MethodError(
            f"everyone eligible for {candidates.care_model} joined in the month they became so: nobody is left to compare"
            " with; compare practices or neighbourhoods instead (difference-in-differences, synthetic-control)"
        )


def _differ_within_months(features: Floats, month: Whole, months: int) -> Bools:
    """Columns whose values differ between people of the same month: only these can say who is like whom."""
    first = np.zeros(months, np.int64)
    first[month[::-1]] = np.arange(len(month))[::-1]
    differ: Bools = (features != features[first[month]]).any(axis=0)
    if not differ.any():
        raise MethodError(
            "no feature differs between the people eligible in the same month, so nobody can be matched to anybody like them:"
            " hand in what is known of them (age, conditions, earlier use of care)"
        )
    return differ


def _constant(candidates: Candidates, features: Floats) -> tuple[Caution, ...]:
    same = [
        name
        for name, column in zip(candidates.feature_names, features.T, strict=True)
        if (column == column[0]).all()
    ]
    if not same:
        return ()
    words = f"{', '.join(same)}: the same for every candidate, so nothing to match on; left out."
    return (Caution("constant-features", words),)


def _unlisted(candidates: Candidates) -> Floats:
    """By month: of people with a row in an earlier month, none in this one, and not joined, the share who joined in it."""
    months = len(candidates.months)
    first = np.full(len(candidates.people), months)
    np.minimum.at(first, candidates.person_index, candidates.month)
    day = np.full(len(candidates.people), NEVER_JOINED)
    day[candidates.person_index] = candidates.joining_day
    starts = candidates.month_starts
    joined_in = np.searchsorted(starts, day, side="right") - 1
    earlier = np.array([((first < m) & (day >= starts[m])).sum() for m in range(months)])
    seen_before = first[candidates.person_index] < candidates.month
    listed = np.bincount(candidates.month[seen_before], minlength=months)
    off = np.bincount(joined_in[(joined_in < months) & (joined_in > first)], minlength=months)
    on = np.bincount(candidates.month[candidates.joins_this_month & seen_before], minlength=months)
    return np.clip((off - on) / np.maximum(earlier - listed, 1), 0.0, 0.99)
