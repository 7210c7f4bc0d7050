"""Rehearsing the designs of a place's care model on its own published build."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from joinedup.answers.evaluation_data import read_candidates, read_follow_up
from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.decision_rule import decision_rule
from joinedup.evaluation.design_rehearsal import Judge, Progress, RehearsalResult
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.joining_plan import joining_plan
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.evaluation.methods.results import MethodError, Whole
from joinedup.evaluation.power import smallest_detectable
from joinedup.evaluation.rehearse_matched_controls import (
    RANDOM,
    RECENT,
    Planted,
    pace_seen,
    rehearse_matched_controls,
)
from joinedup.evaluation.verdicts import verdict_of
from joinedup.place.model import CareModel


def matched_rehearsals(
    released: Released,
    model: CareModel,
    measure: str,
    *,
    change: float,
    repetitions: int,
    rng: np.random.Generator,
    design: MatchedControls | None = None,
    progress: Progress | None = None,
) -> Iterator[RehearsalResult]:
    """Matched controls with `change` planted and with nothing planted, people joining after an admission and at random, one
    result after the other. JoinedupError when the place is too small for it."""
    candidates = read_candidates(released, model.name)
    follow_up = read_follow_up(released, model.name, measure)
    _, until = released.period()
    by_month = _pace(candidates, model, until)
    judge = _judge(candidates, follow_up, model, until, change) if change else None
    for who in (RECENT, RANDOM):
        for planted in (change, 0.0):
            yield rehearse_matched_controls(
                design or MatchedControls(),
                candidates,
                follow_up,
                until,
                Planted(planted, by_month, who),
                repetitions=repetitions,
                rng=rng,
                progress=progress,
                judge=judge,
            )


def _judge(
    candidates: Candidates, follow_up: FollowUp, model: CareModel, until: date, expected: float
) -> Judge:
    """The rule in force, for somebody who expects this change by the last day of the data."""
    rule = decision_rule()
    try:
        detectable: float | None = smallest_detectable(
            candidates,
            follow_up,
            starts_on=model.starts_on,
            by=until,
            capacity=model.capacity,
            expected=expected,
        ).change
    except MethodError:
        detectable = None
    return lambda estimate: verdict_of(estimate, expected, detectable, until, until, rule).outcome


def _pace(candidates: Candidates, model: CareModel, until: date) -> Whole:
    """As people have joined; where nobody has, as the caseload would fill from the first month that eligibility is known for."""
    seen = pace_seen(candidates)
    if seen.sum():
        return seen
    plan = joining_plan(candidates, candidates.months[0], until, model.capacity)
    by_month = np.zeros(len(candidates.months), np.int64)
    planned = np.floor(plan.by_month[: len(by_month)]).astype(np.int64)
    by_month[: len(planned)] = planned
    if by_month.sum() < 2:
        raise JoinedupError(
            f"{model.name}: fewer than two people would join, so there is nothing to rehearse: see its capacity and who is"
            " eligible in place.toml"
        )
    return by_month
