"""The picture of a matched comparison: both groups' rates by quarter, from a year before joining to the end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.matched_controls.members import DAYS_A_YEAR
from joinedup.evaluation.matched_controls.pairs import FollowedPairs
from joinedup.evaluation.matched_controls.weights import DayWeights
from joinedup.evaluation.methods.results import Floats, Whole

QUARTERS_BEFORE = 4
_QUARTER = DAYS_A_YEAR / 4


@dataclass(frozen=True)
class RatesOverTime:
    """Rates a person-year by quarter since joining (-4 to -1 is the year before), with limits, for both groups.

    `people` are those seen in the quarter, `years` their (weighted) person-years. A quarter nobody is seen in has no entry.
    """

    quarter: Whole
    treated: Floats
    treated_low: Floats
    treated_high: Floats
    treated_people: Whole
    control: Floats
    control_low: Floats
    control_high: Floats
    control_people: Whole


def rates_over_time(
    pairs: FollowedPairs, follow_up: FollowUp, weights: DayWeights, level: float = 0.95
) -> RatesOverTime:
    """Before joining each person is seen on the days they lived here within the data; after, as in the estimate."""
    longest = int(np.max(pairs.treated_ends_before - pairs.day, initial=0))
    quarters = range(-QUARTERS_BEFORE, max(int(np.ceil(longest / _QUARTER)), 1))
    groups = []
    for person, ends, weight in (
        (pairs.treated_person, pairs.treated_ends_before, weights.treated),
        (pairs.control_person, pairs.control_ends_before, weights.control),
    ):
        _, stay_from, _ = follow_up.lives_here(person, pairs.day)
        seen_from = np.maximum(stay_from, follow_up.data_from)
        cells = [_quarter(q, person, seen_from, ends, weight, pairs, follow_up, weights) for q in quarters]
        groups.append(np.array([_rate(*cell, person, pairs.weight, level) for cell in cells]))
    treated, control = groups
    seen = (treated[:, 3] > 0) & (control[:, 3] > 0)
    t, c = treated[seen], control[seen]
    return RatesOverTime(
        quarter=np.array(quarters)[seen],
        treated=t[:, 0],
        treated_low=t[:, 1],
        treated_high=t[:, 2],
        treated_people=t[:, 3].astype(np.int64),
        control=c[:, 0],
        control_low=c[:, 1],
        control_high=c[:, 2],
        control_people=c[:, 3].astype(np.int64),
    )


def _quarter(
    quarter: int,
    person: Whole,
    seen_from: Whole,
    ends: Whole,
    weight: Floats,
    pairs: FollowedPairs,
    follow_up: FollowUp,
    grid: DayWeights,
) -> tuple[Floats, Floats]:
    """Weighted events and years of each person in one quarter since joining; before it every day weighs one."""
    first = np.maximum(pairs.day + round(quarter * _QUARTER), seen_from)
    last = np.minimum(pairs.day + round((quarter + 1) * _QUARTER), np.where(quarter < 0, pairs.day, ends))
    last = np.maximum(last, first)
    spell, event = follow_up.events_within(person, first, last)
    amount = follow_up.event_amount[event]
    years: Floats = (last - first) / DAYS_A_YEAR
    if quarter >= 0:
        amount = amount * weight[spell, grid.month_of(follow_up.event_day[event])]
        years = np.asarray((grid.days_by_month(first, last) * weight).sum(axis=1) / DAYS_A_YEAR)
    return np.bincount(spell, amount, minlength=len(person)).astype(np.float64), years


def _rate(
    amount: Floats, years: Floats, person: Whole, weight: Floats, level: float
) -> tuple[float, float, float, int]:
    """A rate with limits on the log scale, clustered by person, and the people seen; without events the upper limit is the
    exact Poisson one."""
    from scipy import stats

    people = len(np.unique(person[years > 0]))
    total, time = float(weight @ amount), float(weight @ years)
    if not time > 0:
        return 0.0, 0.0, 0.0, 0
    if not total > 0:
        return 0.0, 0.0, float(stats.chi2.ppf(0.5 + level / 2, 2) / 2 / time), people
    rate = total / time
    left = np.bincount(np.unique(person, return_inverse=True)[1], weight * (amount - rate * years))
    error = float((left @ left) ** 0.5) / total * (people / max(people - 1, 1)) ** 0.5
    half = float(stats.norm.ppf(0.5 + level / 2)) * error
    return rate, rate * float(np.exp(-half)), rate * float(np.exp(half)), people
