"""How long people who join as planned will be followed, with those who leave or die, and controls who join, taken off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.evaluation.joining_plan import JoiningPlan
from joinedup.evaluation.methods.results import Floats

_STEPS_A_MONTH = 4


@dataclass(frozen=True)
class PlannedTime:
    """Means over people who join: `years` followed; `weighed_years` the same with each day at the chance that its control has
    not joined; `treated_squares` the sum of squared weights of days (years); `treated_spread` and `control_spread` the mean
    square of a person's weighed years, which the spread between people multiplies."""

    years: float
    weighed_years: float
    treated_squares: float
    treated_spread: float
    control_spread: float


def planned_time(plan: JoiningPlan, by: date, loss_a_year: float) -> PlannedTime:
    """By months of joining: from the middle of the month until `by` at most, people lost at an even rate."""
    months = len(plan.by_month)
    hazard = np.minimum(plan.by_month / max(plan.listed, 1.0), 0.9)
    ends = (np.datetime64(by, "D") - np.datetime64(plan.first_month, "D")).astype(float) / 30.4375
    step = 1 / _STEPS_A_MONTH
    sums = np.zeros(5)
    for month in np.flatnonzero(plan.by_month > 0).tolist():
        length = max(ends - month - 0.5, step / 2)
        at = np.arange(step / 2, length, step)
        still = _not_joined(hazard, month + 0.5 + at, month, months)
        sums += plan.by_month[month] * _moments(at / 12, still, loss_a_year, step / 12)
    return PlannedTime(*(sums / plan.people).tolist())


def _not_joined(hazard: Floats, when: Floats, month: int, months: int) -> Floats:
    """The chance that a control has not joined since the start, at each time (months since the plan began)."""
    logs = np.concatenate([[0.0], np.cumsum(np.log1p(-hazard))])
    whole = np.minimum(when.astype(int), months - 1)
    part = np.clip(when - whole, 0.0, 1.0)
    return np.asarray(
        np.exp(logs[whole] + part * np.log1p(-hazard[whole]) - (logs[month] + logs[month + 1]) / 2)
    )


def _moments(years: Floats, still: Floats, loss: float, step: float) -> Floats:
    """The five figures of PlannedTime for one month of joining."""
    here = np.exp(-loss * years)
    weighed = np.cumsum(still) * step
    gone = -np.diff(np.append(here, 0.0))
    return np.array(
        [
            here.sum() * step,
            (here * still).sum() * step,
            (here * still**2).sum() * step,
            (gone * weighed**2).sum(),
            2 * (years * here * still).sum() * step,
        ]
    )
