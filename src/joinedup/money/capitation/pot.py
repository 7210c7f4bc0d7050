"""A pot of whole pence shared out by weights, and weights that add up to the people they are of."""

from __future__ import annotations

from typing import Any

import numpy as np

from joinedup.errors import JoinedupError
from joinedup.money.pence import Floats, Pence, shared_out


class CapitationError(JoinedupError):
    """Figures that no budget can be worked out from; the message says which, and what to do."""


def shared_by_weight(pence: int, weights: Any) -> Pence:
    """`pence` divided in proportion to `weights` (one a part, 0 or more, of any scale), by largest remainder.

    One amount a weight; they sum to `pence`. CapitationError where a weight is below 0 or no number, or all are 0.
    """
    parts = checked_weights(weights, "weights")
    total = parts.sum()
    if not total > 0:
        raise CapitationError(
            "all weights are 0: a pot cannot be shared out by them; give at least one a weight"
        )
    shares = {str(position): share for position, share in enumerate((parts / total).tolist())}
    return np.concatenate(list(shared_out(np.array([pence], dtype=np.int64), shares).values()))


def normalised(weights: Any, person_years: Any) -> Floats:
    """Weights for a person, scaled so that over all `person_years` they add up to those person-years: a mean of 1.

    CapitationError as for `shared_by_weight`.
    """
    given, lived = checked_weights(weights, "weights"), checked_weights(person_years, "person-years")
    weighted = float((given * lived).sum())
    if not weighted > 0:
        raise CapitationError("nobody has a weight above 0: weights of a population need at least one")
    return np.asarray(given * (lived.sum() / weighted))


def checked_weights(figures: Any, name: str) -> Floats:
    """Figures as doubles; CapitationError where one is below 0 or no finite number."""
    found = np.asarray(figures, dtype=np.float64)
    wrong = np.flatnonzero(~(np.isfinite(found) & (found >= 0)))
    if len(wrong):
        raise CapitationError(
            f"{name} must be numbers of 0 or more; number {wrong[0] + 1} is {found[wrong[0]]}: mend it or leave it out"
        )
    return found
