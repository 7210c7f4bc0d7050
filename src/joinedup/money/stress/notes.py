"""What a reader of a stress test must know: how what the place file leaves open was taken, and what could not vary."""

from __future__ import annotations

from joinedup.money.stress.accounts import Accounts
from joinedup.money.stress.facts_in_futures import Model, price_followed, spread_of_outcome

# Below so many people what chance does is no more than a rough guide (docs/explanation/stress-test.md).
FEW = 5_000
# Services and baseline that differ by no more than this share are taken to be the same.
NEAR = 0.01


def notes(model: Model, accounts: Accounts) -> tuple[str, ...]:
    """How care that no term pays for is paid, savings that name no service, totals without years."""
    return (
        _set_aside(model, accounts),
        *_as_before(model, accounts),
        *_one_for_all(model),
        *_not_the_baseline(model),
        *_savings(model),
        *_more_than_there_is(model),
        *_few_people(model),
    )


def not_modelled(model: Model) -> tuple[str, ...]:
    """What could not vary because the place file does not say what it needs."""
    contract = model.contract
    found = []
    if contract.people is None:
        found.append(
            "Chance in what single people need: the contract does not say how many people it covers (people = ...)."
        )
    found += [
        f"Chance in the outcome {outcome.name}: neither its spread nor the number of people behind a share is written."
        for outcome in contract.outcomes
        if spread_of_outcome(outcome) is None
    ]
    found += [
        f"Savings in {service.name}: its price is 0, so pounds cannot be turned into activity."
        for service in model.services
        if (service.leaving or service.leaving_net) and service.price_pence <= 0
    ]
    return tuple(found)


def _set_aside(model: Model, accounts: Accounts) -> str:
    contract = model.contract
    what = (
        "what the terms would pay for care were all as expected" if accounts.paid_for_care else "the baseline"
    )
    if contract.prices or contract.benchmarks:
        what = "the agreed prices" if contract.prices else "the benchmarks"
    return f"{contract.commissioner} is taken to have set aside {what}, and its own investments."


def _not_the_baseline(model: Model) -> list[str]:
    """Where what the services come to is not the baseline."""
    annual, services = model.contract.baseline.annual, sum(s.planned_pence for s in model.services) / 100
    if annual is None or abs(services - annual) <= NEAR * annual:
        return []
    return [
        f"At their prices the services come to £{services:,.0f} in the first year, the baseline is £{annual:,}: what care costs"
        " follows the services."
    ]


def _as_before(model: Model, accounts: Accounts) -> list[str]:
    givers = {s.organisation: None for s in model.services if s.organisation not in accounts.paid_for_care}
    if not givers:
        return []
    payer = accounts.payer_as_before(model.contract)
    whom = ", ".join(code for code in givers if code != payer)
    return (
        [
            f"No term pays {whom} for care: it is taken to be paid by {payer}, at unit prices that follow what a unit costs."
        ]
        if whom
        else []
    )


def _one_for_all(model: Model) -> list[str]:
    if model.contract.services:
        return []
    return [
        "The contract lists no services: all of its care is taken to be given, and its cost borne, by its holder."
    ]


def _savings(model: Model) -> list[str]:
    names = {service.name for service in model.services}
    found = [
        f"The saving {saving.name} names no service of the contract: it is taken off all services in proportion."
        for saving in model.contract.savings
        if saving.service not in names and model.contract.services
    ]
    found += [
        f"How the saving {saving.name} falls in the years is not written: its total is spread evenly."
        for saving in model.contract.savings
        if not saving.amounts
    ]
    return found


def _more_than_there_is(model: Model) -> list[str]:
    """Savings that take more off a service than is planned to be done, were all as expected."""
    demand = 1 + model.assumptions["demand_growth"].central
    found = []
    for service in model.services:
        price = 1 + model.assumptions[price_followed(model, service)].central
        for year, pence in enumerate(service.leaving_in_all):
            done = service.planned_pence * (demand * price) ** year
            if pence > done > 0:
                found.append(
                    f"The savings planned in year {year + 1} (£{pence / 100:,.0f}) are more than {service.name} is expected to cost"
                    f" (£{done / 100:,.0f}): no more than all of it is taken off."
                )
                break
    return found


def _few_people(model: Model) -> list[str]:
    people = model.contract.people
    if people is None or people >= FEW:
        return []
    return [f"With {people:,} people covered, fewer than {FEW:,}, what is said of chance is a rough guide."]
