"""A difference as a relative change of what would have happened without it."""

from __future__ import annotations

import math
from dataclasses import replace

from joinedup.evaluation.methods.results import Caution, Estimate


def relative_change(effect: Estimate, observed: float) -> Estimate | None:
    """The effect as a change relative to the counterfactual, given the mean observed in the cells it is about.

    What was observed is known; only the effect is uncertain, and the counterfactual is what was observed less the effect. So
    each limit d becomes d / (observed - d), which rises with d: the interval holds the relative change exactly when the
    effect's own holds the effect. None when the counterfactual is not above zero. The upper limit is infinite when the
    interval of the effect reaches all that was observed.
    """
    if not observed - effect.value > 0:
        return None
    cautions = effect.cautions
    if not observed - effect.high > 0:
        said = "the interval reaches all of the outcome observed, so the relative change has no upper limit; read the difference"
        cautions = (*cautions, Caution("no-upper-limit", said))
    return replace(
        effect,
        value=_turned(effect.value, observed),
        low=_turned(effect.low, observed),
        high=_turned(effect.high, observed),
        scale="change",
        standard_error=None,
        cautions=cautions,
    )


def _turned(difference: float, observed: float) -> float:
    without = observed - difference
    return difference / without if without > 0 else math.inf
