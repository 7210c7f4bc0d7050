"""A care model that never was: people of the place chosen as if they had joined, and a known change planted in what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from joinedup.evaluation.candidates import NEVER_JOINED, Candidates
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.methods.results import Bools, Floats, MethodError, Whole


@dataclass(frozen=True)
class Untouched:
    """The place without its care model: candidates and follow-up of people whom it never reached, rows in order of month."""

    candidates: Candidates
    follow_up: FollowUp
    row_person: Whole
    """Each row's index into the follow-up's people."""


def untouched(candidates: Candidates, follow_up: FollowUp) -> Untouched:
    """Everyone who never joined, over all months. MethodError when nobody is left."""
    keep = candidates.joining_day == NEVER_JOINED
    if not keep.any():
        raise MethodError(
            f"everyone eligible for {candidates.care_model} joined: nobody is left to rehearse the design on"
        )
    order = np.flatnonzero(keep)[np.argsort(candidates.month[keep], kind="stable")]
    left = _rows(candidates, order, np.full(len(order), np.datetime64("NaT"), "datetime64[D]"))
    left = replace(left, caseload_person=None, caseload_joined_on=None)
    return Untouched(left, follow_up, follow_up.index_of(left.person))


def who_joins(place: Untouched, by_month: Whole, log_odds: Floats, rng: np.random.Generator) -> Whole:
    """The day each of the follow-up's people joins, NEVER_JOINED for most.

    In each month `by_month` people are drawn from the rows of the month whose person has not joined, without replacement,
    the likelier the larger the row's `log_odds` (Gumbel's trick: Yellott 1977, J Math Psychol 15:109-144); the day is any of the
    month. Whoever no longer lives here on that day does not join.
    """
    found = place.candidates
    day = np.full(len(place.follow_up.people), NEVER_JOINED)
    edges = np.searchsorted(found.month, np.arange(len(found.months) + 1))
    for month, wanted in enumerate(by_month):
        if wanted <= 0:
            continue
        rows = np.arange(edges[month], edges[month + 1])
        rows = rows[day[place.row_person[rows]] == NEVER_JOINED]
        score = log_odds[rows] + rng.gumbel(size=len(rows))
        chosen = rows if len(rows) <= wanted else rows[np.argpartition(-score, wanted - 1)[:wanted]]
        person = place.row_person[chosen]
        when = rng.integers(found.month_starts[month], found.month_starts[month + 1], len(person))
        here, _, _ = place.follow_up.lives_here(person, when)
        day[person[here]] = when[here]
    return day


def with_joining(place: Untouched, day: Whole) -> Candidates:
    """The candidates as they would stand had these people joined: their rows end with the month they joined in."""
    found = place.candidates
    own = day[place.row_person]
    kept = np.flatnonzero(own >= found.month_starts[found.month])
    joins = own[kept]
    days = np.where(joins == NEVER_JOINED, np.datetime64("NaT"), joins.astype("datetime64[D]"))
    return _rows(found, kept, days.astype("datetime64[D]"))


def with_change(follow_up: FollowUp, day: Whole, change: float, rng: np.random.Generator) -> FollowUp:
    """The same follow-up with `change` planted in the events from the day each person joins: each event is left out with
    that probability, or for an increase happens once more with it (an increase above 1 is a MethodError)."""
    if not -1 <= change <= 1:
        raise MethodError(
            f"a change from -1 (none left) to +1 (twice as many) can be planted; found {change}"
        )
    after: Bools = follow_up.event_day >= day[follow_up.event_person]
    hit = after & (rng.random(len(after)) < abs(change))
    times = np.where(hit, 0 if change < 0 else 2, 1)
    return replace(
        follow_up,
        event_person=np.repeat(follow_up.event_person, times),
        event_day=np.repeat(follow_up.event_day, times),
        event_amount=np.repeat(follow_up.event_amount, times),
    )


def _rows(found: Candidates, rows: Whole, joins_on: np.ndarray) -> Candidates:
    return replace(
        found,
        person=found.person[rows],
        month=found.month[rows],
        joins_on=joins_on,
        features=found.features[rows],
        strata=None if found.strata is None else found.strata[rows],
    )
