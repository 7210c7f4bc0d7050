"""Rehearsing a panel design on the practices of a place's own published build."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from joinedup.answers.panel_data import panel_of_practices, practice_panel
from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.design_rehearsal import Progress, RehearsalResult
from joinedup.evaluation.methods.panel.estimator import PanelEstimator
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.panel_planting import Rollout, start_some, time_word, untouched
from joinedup.evaluation.panel_power import rollout_before_start
from joinedup.evaluation.panel_rehearsal import rehearse_panel_design, the_place
from joinedup.place.model import CareModel

_SHARE_TREATED = 3
"""Where the place file has no sites, one practice in so many is treated."""


def panel_rehearsals(
    released: Released,
    model: CareModel,
    measure: str,
    estimator: PanelEstimator,
    *,
    change: float,
    repetitions: int,
    rng: np.random.Generator,
    progress: Progress | None = None,
) -> Iterator[RehearsalResult]:
    """A panel design with `change` planted and with nothing planted, one result after the other.

    Where the place file has sites, the roll-out is theirs, moved into the months before the first of them. Where it has none, the
    care model reaches all practices alike: then a third of them, drawn at random, are taken to start together, and all months
    are used. JoinedupError when the place is too small for it.
    """
    panel, rollout = _plan(released, model, measure)
    why = _why_not(panel, rollout, estimator)
    if why:
        raise JoinedupError(f"{estimator.title} cannot be rehearsed on {measure} by practice: {why}")
    time = time_word(panel.times_a_year)
    conditions = f"{len(panel.units)} practices, {len(panel.times)} {time}s; {rollout}, drawn at random"
    for planted in (change, 0.0):
        yield rehearse_panel_design(
            the_place(panel),
            estimator,
            rollout,
            change=planted,
            repetitions=repetitions,
            rng=rng,
            conditions=conditions,
            progress=progress,
        )


def _plan(released: Released, model: CareModel, measure: str) -> tuple[Panel, Rollout]:
    if not model.sites:
        panel = panel_of_practices(released, measure)
        return panel, Rollout(max(len(panel.units) // _SHARE_TREATED, 1), (len(panel.times) // 2,))
    panel = practice_panel(released, model.name, measure).panel
    starts = np.unique(panel.starts[panel.is_treated])
    gap = int(np.diff(starts).mean()) if len(starts) > 1 else 0
    after = len(panel.times) - int(starts.max())
    rollout = rollout_before_start(panel, int(panel.is_treated.sum()), after, gap, len(starts))
    return untouched(panel), rollout


def _why_not(panel: Panel, rollout: Rollout, estimator: PanelEstimator) -> str | None:
    """Why the design could not be used on any draw, as far as that can be seen from one."""
    return estimator.why_not(start_some(panel, rollout, np.random.default_rng(0)))
