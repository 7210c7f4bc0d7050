"""How events come to a place's candidates who have not joined: how often, how unevenly, and how soon people are lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.methods.results import Bools, Floats, MethodError, Whole

_DAYS_A_YEAR = 365.25
_LONGEST_DAYS = 730


@dataclass(frozen=True)
class CourseOfEvents:
    """`rate` a person-year; `events_together` the amount of one event squared over its amount, on average (1 for plain counts);
    `spread` the squared coefficient of variation of people's rates that the features leave unexplained; `loss_a_year` the
    rate of leaving and dying; `words` say on whom it rests."""

    rate: float
    events_together: float
    spread: float
    loss_a_year: float
    words: tuple[str, ...]


def course_of_events(candidates: Candidates, follow_up: FollowUp, starts_on: date) -> CourseOfEvents:
    """From everyone eligible and not joined, each followed from the first of every month they were eligible in: in the months
    before the start and up to the start where there are at least twelve, otherwise until they join. MethodError when there
    were no events.
    """
    start = int(np.datetime64(starts_on, "D").astype(np.int64))
    opens = candidates.month_starts[candidates.month]
    before = opens < start
    enough = len(np.unique(candidates.month[before])) >= 12
    rows = np.flatnonzero(before) if enough else np.arange(len(candidates))
    person = follow_up.index_of(candidates.person[rows])
    first = opens[rows]
    here, _, leaves = follow_up.lives_here(person, first)
    limit = min(start, follow_up.data_ends_before) if enough else follow_up.data_ends_before
    ends = np.minimum(
        np.minimum(leaves, limit), np.minimum(candidates.joining_day[rows], first + _LONGEST_DAYS)
    )
    kept = here & (ends > first)
    if not kept.any():
        raise MethodError(
            "no candidate lived here for a day after being eligible: see the stays in `resident`"
        )
    lost = (leaves[kept] == ends[kept]) & (leaves[kept] < limit)
    return _course(candidates, follow_up, rows[kept], person[kept], first[kept], ends[kept], lost, enough)


def _course(
    candidates: Candidates,
    follow_up: FollowUp,
    rows: Whole,
    person: Whole,
    first: Whole,
    ends: Whole,
    lost: Bools,
    before_start: bool,
) -> CourseOfEvents:
    amount = follow_up.total(person, first, ends)
    years = (ends - first) / _DAYS_A_YEAR
    if not amount.sum() > 0:
        raise MethodError(
            f"there was no event of {follow_up.measure} among people eligible, so no change of it can be planned for: choose"
            " a measure of something that happens to them"
        )
    _, event = follow_up.events_within(person, first, ends)
    sizes = follow_up.event_amount[event]
    together = float((sizes**2).sum() / sizes.sum())
    expected = _expected(candidates.model_features[rows], amount, years)
    left = float(((amount - expected) ** 2).sum() - together * expected.sum())
    spread = max(left, 0.0) / float((expected**2).sum())
    # What the planned people's expected rates differ by counts too: a person's variance grows with the square of the rate.
    rates = expected / years
    mean = float((rates * years).sum() / years.sum())
    uneven = float((rates**2 * years).sum() / years.sum()) / mean**2
    whom = (
        "in the months before the start"
        if before_start
        else "while not joined (too few months before the start)"
    )
    return CourseOfEvents(
        rate=float(amount.sum() / years.sum()),
        events_together=together,
        spread=spread * uneven,
        loss_a_year=float(lost.sum() / years.sum()),
        words=(
            f"rates and their spread are those of the place's own people, from when they were eligible, {whom}",
        ),
    )


def _expected(features: Floats, amount: Floats, years: Floats) -> Floats:
    """What the features lead one to expect of each row: a Poisson regression with the years as exposure."""
    spread = features.std(axis=0)
    varies = spread > 1e-9
    scaled = (features[:, varies] - features[:, varies].mean(axis=0)) / spread[varies]
    x = np.column_stack([np.ones(len(amount)), scaled])
    per = float((amount > 0).sum() / amount.sum())
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(amount.sum() / years.sum())
    ridge = np.append(0.0, np.ones(x.shape[1] - 1))
    for _ in range(8):
        expected = per * years * np.exp(np.clip(x @ beta, -30, 30))
        step = np.linalg.solve(
            (x * expected[:, None]).T @ x + np.diag(ridge), x.T @ (per * amount - expected) - ridge * beta
        )
        beta = beta + np.clip(step, -1, 1)
    return np.asarray(years * np.exp(np.clip(x @ beta, -30, 30)))
