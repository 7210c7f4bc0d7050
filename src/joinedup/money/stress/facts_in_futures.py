"""The facts of each year of a contract in a block of futures, as its terms need them: the same record that a settlement has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, TypeVar

import numpy as np

from joinedup.money.pence import Floats, of_pounds
from joinedup.money.stress.assumptions import Assumptions
from joinedup.money.stress.chance import IndividualCosts, relative_costs
from joinedup.money.stress.draws import DECIMALS, Draws, YearsOfFloats, drawn, generator
from joinedup.money.stress.expectations import benchmark_pence, index
from joinedup.money.stress.person_costs import LognormalPersonCosts
from joinedup.money.stress.plan import PlannedService
from joinedup.money.stress.service_futures import GivenCare, Growth, Paid, growth_in, service_in_futures
from joinedup.money.year_facts import OutcomeYear, YearFacts
from joinedup.place.contracts import Contract, Outcome

Value = TypeVar("Value")


class ForEveryName(Mapping[str, Value]):
    """A mapping with the same value for every name: conditions that are met together, amounts that nobody decided."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def __getitem__(self, name: str) -> Value:
        return self.value

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True)
class Model:
    """A contract as it is stressed.

    `as_before` names the services that no term pays for: what they are paid follows what they cost. `predicted` is the share of
    the variance between people that the contract's weights predict.
    """

    contract: Contract
    services: tuple[PlannedService, ...]
    assumptions: Assumptions
    costs: IndividualCosts
    predicted: float
    as_before: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Block:
    """Facts of every year of a block of futures, all care given in it, and the numbers that were drawn for it."""

    facts: tuple[YearFacts, ...]
    care: tuple[Mapping[str, GivenCare], ...]
    draws: Draws
    # What chance did to the care each organisation gives, as a share of it; one row for each year.
    chance: Mapping[str, YearsOfFloats]
    # What chance did to outcomes, weighted as they are; one row for each year.
    outcome_chance: YearsOfFloats


def block_of_futures(model: Model, futures: int, seed: int, number: int) -> Block:
    """Facts of the years of the block `number`: the same seed and number give the same facts."""
    draws = drawn(model.assumptions, model.contract.years, futures, generator(seed, number, "assumptions"))
    growth = growth_in(draws)
    chance = _chance(model, draws, seed, number)
    years: list[dict[str, GivenCare]] = [{} for _ in range(draws.years)]
    for service in model.services:
        for year, given in enumerate(_service(model, service, draws, growth, chance[service.name])):
            years[year][service.name] = given
    outcomes, off = _outcomes(model.contract, draws, seed, number)
    facts = [
        _facts(model, draws, growth, year, years[year - 1], outcomes[year - 1], chance)
        for year in range(1, draws.years + 1)
    ]
    return Block(tuple(facts), tuple(years), draws, _by_organisation(model, chance), off)


def _service(
    model: Model, service: PlannedService, draws: Draws, growth: Growth, chance: YearsOfFloats
) -> list[GivenCare]:
    followed = price_followed(model, service)
    as_before, planned = followed == "price_inflation", model.assumptions[followed].central
    prices = growth.unit_cost if as_before else growth.unit_price
    paid = Paid(prices, index(planned, draws.years), in_whole_pence=not as_before)
    return service_in_futures(service, draws, growth, chance, paid, model.assumptions.release_path)


def price_followed(model: Model, service: PlannedService) -> str:
    """The assumption that the price of a service follows: what a unit costs where no term pays for it, else the uplift."""
    as_before = service.name in model.as_before or not service.listed
    return "price_inflation" if as_before else "price_uplift"


def _chance(model: Model, draws: Draws, seed: int, number: int) -> dict[str, YearsOfFloats]:
    """Cost per head by chance over what was expected, by service. A service that is a share of all care varies as the care of that
    share of the people would, so that all of it together varies as the published spread says."""
    whole = sum(service.planned_pence for service in model.services)
    found = {}
    for service in model.services:
        people = (model.contract.people or 0) * (service.planned_pence / whole if whole else 0.0)
        if people > 0:
            random = generator(seed, number, f"chance in {service.name}")
            shape = (draws.futures, draws.years)
            relative = relative_costs(model.costs, people, model.predicted, shape, random).T
            found[service.name] = np.maximum(1 + draws.values["chance"] * (relative - 1), 0.0)
        else:
            found[service.name] = np.ones((draws.years, draws.futures))
    return found


def _outcomes(
    contract: Contract, draws: Draws, seed: int, number: int
) -> tuple[list[dict[str, OutcomeYear]], YearsOfFloats]:
    years: list[dict[str, OutcomeYear]] = [{} for _ in range(draws.years)]
    off = np.zeros((draws.years, draws.futures))
    for outcome in contract.outcomes:
        way, spread = outcome.target - outcome.baseline, spread_of_outcome(outcome) or 0.0
        random = generator(seed, number, f"chance in the outcome {outcome.name}")
        normal = np.round(random.standard_normal((draws.futures, draws.years)), DECIMALS).T
        by_chance = draws.values["chance"] * spread * normal
        off += outcome.weight * (by_chance / way if way else by_chance)
        for year in range(draws.years):
            gone = draws.values["outcome_progress"][year] * ((year + 1) / draws.years)
            value = outcome.baseline + way * gone + by_chance[year]
            years[year][outcome.name] = OutcomeYear(
                value, outcome.baseline, outcome.target, outcome.weight, outcome.gate or ""
            )
    return years, off


def spread_of_outcome(outcome: Outcome) -> float | None:
    """How far an outcome is off by chance in one year: as written, or for a share of people from how many there are; None where
    neither is known."""
    if outcome.spread is not None:
        return outcome.spread
    if outcome.size and 0 < outcome.baseline < 1:
        return sqrt(outcome.baseline * (1 - outcome.baseline) / outcome.size)
    return None


def _facts(
    model: Model,
    draws: Draws,
    growth: Growth,
    year: int,
    care: Mapping[str, GivenCare],
    outcomes: Mapping[str, OutcomeYear],
    chance: Mapping[str, YearsOfFloats],
) -> YearFacts:
    contract, row = model.contract, year - 1
    spending = np.asarray(sum(given.value_pence for given in care.values()))
    people = None if contract.people is None else contract.people * growth.people[row]
    return YearFacts(
        year=year,
        years=contract.years,
        futures=draws.futures,
        commissioner=str(contract.commissioner),
        holder=str(contract.holder),
        person_years=people,
        spending_pence=spending,
        benchmark_pence=_all(benchmark_pence(contract, model.services, model.assumptions, year), draws),
        price_pence=_all(of_pounds(contract.prices[row]), draws) if contract.prices else None,
        services={service.name: care[service.name].service for service in model.services if service.listed},
        outcomes=outcomes,
        quality_score=draws.values["quality_score"][row],
        met=ForEveryName(draws.values["conditions_met"][row] > 0.5),
        revenue_pence=_revenue(care),
        person_costs=_person_costs(model, people, spending, care, chance, row),
        decided_pence=ForEveryName(np.zeros(draws.futures, np.int64)),
    )


def _all(pence: int, draws: Draws) -> Any:
    return np.full(draws.futures, pence, np.int64)


def _revenue(care: Mapping[str, GivenCare]) -> dict[str, Any]:
    """What each organisation's care comes to at its prices: it stands for what it is paid outside the contract."""
    found: dict[str, Any] = {}
    for given in care.values():
        code = given.service.organisation
        found[code] = found.get(code, 0) + given.value_pence
    return found


def _person_costs(
    model: Model,
    people: Floats | None,
    spending: Any,
    care: Mapping[str, GivenCare],
    chance: Mapping[str, YearsOfFloats],
    row: int,
) -> LognormalPersonCosts | None:
    if people is None:
        return None
    expected = sum(given.value_pence / np.maximum(chance[name][row], 1e-9) for name, given in care.items())
    return LognormalPersonCosts(model.costs, people, spending, np.asarray(expected))


def _by_organisation(model: Model, chance: Mapping[str, YearsOfFloats]) -> dict[str, YearsOfFloats]:
    found: dict[str, Any] = {}
    for service in model.services:
        off = service.planned_pence * (chance[service.name] - 1)
        found[service.organisation] = found.get(service.organisation, 0.0) + off
    return found
