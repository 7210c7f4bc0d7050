"""One service through the years of many futures: how much is done, what a unit is paid and costs, and what it costs to give.

Activity = planned x (1 + baseline error) x growth x chance, less what savings have taken off it. Its cost follows it in full,
but for activity that savings took off: part of that cost stays, and leaves over the years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from joinedup.money.pence import Floats, Pence, whole
from joinedup.money.stress.draws import Draws, YearsOfFloats
from joinedup.money.stress.plan import PlannedService
from joinedup.money.year_facts import ServiceYear


@dataclass(frozen=True)
class GivenCare:
    """One service in one year, and what its activity comes to at its price, in whole pence."""

    service: ServiceYear
    value_pence: Pence


@dataclass(frozen=True)
class Growth:
    """Growth since the first year, in each year (rows) and future (columns): of activity, of what a unit costs and is paid, and
    of people."""

    activity: YearsOfFloats
    unit_cost: YearsOfFloats
    unit_price: YearsOfFloats
    people: YearsOfFloats


@dataclass(frozen=True)
class Paid:
    """What a unit is paid over the first year's price: in each year and future, and as planned, in which savings are written.

    A price that a term pays is in whole pence, as the contract would settle it; one that follows cost is not rounded, so that
    rounding makes nobody a loss.
    """

    index: YearsOfFloats
    planned: Sequence[float]
    in_whole_pence: bool


def growth_in(draws: Draws) -> Growth:
    """Growth since the first year, which is as the baseline says."""
    return Growth(
        activity=_since_first(draws.values["demand_growth"]),
        unit_cost=_since_first(draws.values["price_inflation"]),
        unit_price=_since_first(draws.values["price_uplift"]),
        people=_since_first(draws.values["people_growth"]),
    )


def service_in_futures(
    service: PlannedService,
    draws: Draws,
    growth: Growth,
    chance: YearsOfFloats,
    paid: Paid,
    release_path: Sequence[float],
) -> list[GivenCare]:
    """The service in each year. `chance` is the cost per head by chance over what was expected."""
    before = service.activity * (1 + draws.values["baseline_error"]) * growth.activity * chance
    gross = _taken_off(service, service.leaving, paid.planned, draws)
    removed = np.minimum(gross + _taken_off(service, service.leaving_net, paid.planned, draws), before)
    stays = _staying(np.minimum(gross, before), _share_that_stays(service, draws), release_path)
    unit_cost, unit_price = service.unit_cost_pence * growth.unit_cost, service.price_pence * paid.index
    return [
        _given(service, before[n] - removed[n], stays[n], unit_cost[n], unit_price[n], paid.in_whole_pence)
        for n in range(draws.years)
    ]


def _given(
    service: PlannedService,
    activity: Floats,
    stays: Floats,
    cost: Floats,
    price: Floats,
    in_whole_pence: bool,
) -> GivenCare:
    price_pence = whole(price)
    given = ServiceYear(
        service.organisation,
        np.full(len(activity), service.activity),
        activity,
        price_pence,
        whole((activity + stays) * cost),
    )
    return GivenCare(given, whole(activity * (price_pence if in_whole_pence else price)))


def _taken_off(
    service: PlannedService, leaving: tuple[float, ...], planned_index: Sequence[float], draws: Draws
) -> YearsOfFloats:
    """Units that savings take off the service: the plan as it stood some years before, and of it the share that is made."""
    if not leaving or service.price_pence <= 0:
        return np.zeros((draws.years, draws.futures))
    planned = [
        pence / (service.price_pence * index) for pence, index in zip(leaving, planned_index, strict=True)
    ]
    late, made = draws.values["savings_delay"], draws.values["savings_realised"]
    return np.stack([made[year] * _at(planned, year + 1 - late[year]) for year in range(draws.years)])


def _at(planned: Sequence[float], when: Floats) -> Floats:
    """The plan at a time in years since the start, straight lines between the ends of years; nothing before the start."""
    ends = np.array([0.0, *planned])
    inside = np.clip(when, 0.0, len(planned))
    below = np.minimum(inside.astype(np.int64), len(planned) - 1)
    share = inside - below
    return np.asarray(ends[below] * (1 - share) + ends[below + 1] * share)


def _share_that_stays(service: PlannedService, draws: Draws) -> YearsOfFloats:
    drawn, central = draws.values["cost_that_stays"], draws.central["cost_that_stays"]
    if service.fixed_share is None:
        return drawn
    return np.clip(drawn + (service.fixed_share - central), 0.0, 1.0)


def _staying(removed: YearsOfFloats, share: YearsOfFloats, path: Sequence[float]) -> YearsOfFloats:
    """Units' worth of cost that stays in each year: what left in it, and what left in years before, each by how long ago."""
    newly = np.diff(removed, axis=0, prepend=np.zeros((1, removed.shape[1])))
    staying = np.zeros_like(removed)
    for year in range(len(removed)):
        for ago in range(year + 1):
            staying[year] += newly[year - ago] * share[year] * path[min(ago, len(path) - 1)]
    return np.maximum(staying, 0.0)


def _since_first(growth: YearsOfFloats) -> YearsOfFloats:
    """Growth of the second year, the third and so on, one upon the other; the first year is 1."""
    index = np.ones_like(growth)
    for year in range(1, len(growth)):
        index[year] = index[year - 1] * (1 + growth[year])
    return index
