"""Costs of single people cut at a threshold, and what is cut off shared back over everyone: nothing is lost.

A few people who cost very much by chance should not decide the budget of the practice they are registered with. Shared Savings
cuts each person's yearly cost at the national 99th percentile of their group (42 CFR 425.604(a)(4) and 425.610); what lies above
is carried by all, as a pool for rare costly care would be (Bachmann MO, Bevan G. BMJ 1996;313:1054).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.money.capitation.pot import CapitationError, checked_weights, shared_by_weight
from joinedup.money.pence import LARGEST_PENCE, Floats, Pence, whole


@dataclass(frozen=True)
class Truncated:
    """Costs of people, one element a person: `kept_pence` + `taken_off_pence` is what each cost; `kept_pence` +
    `shared_back_pence` is what each counts as. Both sum to the same. `threshold_pence` is for a person-year, by stratum."""

    threshold_pence: dict[Any, float]
    kept_pence: Pence
    taken_off_pence: Pence
    shared_back_pence: Pence

    @property
    def counted_pence(self) -> Pence:
        """What each person counts as."""
        return self.kept_pence + self.shared_back_pence


def truncated(
    cost_pence: Any,
    person_years: Any,
    strata: Any = None,
    *,
    percentile: float | None = None,
    threshold_pence: int | None = None,
    shared_by: Any = None,
) -> Truncated:
    """Cut each person's cost at a threshold for a person-year; share what is cut off back over everybody.

    `cost_pence`, `person_years` and `strata` (any labels; one stratum when None) have one element a person. The threshold is
    either the `percentile` (0.99) of cost for a person-year in the stratum, each person counted by the time lived, or one
    `threshold_pence` for all; somebody here for half a year is cut at half of it. What is cut off in a stratum goes back to
    that stratum by `shared_by` (person-years when None). CapitationError for both or neither threshold, one outside its
    range, a cost or time below 0, or nobody to share back over.
    """
    cost, lived = _checked(cost_pence, person_years)
    labels = np.zeros(len(cost), np.int64) if strata is None else np.asarray(strata)
    weights = lived if shared_by is None else checked_weights(shared_by, "what is shared back by")
    _check_threshold(percentile, threshold_pence)
    thresholds: dict[Any, float] = {}
    kept, back = np.zeros_like(cost), np.zeros_like(cost)
    for label in np.unique(labels):
        here = labels == label
        limit = (
            _percentile(cost[here], lived[here], percentile) if percentile else float(threshold_pence or 0)
        )
        thresholds[label.item()] = limit
        kept[here] = np.minimum(cost[here], whole(limit * lived[here]))
        over = int((cost[here] - kept[here]).sum())
        if over:
            back[here] = shared_by_weight(over, weights[here])
    return Truncated(thresholds, kept, cost - kept, back)


def _percentile(cost: Pence, lived: Floats, percentile: float) -> float:
    """The smallest cost of a person-year that so much of the time lived lies at or below."""
    present = lived > 0
    if not present.any():
        return 0.0
    yearly = cost[present] / lived[present]
    order = np.argsort(yearly, kind="stable")
    up_to = np.cumsum(lived[present][order])
    at = int(np.searchsorted(up_to, percentile * up_to[-1] * (1 - 1e-12)))
    return float(yearly[order][min(at, len(order) - 1)])


def _checked(cost_pence: Any, person_years: Any) -> tuple[Pence, Floats]:
    cost, lived = np.asarray(cost_pence), checked_weights(person_years, "person-years")
    if not np.issubdtype(cost.dtype, np.integer) or (cost < 0).any() or (cost > LARGEST_PENCE).any():
        raise CapitationError(
            "costs of people must be whole pence of 0 or more: round them with `whole` first"
        )
    if len(cost) != len(lived):
        raise CapitationError(
            f"{len(cost):,} costs and {len(lived):,} person-years: give one of each a person"
        )
    return cost.astype(np.int64), lived


def _check_threshold(percentile: float | None, threshold_pence: int | None) -> None:
    if (percentile is None) == (threshold_pence is None):
        raise CapitationError("cut costs either at a percentile or at an amount: give one of the two")
    if percentile is not None and not 0 < percentile <= 1:
        raise CapitationError(
            f"the percentile {percentile:g} must be above 0 and at most 1, for example 0.99"
        )
    if threshold_pence is not None and threshold_pence <= 0:
        raise CapitationError(f"the threshold {threshold_pence} must be above 0 pence for a person-year")
