"""Rehearsing the designs of a place's care model on its own published build."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from joinedup.answers.evaluation_data import read_candidates, read_follow_up
from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.design_rehearsal import Progress, RehearsalResult
from joinedup.evaluation.joining_plan import joining_plan
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.evaluation.methods.results import Whole
from joinedup.evaluation.rehearse_matched_controls import (
    RANDOM,
    RECENT,
    Planted,
    pace_seen,
    rehearse_matched_controls,
)
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
            )


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
