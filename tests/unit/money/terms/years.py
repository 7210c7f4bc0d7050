"""Small years of a contract to settle terms in: figures in pounds, one for each future."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from joinedup.money.contracts import settled
from joinedup.money.payments import Payment
from joinedup.money.pence import Bools, Floats, Pence, whole
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.money.year_facts import OutcomeYear, ServiceYear, YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import shown
from joinedup.place.shape import read_section

CONTRACT: dict[str, Any] = {
    "name": "Outcomes",
    "starts_on": date(2024, 4, 1),
    "years": 5,
    "baseline": {"measured_from": date(2023, 4, 1), "method": "person-based"},
    "holder": "HOLD",
    "commissioner": "COMM",
}


def pounds(*amounts: float) -> Pence:
    return whole(np.array(amounts, dtype=np.float64) * 100)


def numbers(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


def truths(*values: bool) -> Bools:
    return np.array(values, dtype=np.bool_)


def a_term(kind: str, **keys: Any) -> ContractTerm:
    """A term as a place file would say it."""
    term, findings = read_section(kinds()[kind], {"kind": kind, **keys})
    assert term is not None, findings
    return term


def a_year(futures: int = 1, **facts: Any) -> YearFacts:
    return YearFacts(
        **{
            "year": 1,
            "years": 5,
            "futures": futures,
            "commissioner": "COMM",
            "holder": "HOLD",
            **facts,
        }
    )


def a_service(
    organisation: str, activity: Sequence[float], plan: Sequence[float], price: float
) -> ServiceYear:
    return ServiceYear(
        organisation,
        numbers(*plan),
        numbers(*activity),
        pounds(*[price] * len(activity)),
        pounds(*[price * done for done in activity]),
    )


def an_outcome(value: Sequence[float], baseline: float, target: float, weight: float = 1.0) -> OutcomeYear:
    return OutcomeYear(numbers(*value), baseline, target, weight)


def paid(terms: ContractTerm | Sequence[ContractTerm], facts: YearFacts) -> list[Payment]:
    return settled([terms] if isinstance(terms, ContractTerm) else terms, facts)


def received(payments: Sequence[Payment], code: str) -> Pence:
    """What an organisation received less what it paid, in pence, in each future."""
    total: Pence = np.zeros(len(payments[0].amount_pence), np.int64)
    for payment in payments:
        total = total + payment.amount_pence * (int(payment.payee == code) - int(payment.payer == code))
    return total


def refused(kind: str, keys: Mapping[str, Any], **contract: Any) -> list[tuple[str, str]]:
    """Where a term is wrong, and what was found there: by its shape, or with the contract around it."""
    term, findings = read_section(kinds()[kind], {"kind": kind, **keys})
    if term is not None:
        around, wrong = read_section(Contract, {**CONTRACT, **contract})
        assert around is not None, wrong
        findings = list(term.findings(around))
    return [(shown(finding.path), finding.found) for finding in findings]


@dataclass(frozen=True)
class CostsOfPeople:
    """What each of a few people cost, in each future, in pounds."""

    cost: tuple[tuple[float, ...], ...]

    def above(self, threshold_pence: int) -> Pence:
        each = np.array(self.cost) * 100
        return whole(np.maximum(each - threshold_pence, 0).sum(axis=1))
