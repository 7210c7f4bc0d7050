"""Terms that pay for care itself: capitated, block, activity, marginal rate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.pence import AmountError
from joinedup.money.year_facts import MissingFact
from tests.unit.money.terms.years import a_service, a_term, a_year, numbers, paid, pounds, received, refused

EMERGENCIES = a_service("RZZ1", [1_100.0], [1_000.0], 2_000.0)
COMMUNITY = a_service("HOLD", [500.0], [400.0], 50.0)
SERVICES = [
    {
        "name": "emergency",
        "organisation": "RZZ1",
        "setting": "hospital",
        "activity": 1_000.0,
        "price": 2_000.0,
    }
]


def test_a_capitated_payment_is_the_price_of_the_year() -> None:
    (payment,) = paid(a_term("capitated-payment"), a_year(year=2, price_pence=pounds(148_600_000)))
    assert (payment.payer, payment.payee, int(payment.amount_pence[0])) == ("COMM", "HOLD", 148_600_000_00)
    assert payment.reason(0) == "the price agreed for year 2, £148,600,000, whatever people need"
    assert payment.rests_on == ("price",)


def test_a_capitated_payment_can_be_an_amount_a_person_that_grows() -> None:
    term = a_term("capitated-payment", per_person=1_000.0, growth=0.02)
    (payment,) = paid(term, a_year(year=3, person_years=numbers(20_000.5)))
    assert payment.amount_pence[0] == round(20_000.5 * 104_040)
    assert payment.reason(0).startswith("£1,040.40 for each of 20,000.5 person-years")


def test_a_capitated_payment_needs_a_price_or_people() -> None:
    with pytest.raises(MissingFact, match="the price agreed for the year"):
        paid(a_term("capitated-payment"), a_year())
    with pytest.raises(MissingFact, match="person-years"):
        paid(a_term("capitated-payment", per_person=1_000.0), a_year())
    assert refused("capitated-payment", {}) == [("", "neither per_person here nor prices in the contract")]
    assert refused("capitated-payment", {"per_person": [1.0, 2.0]}) == [("per_person", "figures for 2 years")]


def test_a_block_is_the_same_however_much_is_done() -> None:
    term = a_term("block", amount=[1_000_000, 900_000.55], organisation="RZZ1")
    (payment,) = paid(term, a_year(2, year=2))
    assert payment.amount_pence.tolist() == [90_000_055, 90_000_055]
    assert payment.payee == "RZZ1"
    with pytest.raises(AmountError, match="year 3 is settled"):
        paid(term, a_year(year=3))


def test_a_block_can_be_the_plan_of_services_at_their_price() -> None:
    year = a_year(services={"emergency": EMERGENCIES, "community": COMMUNITY})
    payments = paid(a_term("block", paid_by="holder"), year)
    assert [(p.payer, p.payee, int(p.amount_pence[0])) for p in payments] == [("HOLD", "RZZ1", 2_000_000_00)]
    assert payments[0].reason(0) == "emergency: 1,000 planned at £2,000, however much is done"


def test_activity_is_paid_at_its_price_to_who_gives_it_by_who_pays() -> None:
    year = a_year(services={"emergency": EMERGENCIES, "community": COMMUNITY})
    by_commissioner = paid(a_term("activity"), year)
    assert {p.payee: int(p.amount_pence[0]) for p in by_commissioner} == {
        "RZZ1": 2_200_000_00,
        "HOLD": 25_000_00,
    }
    assert by_commissioner[0].reason(0) == "emergency: 1,100 at £2,000 each"
    assert by_commissioner[0].rests_on == ("service emergency",)
    (by_holder,) = paid(a_term("activity", paid_by="holder"), year)
    assert (by_holder.payer, by_holder.payee) == ("HOLD", "RZZ1")
    (one,) = paid(a_term("activity", services=["community"]), year)
    assert one.payee == "HOLD"
    with pytest.raises(MissingFact, match="the service theatre"):
        paid(a_term("activity", services=["theatre"]), year)


def test_east_riding_kept_thirty_per_cent_of_the_excess() -> None:
    """183,380 pounds kept at 70% paid above the baseline stand for an excess of 611,267 pounds."""
    service = a_service("RZZ1", [1_611_267.0], [1.0], 1.0)
    term = a_term(
        "marginal-rate",
        rate_above=0.70,
        baseline_value={"emergency": 1_000_000.0},
        reinvested_with="SEA",
    )
    hospital, reinvested = paid(term, a_year(services={"emergency": service}))
    assert reinvested.amount_pence[0] == pytest.approx(183_380_00, abs=100)
    assert hospital.amount_pence[0] + reinvested.amount_pence[0] == 1_611_267_00
    assert reinvested.payee == "SEA"
    assert "30% of £611,267 above the baseline is kept, and owed to reinvestment" in reinvested.reason(0)


def test_what_is_kept_stays_with_the_payer_where_nobody_is_named() -> None:
    (payment,) = paid(a_term("marginal-rate", rate_above=0.3), a_year(services={"emergency": EMERGENCIES}))
    assert payment.amount_pence[0] == (1_000 + 30) * 2_000_00


def test_below_the_baseline_a_part_of_the_price_stays() -> None:
    fewer = a_year(services={"emergency": a_service("RZZ1", [900.0], [1_000.0], 2_000.0)})
    (payment,) = paid(a_term("marginal-rate", rate_above=0.3, rate_below=0.5, reinvested_with="RZZ1"), fewer)[
        :1
    ]
    assert payment.amount_pence[0] == 950 * 2_000_00
    assert payment.reason(0).endswith("less 50% of the price for 100 not done")
    volume = a_term("marginal-rate", rate_above=0.6, rate_below=0.0)
    assert paid(volume, fewer)[0].amount_pence[0] == 1_000 * 2_000_00


def test_nothing_above_the_baseline_is_nothing_to_reinvest_and_is_said() -> None:
    year = a_year(services={"emergency": a_service("RZZ1", [900.0], [1_000.0], 2_000.0)})
    _, reinvested = paid(a_term("marginal-rate", rate_above=0.3, reinvested_with="SEA"), year)
    assert reinvested.amount_pence[0] == 0
    assert "nothing is kept to reinvest" in reinvested.reason(0)


@pytest.mark.parametrize(
    ("kind", "keys", "where", "found"),
    [
        ("activity", {"services": ["theatre"]}, "services", '"theatre"'),
        ("block", {"amount": 5, "services": ["emergency"]}, "services", "an amount and services"),
        ("block", {"amount": [1, 2, 3, 4]}, "amount", "figures for 4 years"),
        ("block", {"amount": -5}, "amount", "-5"),
        ("marginal-rate", {}, "rate_above", "nothing"),
        (
            "marginal-rate",
            {"rate_above": 0.3, "services": ["emergency"], "baseline": {"theatre": 5}},
            "baseline.theatre",
            '"theatre"',
        ),
        ("marginal-rate", {"rate_above": 0.3, "baseline": {"theatre": 5}}, "baseline", '"theatre"'),
        (
            "marginal-rate",
            {"rate_above": 0.3, "baseline": {"emergency": 5}, "baseline_value": {"emergency": 5}},
            "baseline.emergency",
            "units and pounds for emergency",
        ),
    ],
)
def test_what_cannot_be_paid_is_refused(kind: str, keys: dict[str, Any], where: str, found: str) -> None:
    assert (where, found) in refused(kind, keys, services=SERVICES)


@pytest.mark.parametrize("kind", ["activity", "block", "marginal-rate"])
def test_a_contract_without_services_has_none_to_pay(kind: str) -> None:
    keys = {"rate_above": 0.3} if kind == "marginal-rate" else {}
    assert refused(kind, keys)[0][1] in (
        "no services in the contract",
        "no amount, and no services in the contract",
    )


@given(
    done=st.lists(st.floats(0, 1e6), min_size=2, max_size=20),
    plan=st.floats(0, 1e6),
    price=st.floats(0.01, 1e4),
    above=st.floats(0, 1),
    below=st.floats(0, 1),
)
def test_more_activity_never_pays_less_and_is_paid_or_kept_in_full(
    done: list[float], plan: float, price: float, above: float, below: float
) -> None:
    n = len(done)
    service = a_service("RZZ1", sorted(done), [plan] * n, price)
    year = a_year(n, services={"emergency": service})
    term = a_term("marginal-rate", rate_above=above, rate_below=below, reinvested_with="SEA")
    payments = paid(term, year)
    assert np.all(np.diff(received(payments, "RZZ1")) >= 0)
    assert np.all(np.diff(received(payments, "SEA")) >= -1)
    full = received(paid(a_term("activity"), year), "RZZ1")
    beyond = service.activity >= plan
    both = received(payments, "RZZ1") + received(payments, "SEA")
    assert np.all(np.abs(both - full)[beyond] <= 1)
    assert np.all(np.diff(full) >= 0)
