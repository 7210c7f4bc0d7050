"""A contract is a list of terms: settled in order, each payment with the term it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest

from joinedup.money.contracts import settled, term_findings
from joinedup.money.payments import Payment, net_received
from joinedup.money.terms.capitated_payment import CapitatedPayment
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.money.year_facts import MissingFact, YearFacts


def facts(**known: Any) -> YearFacts:
    return YearFacts(year=1, years=5, futures=2, commissioner="QZZ", holder="RZZ1", **known)


def content(*terms: Mapping[str, Any], **keys: Any) -> dict[str, Any]:
    contract = {
        "name": "Hubs",
        "starts_on": date(2024, 4, 1),
        "years": 1,
        "baseline": {"measured_from": date(2023, 4, 1), "method": "ledger"},
        "terms": list(terms),
        **keys,
    }
    return {"organisations": [{"code": "QZZ"}, {"code": "RZZ1"}], "contracts": [contract]}


class Echo(ContractTerm):
    """Pays back a tenth of what the terms before it paid."""

    kind: str = "echo"

    def payments(self, facts: YearFacts, so_far: Any) -> list[Payment]:
        return [Payment(p.payee, p.payer, p.amount_pence // 10, lambda n: "a tenth back") for p in so_far]


def test_a_term_sees_what_the_terms_before_it_pay_and_each_payment_names_its_term() -> None:
    price = np.array([1_000, 2_000])
    payments = settled([CapitatedPayment(kind="capitated-payment"), Echo()], facts(price_pence=price))
    assert [(p.term, p.amount_pence.tolist()) for p in payments] == [
        ("1 capitated-payment", [1_000, 2_000]),
        ("2 echo", [100, 200]),
    ]


def test_what_is_received_and_paid_sums_to_zero_in_every_future() -> None:
    payments = settled(
        [CapitatedPayment(kind="capitated-payment"), Echo()], facts(price_pence=np.array([1_000, 7]))
    )
    net = net_received(payments, 2)
    assert net["RZZ1"].tolist() == [900, 7]
    assert (net["RZZ1"] + net["QZZ"]).tolist() == [0, 0]


def test_a_payment_for_each_person_year_says_so() -> None:
    term = CapitatedPayment(kind="capitated-payment", per_person=1_200.50)
    paid = settled([term], facts(person_years=np.array([1_000.0, 10.5])))[0]
    assert paid.amount_pence.tolist() == [120_050_000, 1_260_525]
    assert paid.reason(1) == "£1,200.50 for each of 10.5 person-years"


def test_a_fact_that_is_missing_is_named_with_the_year() -> None:
    with pytest.raises(MissingFact, match="capitated-payment needs person-years of year 1"):
        settled([CapitatedPayment(kind="capitated-payment", per_person=1.0)], facts())


def test_every_file_of_the_folder_is_a_kind_of_term() -> None:
    assert kinds()["capitated-payment"] is CapitatedPayment


def test_a_kind_that_is_not_known_is_refused_with_the_nearest() -> None:
    (finding,) = term_findings(content({"kind": "capitated-paymnt"}))
    assert finding.path == ("contracts", 0, "terms", 0, "kind")
    assert finding.nearest == "capitated-payment"


def test_a_key_that_a_kind_does_not_have_is_refused_at_its_place() -> None:
    (finding,) = term_findings(content({"kind": "capitated-payment", "per_persn": 3.0}, prices=(1,)))
    assert finding.path == ("contracts", 0, "terms", 0, "per_persn")
    assert finding.nearest == "per_person"


def test_a_price_that_nobody_wrote_is_asked_for() -> None:
    (finding,) = term_findings(content({"kind": "capitated-payment"}))
    assert "prices" in finding.do
