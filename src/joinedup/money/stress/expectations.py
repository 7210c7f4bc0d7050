"""What the contract itself expects of its years: how its cost grows, what was to be spent, and how the place's figures are taken.

Where the baseline states how its cost grows, that growth is what is expected, and demand is what is left of it after prices.
"""

from __future__ import annotations

from dataclasses import replace

from joinedup.money.pence import of_pounds
from joinedup.money.stress.assumptions import Assumptions, assumptions_for
from joinedup.money.stress.plan import PlannedService
from joinedup.place.contracts import Contract


def expected_by(contract: Contract) -> Assumptions:
    """The assumptions of a contract: what is shipped, what the contract says instead, and its own growth of cost.

    AssumptionsError where the contract names an assumption that there is not.
    """
    found = assumptions_for(contract)
    growth = contract.baseline.growth
    if growth is None or "demand_growth" in contract.futures:
        return found
    demand, inflation = found["demand_growth"], found["price_inflation"].central
    central = (1 + growth) / (1 + inflation) - 1
    moved = replace(
        demand,
        central=central,
        low=demand.low + central - demand.central,
        high=demand.high + central - demand.central,
        source=contract.baseline.source or "",
        about=f"The contract's baseline grows {growth:.1%} a year; {inflation:.1%} of that is prices. As far up and down as"
        " nationally.",
        of_the_place=True,
    )
    return found.with_changes({"demand_growth": moved})


def expected_growth(contract: Contract, assumptions: Assumptions) -> float:
    """Growth of cost a year if nothing changed: the baseline's own, or else demand and price paid at their central values."""
    if contract.baseline.growth is not None:
        return contract.baseline.growth
    demand, price = assumptions["demand_growth"].central, assumptions["price_uplift"].central
    return (1 + demand) * (1 + price) - 1


def benchmark_pence(
    contract: Contract, services: tuple[PlannedService, ...], assumptions: Assumptions, year: int
) -> int:
    """What was expected to be spent in a year, in whole pence: the contract's benchmark, or else its baseline (or what its services
    come to) with its expected growth."""
    if contract.benchmarks:
        return of_pounds(contract.benchmarks[year - 1])
    first = float(contract.baseline.annual or sum(service.planned_pence for service in services) / 100)
    growth = 1 + expected_growth(contract, assumptions)
    for _ in range(year - 1):
        first *= growth
    return of_pounds(first)


def index(growth: float, years: int) -> list[float]:
    """1 in the first year, and each year that much more than the one before."""
    levels = [1.0]
    for _ in range(years - 1):
        levels.append(levels[-1] * (1 + growth))
    return levels
