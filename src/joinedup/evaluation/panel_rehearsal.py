"""Rehearsal of a panel design: start units at random, plant a known change, estimate, repeat; how right was it how often?"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from joinedup.evaluation.design_rehearsal import Progress, RehearsalResult, rehearsal_result
from joinedup.evaluation.methods.one_thread import on_one_thread
from joinedup.evaluation.methods.panel.estimator import PanelEstimate, PanelEstimator
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import Estimate, MethodError
from joinedup.evaluation.panel_planting import Rollout, start_some, untouched, with_change


class PanelSource(Protocol):
    """Gives a panel with nobody treated: always the place's own, or a new made-up one at each call."""

    def __call__(self, rng: np.random.Generator) -> Panel:
        """The panel of one repetition."""
        ...


def the_place(panel: Panel) -> PanelSource:
    """The place's own panel before its first start, in every repetition the same. Chance then lies in who starts, and in which
    events the planted change takes away."""
    own = untouched(panel)
    return lambda rng: own


def rehearse_panel_design(
    source: PanelSource,
    estimator: PanelEstimator,
    rollout: Rollout,
    *,
    change: float,
    repetitions: int,
    rng: np.random.Generator,
    level: float = 0.95,
    conditions: str = "",
    progress: Progress | None = None,
) -> RehearsalResult:
    """Bias, coverage and power of one design for one planted change.

    Every repetition has a generator of its own, spawned from `rng`: the same seed gives the same figures. Repetitions without
    an estimate are counted by reason. MethodError when none gave one.
    """
    return rehearse_panel_designs(
        source,
        (estimator,),
        rollout,
        change=change,
        repetitions=repetitions,
        rng=rng,
        level=level,
        conditions=conditions,
        progress=progress,
    )[0]


@on_one_thread
def rehearse_panel_designs(
    source: PanelSource,
    estimators: tuple[PanelEstimator, ...],
    rollout: Rollout,
    *,
    change: float,
    repetitions: int,
    rng: np.random.Generator,
    level: float = 0.95,
    conditions: str = "",
    progress: Progress | None = None,
) -> tuple[RehearsalResult, ...]:
    """The same for several designs on the very same panels, one result each, in their order."""
    found: list[list[Estimate]] = [[] for _ in estimators]
    failures: list[list[str]] = [[] for _ in estimators]
    for done, child in enumerate(rng.spawn(repetitions), start=1):
        panel = with_change(start_some(source(child), rollout, child), change, child)
        for n, estimator in enumerate(estimators):
            try:
                found[n].append(change_of(estimator.estimate(panel, level=level, rng=child), panel))
            except MethodError as error:
                failures[n].append(str(error))
        if progress:
            progress(done, repetitions)
    return tuple(
        rehearsal_result(
            estimator.name,
            change,
            changes,
            failures=missing,
            level=level,
            conditions=conditions or str(rollout),
        )
        for estimator, changes, missing in zip(estimators, found, failures, strict=True)
    )


def change_of(estimate: PanelEstimate, panel: Panel) -> Estimate:
    """The effect as a relative change: the estimator's own, else its difference over the mean without the effect that it implies.
    MethodError when it has no relative change."""
    if estimate.change is not None:
        return estimate.change
    if estimate.effect.scale != "difference":
        return estimate.effect.as_change()
    observed = float(panel.outcomes[panel.treated_cells].mean())
    return estimate.effect.as_change(observed - estimate.effect.value)
