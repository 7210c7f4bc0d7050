"""Rehearsal of matched controls: a care model that never was is planted in the place's own data, again and again, and the
whole design is run on it each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.design_rehearsal import Judge, Progress, RehearsalResult, rehearsal_result
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.evaluation.methods.one_thread import on_one_thread
from joinedup.evaluation.methods.results import Estimate, Floats, MethodError, Whole
from joinedup.evaluation.planting import Untouched, untouched, who_joins, with_change, with_joining
from joinedup.evaluation.power import people_about

# How much likelier the recently admitted are to join in the rehearsal that puts regression to the mean to the test. Assumption.
_TIMES_AS_LIKELY = 3.0


@dataclass(frozen=True)
class WhoJoins:
    """A way in which people come to join: its words, and the log odds of joining of each row, from what is known on the first
    of its month."""

    words: str
    log_odds: Callable[[Candidates], Floats]


@dataclass(frozen=True)
class Planted:
    """What is planted in each repetition: a relative `change`, in those who join `by_month` (a number a month) by `who`."""

    change: float
    by_month: Whole
    who: WhoJoins


def _at_random(candidates: Candidates) -> Floats:
    return np.zeros(len(candidates))


def _recently_admitted(candidates: Candidates) -> Floats:
    if "emergency_admissions_3m" not in candidates.feature_names:
        raise MethodError(
            "this rule needs the feature emergency_admissions_3m: rehearse with people joining at random instead"
        )
    recent = candidates.features[:, candidates.feature_names.index("emergency_admissions_3m")] > 0
    return np.where(recent, np.log(_TIMES_AS_LIKELY), 0.0)


RANDOM = WhoJoins("at random among the eligible", _at_random)
RECENT = WhoJoins("three times as often after an emergency admission within three months", _recently_admitted)


@on_one_thread
def rehearse_matched_controls(
    design: MatchedControls,
    candidates: Candidates,
    follow_up: FollowUp,
    until: date,
    planted: Planted,
    *,
    repetitions: int,
    rng: np.random.Generator,
    level: float = 0.95,
    progress: Progress | None = None,
    judge: Judge | None = None,
) -> RehearsalResult:
    """What the design finds of a planted change, over repetitions.

    Only people who never truly joined take part. Each time some of them are drawn as joining, the change is planted in what
    happens to them from that day on, and the design sees no more than it would of a real care model. Repetitions have a
    generator of their own, spawned from `rng`: the same seed gives the same figures. `judge` gives each estimate its verdict.
    A repetition in which the design finds no estimate is counted with its reason. MethodError when none found one, or fewer
    than two people would join.
    """
    place = untouched(candidates, follow_up)
    _check(planted, candidates)
    log_odds = planted.who.log_odds(place.candidates)
    found: list[Estimate] = []
    failed: list[str] = []
    figures: list[tuple[float, float]] = []
    for done, own in enumerate(rng.spawn(repetitions)):
        joined, changed = _plant(place, planted, log_odds, own)
        try:
            found.append(design.estimate(joined, changed, until, level).as_change())
        except MethodError as error:
            failed.append(str(error))
        figures.append(_figures(joined, changed))
        if progress:
            progress(done + 1, repetitions)
    people, events = np.mean(figures, axis=0)
    return rehearsal_result(
        design.name,
        planted.change,
        found,
        failures=failed,
        level=level,
        conditions=f"{people_about(round(float(people)))} join {planted.who.words}",
        figures={"people_joining": float(people), "people_joining_with_events": float(events)},
        judge=judge,
    )


def _plant(
    place: Untouched, planted: Planted, log_odds: Floats, rng: np.random.Generator
) -> tuple[Candidates, FollowUp]:
    day = who_joins(place, planted.by_month, log_odds, rng)
    return with_joining(place, day), with_change(place.follow_up, day, planted.change, rng)


def _figures(joined: Candidates, changed: FollowUp) -> tuple[float, float]:
    """People who join, and those of them with an event afterwards."""
    rows = np.flatnonzero(joined.joins_this_month)
    person = changed.index_of(joined.person[rows])
    ends = np.full(len(rows), changed.data_ends_before)
    return float(len(rows)), float((changed.total(person, joined.joining_day[rows], ends) > 0).sum())


def _check(planted: Planted, candidates: Candidates) -> None:
    if len(planted.by_month) != len(candidates.months) or planted.by_month.sum() < 2:
        raise MethodError(
            f"by_month: expected how many join in each of {len(candidates.months)} months, at least two in all; found"
            f" {len(planted.by_month)} numbers that sum to {planted.by_month.sum()}"
        )


def pace_seen(candidates: Candidates) -> Whole:
    """How many people joined in each month, of those eligible on its first day."""
    return np.bincount(candidates.month[candidates.joins_this_month], minlength=len(candidates.months))
