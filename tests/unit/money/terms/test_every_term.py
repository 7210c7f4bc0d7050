"""What holds for every kind of term: reasons, facts that exist, futures that do not see each other, amounts that scale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from joinedup.money.contracts import settled
from joinedup.money.payments import Payment, net_received
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.money.year_facts import OutcomeYear, ServiceYear, YearFacts
from tests.unit.money.terms.years import CostsOfPeople, a_term, a_year

FUTURES = 40
EXAMPLES: dict[str, dict[str, Any]] = {
    "activity": {},
    "block": {},
    "capitated-payment": {},
    "gain-loss-share": {
        "dead_band": 0.01,
        "corridors": [{"up_to": 0.05, "rate": 0.5}, {"rate": 0.2}],
        "cap": 0.04,
        "split": {
            "key": "by-performance",
            "members": ["RZZ1", "HOLD"],
            "outcomes": {"RZZ1": "a", "HOLD": "b"},
        },
    },
    "marginal-rate": {"rate_above": 0.3, "rate_below": 0.6, "reinvested_with": "SEA"},
    "outcome-based": {"share_at_risk": 0.1, "gates": ["safe"], "share": {"RZZ1": 0.35, "SEA": 0.65}},
    "shared-losses": {
        "quality_relief": 0.75,
        "rate_at_least": 0.4,
        "rate_at_most": 0.75,
        "standard_needed": True,
        "minimum_loss_rate": 0.01,
        "cap_of_revenue": 0.05,
    },
    "shared-savings": {
        "rate": 0.5,
        "quality": "full-or-times-score",
        "minimum_savings_rate": "by-population-size",
        "share": {"RZZ1": 0.4, "SEA": 0.3, "COMM": 0.3},
        "cap": 0.04,
        "gates": ["safe"],
        "sequestration": 0.02,
    },
    "stop-loss": {
        "per_person_above": 100_000,
        "above_benchmark": 1.02,
        "reinsurer": "SEA",
        "premium": 10_000,
    },
    "transition-support": {"cost_left": 0.5, "paid_by": {"COMM": 0.8, "SEA": 0.2}},
    "withhold": {"share": 0.02, "gates": ["safe"]},
}


def many_futures(money: int = 1) -> YearFacts:
    """Forty futures of one year; with `money` every amount of money is so many times as large."""
    draw = np.random.default_rng(7)
    benchmark = np.full(FUTURES, 50_000_000_00 * money)
    plan = np.full(FUTURES, 10_000.0)
    done = plan * draw.uniform(0.8, 1.2, FUTURES)
    price = np.full(FUTURES, 1_234_56 * money)
    persons = draw.lognormal(10, 1.2, (FUTURES, 50)) * money
    return a_year(
        FUTURES,
        person_years=draw.uniform(5_000, 90_000, FUTURES),
        benchmark_pence=benchmark,
        spending_pence=(benchmark // money * draw.uniform(0.85, 1.15, FUTURES)).astype(np.int64) * money,
        price_pence=benchmark // money // 2 * money,
        services={
            "emergency": ServiceYear("RZZ1", plan, done, price, price * 10_000),
            "nursing": ServiceYear("HOLD", plan, done[::-1].copy(), price, price * 10_000),
        },
        outcomes={
            "a": OutcomeYear(draw.uniform(0, 1, FUTURES), 0.3, 0.7, 0.5),
            "b": OutcomeYear(draw.uniform(0, 1, FUTURES), 0.7, 0.3, 0.5),
        },
        quality_score=draw.uniform(0, 1, FUTURES),
        met={
            "quality standard": draw.uniform(0, 1, FUTURES) < 0.7,
            "alternative quality standard": draw.uniform(0, 1, FUTURES) < 0.8,
            "safe": draw.uniform(0, 1, FUTURES) < 0.9,
        },
        revenue_pence={"HOLD": np.full(FUTURES, 20_000_000_00 * money)},
        person_costs=CostsOfPeople(tuple(map(tuple, persons))),
        decided_pence={},
    )


def one_future(facts: YearFacts, n: int) -> YearFacts:
    """The same year with future n only."""

    def only(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return value[n : n + 1]
        if isinstance(value, Mapping):
            return {key: only(inner) for key, inner in value.items()}
        if isinstance(value, ServiceYear | OutcomeYear):
            return replace(value, **{key: only(inner) for key, inner in vars(value).items()})
        if isinstance(value, CostsOfPeople):
            return CostsOfPeople(value.cost[n : n + 1])
        return value

    return replace(facts, futures=1, **{k: only(v) for k, v in vars(facts).items() if k != "futures"})


def with_one_before(kind: str) -> list[ContractTerm]:
    """The example of a kind after a capitated payment, which a withhold counts."""
    before = [] if kind == "capitated-payment" else [a_term("capitated-payment")]
    return [*before, a_term(kind, **EXAMPLES[kind])]


def of_kind(kind: str, facts: YearFacts) -> list[Payment]:
    return [p for p in settled(with_one_before(kind), facts) if p.term.endswith(f" {kind}")]


def facts_there_are(facts: YearFacts) -> set[str]:
    named = {"price", "person-years", "spending", "benchmark", "quality score", "person costs"}
    named |= {f"service {name}" for name in facts.services} | {f"outcome {name}" for name in facts.outcomes}
    named |= {f"condition {name}" for name in facts.met} | {f"revenue {code}" for code in facts.revenue_pence}
    return named


def test_every_kind_has_an_example_here() -> None:
    assert set(EXAMPLES) == set(kinds())


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_every_payment_of_every_future_is_whole_pence_with_a_reason_and_facts_that_exist(kind: str) -> None:
    facts = many_futures()
    payments = of_kind(kind, facts)
    assert payments
    for payment in payments:
        assert payment.amount_pence.dtype == np.int64
        assert payment.amount_pence.shape == (FUTURES,)
        assert set(payment.rests_on) <= facts_there_are(facts)
        reasons = [payment.reason(n) for n in range(FUTURES)]
        assert all(len(reason) > 20 and not re.search(r"nan|inf\b|None|\[", reason) for reason in reasons)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_what_is_received_and_paid_sums_to_nothing(kind: str) -> None:
    net = net_received(of_kind(kind, many_futures()), FUTURES)
    assert np.array_equal(sum(net.values()), np.zeros(FUTURES, np.int64))
    assert any(np.any(amount != 0) for amount in net.values())


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_future_settled_alone_is_the_same_as_among_others(kind: str) -> None:
    facts = many_futures()
    together = of_kind(kind, facts)
    for n in range(FUTURES):
        alone = of_kind(kind, one_future(facts, n))
        assert [(p.payer, p.payee, p.amount_pence[0], p.reason(0)) for p in alone] == [
            (p.payer, p.payee, p.amount_pence[n], p.reason(n)) for p in together
        ]


def times(kind: str, money: int) -> dict[str, Any]:
    """An example with the amounts of money it states so many times as large."""
    return {
        key: value * money if key in ("per_person_above", "premium") else value
        for key, value in EXAMPLES[kind].items()
    }


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_with_every_amount_three_times_as_large_every_payment_is_too(kind: str) -> None:
    before = [] if kind == "capitated-payment" else [a_term("capitated-payment")]
    once = of_kind(kind, many_futures())
    larger = settled([*before, a_term(kind, **times(kind, 3))], many_futures(3))
    thrice = [p for p in larger if p.term.endswith(f" {kind}")]
    for small, large in zip(once, thrice, strict=True):
        # Each rounds to whole pence by itself, and single people's costs add up to one rounding more.
        assert np.all(np.abs(large.amount_pence - 3 * small.amount_pence) <= 5)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_every_organisation_paid_or_paying_is_named_by_the_term_or_is_a_party_of_the_contract(
    kind: str,
) -> None:
    term = a_term(kind, **EXAMPLES[kind])
    named = {code for _, code in term.organisations()} | {"COMM", "HOLD"}
    named |= {service.organisation for service in many_futures().services.values()}
    for payment in of_kind(kind, many_futures()):
        assert {payment.payer, payment.payee} <= named


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_every_pool_is_shared_out_whole(kind: str) -> None:
    for shares in a_term(kind, **EXAMPLES[kind]).pools().values():
        assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_every_key_says_what_it_means(kind: str) -> None:
    for name, field in kinds()[kind].model_fields.items():
        assert name == "kind" or (field.description or "").endswith("."), name
    assert kinds()[kind].__doc__
