"""A ledger holds each payment twice and sums to zero, whatever was agreed and whatever happened."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from joinedup.money.contracts import settled
from joinedup.money.payments import Payment, net_received
from joinedup.money.settlement.ledger import LedgerError, ledger_of, require_zero_sum
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.money.year_facts import YearFacts
from tests.unit.money.settlement.any_contract import KEYS, any_facts, any_terms


def a_payment(pence: int, payer: str = "QZZ", payee: str = "RZZ1", term: str = "1 block") -> Payment:
    return Payment(payer, payee, np.array([pence]), lambda n: "because", ("benchmark",), term)


def test_these_properties_are_tried_on_every_kind_of_term() -> None:
    assert set(KEYS) == set(kinds())


@given(any_terms(), any_facts())
def test_the_ledger_of_any_contract_in_any_year_sums_to_zero(
    terms: list[ContractTerm], facts: YearFacts
) -> None:
    ledger = ledger_of(settled(terms, facts), facts.rests_on)
    assert sum(line.pence for line in ledger.lines) == 0
    assert sum(ledger.totals().values()) == 0


@given(any_terms(), any_facts())
def test_an_organisation_s_total_is_what_it_received_less_what_it_paid(
    terms: list[ContractTerm], facts: YearFacts
) -> None:
    payments = settled(terms, facts)
    net = {code: int(pence[0]) for code, pence in net_received(payments, 1).items()}
    assert ledger_of(payments, facts.rests_on).totals() == net


@given(any_terms(), any_facts())
def test_every_entry_has_a_reason_and_an_amount_that_is_not_below_nothing(
    terms: list[ContractTerm], facts: YearFacts
) -> None:
    for number, entry in enumerate(ledger_of(settled(terms, facts), facts.rests_on).entries, 1):
        assert entry.number == number
        assert entry.amount_pence >= 0
        assert entry.reason.strip()


@given(any_terms(), any_facts())
def test_the_same_year_gives_the_same_ledger(terms: list[ContractTerm], facts: YearFacts) -> None:
    first, again = (ledger_of(settled(terms, facts), facts.rests_on) for _ in range(2))
    assert first == again


def test_a_payment_below_nothing_stands_as_one_the_other_way() -> None:
    (entry,) = ledger_of([a_payment(-500)], {}).entries
    assert (entry.payer, entry.payee, entry.amount_pence) == ("RZZ1", "QZZ", 500)


def test_a_payment_of_nothing_is_an_entry_with_its_reason() -> None:
    ledger = ledger_of([a_payment(0)], {})
    assert [(line.account, line.pence) for line in ledger.lines] == [("QZZ", 0), ("RZZ1", 0)]
    assert ledger.entries[0].reason == "because"


def test_an_entry_says_what_its_facts_rest_on() -> None:
    (entry,) = ledger_of([a_payment(100)], {"benchmark": "decision 4"}).entries
    assert entry.rests_on == (("benchmark", "decision 4"),)


def test_amounts_that_do_not_sum_to_zero_are_refused() -> None:
    with pytest.raises(LedgerError, match="sum to 1 pence"):
        require_zero_sum([-99, 100], "a ledger")
