"""A made-up year of a contract, in several futures at once: what its terms would do if care cost more, or outcomes were met.

Rules that ask what a contract does (who bears an overspend, from what saving on money moves, what depends on outcomes) settle
such a year instead of reading the names of its terms, so that they also hold for a term nobody has written yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from joinedup.errors import JoinedupError
from joinedup.money.checks.price_path import yearly_amounts
from joinedup.money.checks.rule import Missing, Proposal, missing
from joinedup.money.contracts import settled
from joinedup.money.payments import Payment, net_received
from joinedup.money.pence import Floats, Pence, of_pounds, whole
from joinedup.money.year_facts import OutcomeYear, ServiceYear, YearFacts
from joinedup.place.contracts import Contract, Outcome, Service

Value = TypeVar("Value")
# Where nothing says how many people a contract covers: any number shows how its terms behave.
PEOPLE = 100_000


@dataclass(frozen=True)
class Case:
    """One made-up future. `spending` and `activity` are multiples of what was planned; `outcomes` is how far each outcome came
    from its baseline (0) to its target (1); `quality` is the quality score, and `above` the share of spending above any cap per
    person."""

    spending: float = 1.0
    activity: float = 1.0
    outcomes: float = 1.0
    quality: float = 1.0
    above: float = 0.0


class NotWritten(JoinedupError):
    """The place file does not say what a made-up year needs."""

    def __init__(self, keys: Sequence[Missing]) -> None:
        self.keys = tuple(keys)
        super().__init__("; ".join(map(str, keys)))


@dataclass(frozen=True)
class MadeUpYear:
    """What the terms paid in each case: payments, and what each organisation received less what it paid."""

    facts: YearFacts
    payments: tuple[Payment, ...]
    net: Mapping[str, Pence]
    planned_pence: int


def made_up_year(
    proposal: Proposal, cases: Sequence[Case], year: int = 1, amounts_of: int | None = None
) -> MadeUpYear:
    """The contract settled in these cases. With `amounts_of`, price and benchmark are those of that year, so that they are of
    the same prices as its services, which are written for the first. NotWritten when it has no terms, parties or amounts;
    MissingFact when a term needs what no place file says."""
    contract = proposal.contract
    must_be_written(proposal)
    of = amounts_of or year
    planned = _planned_pounds(contract, of)
    facts = _facts(contract, cases, year, planned, of)
    payments = tuple(settled(proposal.terms.terms if proposal.terms else (), facts))
    return MadeUpYear(facts, payments, net_received(payments, len(cases)), of_pounds(planned))


def must_be_written(proposal: Proposal) -> None:
    """Nothing, or NotWritten: a contract is settled only with its parties, its terms and an amount."""
    contract = proposal.contract
    keys = [missing(proposal.at(key)) for key in ("commissioner", "holder") if getattr(contract, key) is None]
    if not contract.terms:
        keys.append(missing(proposal.at("terms"), "what is paid to whom: at least one term"))
    if yearly_amounts(contract) is None and not contract.services:
        keys.append(missing(proposal.at("baseline", "annual")))
    if keys:
        raise NotWritten(keys)


def _planned_pounds(contract: Contract, year: int) -> float:
    amounts = contract.benchmarks or yearly_amounts(contract)
    if amounts:
        return float(amounts[min(year, len(amounts)) - 1])
    return sum(service.activity * service.price for service in contract.services)


def _facts(contract: Contract, cases: Sequence[Case], year: int, planned: float, of: int) -> YearFacts:
    futures, activity = len(cases), np.array([case.activity for case in cases])
    prices = contract.prices
    return YearFacts(
        year=year,
        years=contract.years,
        futures=futures,
        commissioner=contract.commissioner or "",
        holder=contract.holder or "",
        person_years=np.full(futures, float(contract.people or PEOPLE)),
        spending_pence=whole(planned * 100 * np.array([case.spending for case in cases])),
        benchmark_pence=whole(np.full(futures, planned * 100.0)),
        price_pence=whole(np.full(futures, prices[min(of, len(prices)) - 1] * 100.0)) if prices else None,
        services={service.name: _service(service, activity) for service in contract.services},
        outcomes={one.name: _outcome(one, cases) for one in contract.outcomes},
        quality_score=np.array([case.quality for case in cases]),
        met=_Always(np.ones(futures, dtype=np.bool_)),
        revenue_pence=_Always(whole(np.full(futures, planned * 100.0))),
        person_costs=_Above(whole(planned * 100 * np.array([case.above for case in cases]))),
        decided_pence=_Always(np.zeros(futures, dtype=np.int64)),
    )


def _service(service: Service, times: Floats) -> ServiceYear:
    activity = service.activity * times
    cost = service.price if service.cost is None else service.cost
    return ServiceYear(
        organisation=service.organisation,
        planned_activity=np.full(len(times), service.activity),
        activity=activity,
        price_pence=whole(np.full(len(times), service.price * 100)),
        cost_pence=whole(activity * cost * 100),
    )


def _outcome(one: Outcome, cases: Sequence[Case]) -> OutcomeYear:
    came = np.array([case.outcomes for case in cases])
    value = one.baseline + came * (one.target - one.baseline)
    return OutcomeYear(value, one.baseline, one.target, one.weight, one.gate or "")


@dataclass(frozen=True)
class _Above:
    """What people cost above a cap: as the case says, whatever the cap."""

    pence: Pence

    def above(self, threshold_pence: int) -> Pence:
        """The same for every cap."""
        return self.pence


@dataclass(frozen=True)
class _Always(Mapping[str, Value]):
    """The same value for every name, so that no term lacks a condition, a revenue or a decision."""

    value: Value

    def __getitem__(self, name: str) -> Value:
        return self.value

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
