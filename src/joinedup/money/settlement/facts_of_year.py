"""The facts of one contract year from what was agreed (place file), recorded (build) and decided (facts file).

A fact of the facts file stands before the records', and the records' before the place file's; each says what it rests on.
Where the records hold part of the year only, their amounts and counts are taken for the whole in proportion to its days, and
say so: such a settlement is provisional. Values of outcomes are rates and stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from joinedup.errors import JoinedupError
from joinedup.money.pence import Floats, Pence, of_pounds, whole
from joinedup.money.settlement.contract_years import SHADOW_YEAR
from joinedup.money.settlement.facts_file import FactsFile, StatedFacts
from joinedup.money.settlement.recorded import Recorded, RecordedOutcome, RecordedService
from joinedup.money.year_facts import OutcomeYear, ServiceYear, YearFacts
from joinedup.place.contracts import Contract, Outcome, Service


class PartyError(JoinedupError):
    """The contract does not say who pays or who is paid."""


@dataclass
class _Facts:
    """Facts and what each rests on, gathered one after the other; the first said of a fact stands."""

    rests_on: dict[str, str] = field(default_factory=dict)

    def first(self, name: str, *said: tuple[Any, str] | None) -> Any:
        """The first value that is said; its words are kept under the fact's name. None where nothing says it."""
        for each in said:
            if each is not None:
                self.rests_on[name] = each[1]
                return each[0]
        return None


def facts_of_year(contract: Contract, year: int, recorded: Recorded | None, stated: FactsFile) -> YearFacts:
    """The facts of a year, one future: the one that happened.

    PartyError where the contract names no commissioner or holder. A fact that nothing says is left out, and the term that
    needs it says so.
    """
    gathered, facts = _Facts(), stated.facts
    person_costs = gathered.first("person costs", _recorded(recorded, "person_costs", _by_person(recorded)))
    if contract.commissioner is None or contract.holder is None:
        raise PartyError(
            f"{contract.name} does not say who pays and who is paid: write commissioner = ... and holder = ... in"
            " [[contracts]] of place.toml"
        )
    services = _services(gathered, contract, facts, recorded)
    outcomes = _outcomes(gathered, contract, facts, recorded)
    return YearFacts(
        year=year,
        years=contract.years,
        futures=1,
        commissioner=contract.commissioner,
        holder=contract.holder,
        person_years=_number(_person_years(gathered, facts, recorded)),
        spending_pence=_pence(_spending(gathered, facts, recorded)),
        benchmark_pence=_pence(_benchmark(gathered, contract, facts, year)),
        price_pence=_pence(_price(gathered, contract, facts, year)),
        services=services,
        outcomes=outcomes,
        unsaid=(
            *(f"service {service.name}" for service in contract.services if service.name not in services),
            *(f"outcome {outcome.name}" for outcome in contract.outcomes if outcome.name not in outcomes),
        ),
        quality_score=_number(gathered.first("quality score", _stated(facts.quality_score))),
        met={
            c.name: np.array([gathered.first(f"condition {c.name}", (c.met, c.rests_on))])
            for c in facts.conditions
        },
        revenue_pence=_amounts(gathered, "revenue", [(r.organisation, r) for r in facts.revenue]),
        person_costs=person_costs,
        decided_pence=_amounts(gathered, "decided", [(d.name, d) for d in facts.decided]),
        rests_on=gathered.rests_on,
    )


def service_cost_pence(service: Service, activity: float) -> int:
    """What giving this many units cost the organisation in the year, in whole pence.

    The unit cost (the price where no cost is written) for each unit given; of units that were planned and not given, the
    share that does not leave in the year its activity leaves.
    """
    unit_pounds = service.price if service.cost is None else service.cost
    not_given = max(service.activity - activity, 0.0) * (service.fixed_share or 0.0)
    return int(whole(unit_pounds * 100 * (activity + not_given))[0])


def _person_years(gathered: _Facts, facts: StatedFacts, recorded: Recorded | None) -> float | None:
    words = "person-years lived in the place"
    of_records = _recorded(recorded, "person_years", words, in_proportion=True)
    found = gathered.first("person-years", _stated(facts.person_years), of_records)
    return None if found is None else float(found)


def _spending(gathered: _Facts, facts: StatedFacts, recorded: Recorded | None) -> float | None:
    words = f"cost lines of {recorded.covered} at the build's unit prices" if recorded else ""
    of_records = _recorded(recorded, "spending_pence", words, in_proportion=True)
    found = gathered.first("spending", _stated_pence(facts.spending), of_records)
    return None if found is None else float(found)


def _price(gathered: _Facts, contract: Contract, facts: StatedFacts, year: int) -> float | None:
    found = gathered.first("price", _stated_pence(facts.price), _of_list(contract.prices, "prices", year))
    return None if found is None else float(found)


def _benchmark(gathered: _Facts, contract: Contract, facts: StatedFacts, year: int) -> float | None:
    found = gathered.first(
        "benchmark",
        _stated_pence(facts.benchmark),
        _year_before(contract, _of_list(contract.benchmarks, "benchmarks", year), year),
        _grown_baseline(contract, year),
    )
    return None if found is None else float(found)


def _year_before(contract: Contract, first: tuple[float, str] | None, year: int) -> tuple[float, str] | None:
    """The first year's benchmark without a year's growth, for the shadow year: the next year's would always show a saving."""
    growth = contract.baseline.growth
    if year != SHADOW_YEAR or first is None or not growth:
        return first
    return float(whole(first[0] / (1 + growth))[0]), f"{first[1]}, less the baseline's growth of {growth:.1%}"


def _of_list(pounds: tuple[int, ...], key: str, year: int) -> tuple[float, str] | None:
    position = max(year, 1) - 1
    if position >= len(pounds):
        return None
    shadow = " (year 1, taken for the shadow year)" if year == SHADOW_YEAR else ""
    return of_pounds(pounds[position]), f"place.toml, {key} of the contract, year {max(year, 1)}{shadow}"


def _grown_baseline(contract: Contract, year: int) -> tuple[float, str] | None:
    baseline = contract.baseline
    if baseline.annual is None:
        return None
    growth = baseline.growth or 0.0
    pounds = baseline.annual * (1 + growth) ** (year - 1)
    words = f"place.toml, annual cost of the contract's baseline, £{baseline.annual:,} in year 1"
    return of_pounds(pounds), f"{words}, at {growth:.1%} a year" if growth and year != 1 else words


def _services(
    gathered: _Facts, contract: Contract, facts: StatedFacts, recorded: Recorded | None
) -> dict[str, ServiceYear]:
    stated = {fact.name: fact for fact in facts.services}
    found = {}
    for service in contract.services:
        fact, of_records = stated.get(service.name), _activity(recorded, service)
        said = None if fact is None else (fact.activity, fact.rests_on)
        activity = gathered.first(f"service {service.name}", said, of_records)
        if activity is not None:
            cost = service_cost_pence(service, activity)
            cost = of_pounds(fact.cost) if fact and fact.cost is not None else cost
            found[service.name] = ServiceYear(
                service.organisation,
                np.array([service.activity]),
                np.array([float(activity)]),
                np.array([of_pounds(service.price)]),
                np.array([cost]),
            )
    return found


def _activity(recorded: Recorded | None, service: Service) -> tuple[float, str] | None:
    if recorded is None or service.name not in recorded.services:
        return None
    found: RecordedService = recorded.services[service.name]
    kind = f"{service.setting}, {service.kind or 'every kind'}" + (
        f", {service.began}" if service.began else ""
    )
    words = (
        f"units given to people of the place by {service.organisation} ({kind}), {_source(recorded, True)}"
    )
    return found.activity / recorded.share, words


def _outcomes(
    gathered: _Facts, contract: Contract, facts: StatedFacts, recorded: Recorded | None
) -> dict[str, OutcomeYear]:
    stated = {fact.name: (fact.value, fact.rests_on) for fact in facts.outcomes}
    found = {}
    for outcome in contract.outcomes:
        of_records = _measured(recorded, outcome)
        value = gathered.first(f"outcome {outcome.name}", stated.get(outcome.name), of_records)
        if value is not None:
            found[outcome.name] = OutcomeYear(
                np.array([float(value)]), outcome.baseline, outcome.target, outcome.weight, outcome.gate or ""
            )
    return found


def _measured(recorded: Recorded | None, outcome: Outcome) -> tuple[float, str] | None:
    if recorded is None or outcome.name not in recorded.outcomes:
        return None
    measured: RecordedOutcome = recorded.outcomes[outcome.name]
    return measured.value, f"measure {measured.measure} ({measured.unit}), {_source(recorded, False)}"


def _by_person(recorded: Recorded | None) -> str:
    return f"cost of {recorded.covered} person by person" if recorded else ""


def _recorded(
    recorded: Recorded | None, name: str, words: str, in_proportion: bool = False
) -> tuple[Any, str] | None:
    value = getattr(recorded, name) if recorded else None
    if recorded is None or value is None:
        return None
    if in_proportion:
        value = value / recorded.share
    return value, f"{words}, {_source(recorded, in_proportion)}"


def _source(recorded: Recorded, in_proportion: bool) -> str:
    if recorded.share == 1:
        return recorded.build
    part = f"{100 * recorded.share:.0f}% of the year"
    taken = f"{part}, taken for the whole in proportion" if in_proportion else f"from {part}"
    return f"{recorded.build}; {taken}"


def _stated(fact: Any) -> tuple[float, str] | None:
    return None if fact is None else (fact.value, fact.rests_on)


def _stated_pence(fact: Any) -> tuple[float, str] | None:
    return None if fact is None else (of_pounds(fact.amount), fact.rests_on)


def _amounts(gathered: _Facts, kind: str, facts: list[tuple[str, Any]]) -> dict[str, Pence]:
    found = {}
    for name, fact in facts:
        found[name] = _pence(gathered.first(f"{kind} {name}", _stated_pence(fact)))
    return {name: pence for name, pence in found.items() if pence is not None}


def _pence(amount: float | None) -> Pence | None:
    return None if amount is None else whole(amount)


def _number(value: float | None) -> Floats | None:
    return None if value is None else np.array([float(value)])
