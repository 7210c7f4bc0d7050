"""From pairs to what is compared: each member's events and years followed, by the weights of the days."""

from __future__ import annotations

import numpy as np

from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.matched_controls.pairs import FollowedPairs
from joinedup.evaluation.matched_controls.rate_ratio import Members
from joinedup.evaluation.matched_controls.weights import DayWeights
from joinedup.evaluation.methods.results import Floats, Whole

DAYS_A_YEAR = 365.25


def members_of(pairs: FollowedPairs, follow_up: FollowUp, weights: DayWeights) -> Members:
    """Both members of every pair, those who joined first."""
    treated = _followed(
        pairs.treated_person, pairs.day, pairs.treated_ends_before, weights.treated, follow_up, weights
    )
    control = _followed(
        pairs.control_person, pairs.day, pairs.control_ends_before, weights.control, follow_up, weights
    )
    twice = np.tile(np.arange(len(pairs)), 2)
    return Members(
        amount=np.concatenate([treated[0], control[0]]),
        years=np.concatenate([treated[1], control[1]]),
        treated=np.arange(2 * len(pairs)) < len(pairs),
        weight=pairs.weight[twice],
        matched_set=pairs.matched_set[twice],
        person=np.concatenate([pairs.treated_person, pairs.control_person]),
        row=np.concatenate([pairs.treated_row, pairs.control_row]),
    )


def _followed(
    person: Whole, first: Whole, ends_before: Whole, weight: Floats, follow_up: FollowUp, grid: DayWeights
) -> tuple[Floats, Floats]:
    """Weighted events and weighted years of each spell."""
    spell, event = follow_up.events_within(person, first, ends_before)
    of_event = weight[spell, grid.month_of(follow_up.event_day[event])]
    amounts = of_event * follow_up.event_amount[event]
    amount = np.bincount(spell, amounts, minlength=len(person)).astype(np.float64)
    years = (grid.days_by_month(first, ends_before) * weight).sum(axis=1) / DAYS_A_YEAR
    return amount, years
