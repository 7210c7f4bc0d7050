"""The effect alone, without its interval: quicker where a design can be asked for it."""

from __future__ import annotations

from typing import cast

import numpy as np

from joinedup.evaluation.methods.panel.counterfactual import Imputer, of_panel
from joinedup.evaluation.methods.panel.estimator import PanelEstimator
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import MethodError


def point_of(estimator: PanelEstimator, panel: Panel, rng: np.random.Generator) -> float:
    """The effect of one estimator on one panel, on the scale of its estimate. Designs that build a counterfactual are spared
    their placebos. MethodError when the panel cannot be used."""
    if hasattr(estimator, "without"):
        why = estimator.why_not(panel)
        if why:
            raise MethodError(why)
        return of_panel(cast(Imputer, estimator), panel).effect
    return estimator.estimate(panel, rng=rng).effect.value
