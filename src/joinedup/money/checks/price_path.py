"""What a contract pays or expects in each year, and what care would cost if nothing changed."""

from __future__ import annotations

from joinedup.place.contracts import Contract


def first_year_amount(contract: Contract) -> tuple[int | None, str]:
    """Pounds that the first year rests on, and what they are called: the price, the benchmark, or the baseline."""
    if contract.prices:
        return contract.prices[0], "price"
    if contract.benchmarks:
        return contract.benchmarks[0], "benchmark"
    return contract.baseline.annual, "baseline"


def yearly_amounts(contract: Contract) -> tuple[int, ...] | None:
    """Pounds of each year: the prices, else the benchmarks, else the baseline grown; None where none is written."""
    if contract.prices or contract.benchmarks:
        return contract.prices or contract.benchmarks
    unchanged = unchanged_cost(contract)
    return tuple(round(amount) for amount in unchanged) if unchanged else None


def unchanged_cost(contract: Contract) -> tuple[float, ...] | None:
    """Pounds that care would cost in each year if nothing changed: the baseline and its growth; None without a baseline."""
    base = contract.baseline
    if base.annual is None:
        return None
    return tuple(base.annual * (1 + (base.growth or 0.0)) ** year for year in range(contract.years))


def efficiency_a_year(price: float, unchanged: float, year: int) -> float:
    """The share of cost to be saved every year so that year `year` (from 1) costs its price.

    The first year is where the contract starts, so year 5 is four years on; the first year's own gap counts as one year.
    """
    return float(1 - (price / unchanged) ** (1 / max(year - 1, 1)))
