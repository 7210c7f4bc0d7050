"""Distance from target: how far what a place is given lies above or below what its need says it should be given.

(actual − target) / target, as NHS England and the Department of Health before it publish it beside every allocation.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from joinedup.money.capitation.pot import CapitationError, shared_by_weight
from joinedup.money.pence import Floats


def distance_from_target(actual: Any, target: Any) -> Floats:
    """(actual − target) / target for each part: −0.05 is five per cent under target.

    CapitationError where a target is not above 0.
    """
    aims = np.atleast_1d(np.asarray(target, np.float64))
    if not (aims > 0).all():
        raise CapitationError(
            "distance from target needs a target above 0 for every part: leave out parts without people"
        )
    return np.asarray((np.asarray(actual, np.float64) - aims) / aims)


def opening_distance(actual_before_pence: Any, target_pence: Any) -> Floats:
    """Distance from this year's targets if everybody's amount of last year grew by the same rate to this year's total.

    Last year's amounts are smaller than this year's targets for everybody; what tells one part from another is its share.
    """
    before = np.asarray(actual_before_pence, np.int64)
    total = int(np.asarray(target_pence, np.int64).sum())
    return distance_from_target(shared_by_weight(total, before), target_pence)
