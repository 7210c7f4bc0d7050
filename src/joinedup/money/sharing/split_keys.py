"""Six keys by which members of a network divide a gain or a loss.

They are those that the whole systems integrated care toolkit of North West London lists (chapter 10, how could risks and
savings be shared): equally, linked to budgets, to equity in a joint body or to performance, to members that need investment, to
members whose budgets fell. A weight is what shares are in proportion to: an array of members by futures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

Weights: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Members by futures, 0 or more."""


def equal(figures: Weights, before: Weights) -> Weights:
    """Every member the same."""
    return np.ones_like(figures)


def by_budget_share(budgets: Weights, before: Weights) -> Weights:
    """In proportion to each member's budget of the year."""
    return np.maximum(budgets, 0.0)


def by_equity(shares_owned: Weights, before: Weights) -> Weights:
    """In proportion to what each member owns of the joint body, and would lose with it."""
    return np.maximum(shares_owned, 0.0)


def by_performance(scores: Weights, before: Weights) -> Weights:
    """In proportion to each member's score."""
    return np.maximum(scores, 0.0)


def to_members_needing_investment(needed: Weights, before: Weights) -> Weights:
    """In proportion to the investment that each member needs."""
    return np.maximum(needed, 0.0)


def to_members_whose_budgets_fell(budgets: Weights, before: Weights) -> Weights:
    """In proportion to how far each member's budget fell since the year before; nothing to those whose rose."""
    return np.maximum(before - budgets, 0.0)


SPLIT_KEYS: Mapping[str, Callable[[Weights, Weights], Weights]] = {
    "equal": equal,
    "by-budget-share": by_budget_share,
    "by-equity": by_equity,
    "by-performance": by_performance,
    "to-members-needing-investment": to_members_needing_investment,
    "to-members-whose-budgets-fell": to_members_whose_budgets_fell,
}


# Keys that reward or help: who gets more of a gain by them bears less of a loss.
REWARDING = ("by-performance", "to-members-needing-investment", "to-members-whose-budgets-fell")


def shares_of_loss(key: str, shares: Weights) -> Weights:
    """Shares of members by futures of a loss, given their shares of a gain; each column sums to 1.

    The same by a key of size or ownership. By one that rewards or helps, in proportion to what others get of a gain: the
    better performer, or the member in need, never bears more for it. That mirror is this project's own.
    """
    members = len(shares)
    return shares if key not in REWARDING or members == 1 else np.asarray((1 - shares) / (members - 1))


def shares_by(key: str, figures: Any, before: Any = None) -> Weights:
    """Shares of members by futures by a key; each column sums to 1. Equal where the key gives nobody anything."""
    stated = np.atleast_2d(np.asarray(figures, dtype=np.float64))
    earlier = stated if before is None else np.atleast_2d(np.asarray(before, dtype=np.float64))
    weights = SPLIT_KEYS[key](stated, earlier)
    total = weights.sum(axis=0)
    weights = np.where(total > 0, weights, 1.0)
    return np.asarray(weights / weights.sum(axis=0))
