"""What each organisation is left with in a year: what it is paid, less what it pays and what the care it gives costs.

Care that no term pays its giver for is paid as it was before: at its unit price, by the holder where the contract pays the
holder for care, else by the commissioner. The commissioner has what it set aside for the year, its own investments included.
So the results of all organisations together are what was set aside, less what care cost, investments and tax: payments
between them cancel out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.money.contracts import TermsOfContract, settled
from joinedup.money.payments import Payment, net_received
from joinedup.money.pence import of_pounds
from joinedup.money.stress.facts_in_futures import Block, Model
from joinedup.money.stress.plan import CannotStress
from joinedup.money.stress.service_futures import GivenCare
from joinedup.money.year_facts import MissingFact, YearFacts
from joinedup.place.contracts import Contract


@dataclass(frozen=True)
class Accounts:
    """Who is paid for care by the terms, and what the commissioner set aside for each year, in whole pence."""

    paid_for_care: frozenset[str]
    set_aside_pence: tuple[int, ...]

    def payer_as_before(self, contract: Contract) -> str:
        """Who pays for care that no term pays for."""
        holder = str(contract.holder)
        return holder if holder in self.paid_for_care else str(contract.commissioner)


def results_of(terms: TermsOfContract, accounts: Accounts, block: Block) -> dict[str, Any]:
    """Each organisation's result in whole pence: one row for each future of the block, one column for each year."""
    years = [
        results_of_year(terms, accounts, facts, care)
        for facts, care in zip(block.facts, block.care, strict=True)
    ]
    nothing = np.zeros(block.draws.futures, np.int64)
    codes = dict.fromkeys(code for year in years for code in year)
    return {code: np.stack([year.get(code, nothing) for year in years], axis=1) for code in codes}


def results_of_year(
    terms: TermsOfContract, accounts: Accounts, facts: YearFacts, care: Mapping[str, GivenCare]
) -> dict[str, Any]:
    """Each organisation's result of the year, in each future."""
    contract = terms.contract
    found: dict[str, Any] = {
        code: np.zeros(facts.futures, np.int64) for code in (facts.holder, facts.commissioner)
    }
    found.update(net_received(payments_of(terms, facts), facts.futures))
    _add(found, facts.commissioner, accounts.set_aside_pence[facts.year - 1])
    for given in care.values():
        giver = given.service.organisation
        _add(found, giver, -given.service.cost_pence)
        if giver not in accounts.paid_for_care:
            _add(found, giver, given.value_pence)
            _add(found, accounts.payer_as_before(contract), -given.value_pence)
    for code, pence in other_costs(contract, facts.year).items():
        _add(found, code, -pence)
    return found


def other_costs(contract: Contract, year: int) -> dict[str, int]:
    """Investments of the year by who pays them, and tax that the holder cannot recover and nobody budgeted, in whole pence."""
    found: dict[str, int] = {}
    for investment in contract.investments:
        pounds = investment.amounts[year - 1] if year <= len(investment.amounts) else 0
        found[investment.paid_by] = found.get(investment.paid_by, 0) + of_pounds(pounds)
    if contract.tax:
        unfunded = max((contract.tax.irrecoverable or 0) - (contract.tax.in_budget or 0), 0)
        found[str(contract.holder)] = found.get(str(contract.holder), 0) + of_pounds(unfunded)
    return {code: pence for code, pence in found.items() if pence}


def payments_of(terms: TermsOfContract, facts: YearFacts) -> list[Payment]:
    """The payments of the year, by the same code that settles a real one. CannotStress where a term needs what no future has."""
    try:
        return settled(terms.terms, facts)
    except MissingFact as missing:
        raise CannotStress(
            terms.contract.name,
            [f"what the term {missing.term} needs in year {missing.year} and no future has: {missing.fact}"],
        ) from missing


def accounts_of(terms: TermsOfContract, model: Model, central: Block) -> Accounts:
    """Who is paid for care, and what is set aside, from a block of one future with every assumption at its central value."""
    paid: set[str] = set()
    by_terms = []
    for facts in central.facts:
        care = [p for p in payments_of(terms, facts) if _for_care(terms, p)]
        paid |= {payment.payee for payment in care}
        by_terms.append(int(-net_received(care, 1).get(facts.commissioner, np.zeros(1, np.int64))[0]))
    return Accounts(frozenset(paid), _set_aside(model, central, by_terms if paid else []))


def _set_aside(model: Model, central: Block, by_terms: Sequence[int]) -> tuple[int, ...]:
    """What care is to cost the commissioner, and its own investments."""
    contract = model.contract
    invested = [other_costs(contract, facts.year).get(facts.commissioner, 0) for facts in central.facts]
    return tuple(map(sum, zip(_for_care_planned(model, central, by_terms), invested, strict=True)))


def _for_care_planned(model: Model, central: Block, by_terms: Sequence[int]) -> tuple[int, ...]:
    """The agreed prices, or else benchmarks, or else what terms would pay for care were all as expected, or else the baseline."""
    contract = model.contract
    if contract.prices:
        return tuple(of_pounds(pounds) for pounds in contract.prices[: contract.years])
    if by_terms and not contract.benchmarks:
        return tuple(by_terms)
    return tuple(int(np.asarray(facts.benchmark_pence)[0]) for facts in central.facts)


def _for_care(terms: TermsOfContract, payment: Payment) -> bool:
    number = int(payment.term.split(" ", 1)[0])
    return terms.terms[number - 1].pays_for_care


def _add(found: dict[str, Any], code: str, pence: Any) -> None:
    found[code] = found.get(code, 0) + pence
