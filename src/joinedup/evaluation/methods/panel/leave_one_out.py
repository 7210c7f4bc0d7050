"""What the effect would be without each donor: whether one unit carries the answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.panel.counterfactual import Imputer, imputed, of_panel
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.usable import refuse, unit_weights


@dataclass(frozen=True)
class LeftOut:
    """The effect without one donor, and what that donor weighed with all of them (0 where the design gives no weights)."""

    unit: str
    weight: float
    effect: float


def leave_one_out_donors(imputer: Imputer, panel: Panel) -> tuple[LeftOut, ...]:
    """The effect on the panel without each donor in turn, weights fitted anew; heaviest donor first.

    `imputer` is any counterfactual design of this folder (a GeneralisedSyntheticControl with its `rank` given). MethodError
    when the panel has fewer than three donors.
    """
    donors = np.flatnonzero(~panel.is_treated)
    if len(donors) < 3:
        refuse(f"{len(donors)} donors: leaving one out needs at least three; add units that did not change")
    treated = panel.is_treated
    sizes = unit_weights(panel)[treated]
    whole = of_panel(imputer, panel)
    weights = np.zeros(len(donors)) if whole.weights is None else (sizes / sizes.sum()) @ whole.weights
    found = []
    for place, row in enumerate(donors):
        others = panel.outcomes[np.delete(donors, place)]
        one = imputed(imputer, others, panel.outcomes[treated], panel.starts[treated], sizes)
        found.append(LeftOut(panel.units[row], float(weights[place]), one.effect))
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))
