"""Terms that move risk or soften a change: withhold, stop-loss, transition support."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.year_facts import MissingFact
from tests.unit.money.terms.years import (
    CostsOfPeople,
    a_service,
    a_term,
    a_year,
    numbers,
    paid,
    pounds,
    received,
    refused,
    truths,
)


def test_a_withhold_is_kept_and_earned_back_by_quality() -> None:
    terms = [a_term("capitated-payment"), a_term("withhold", share=0.02)]
    year = a_year(price_pence=pounds(1_000_000), quality_score=numbers(0.75))
    _, kept, back = paid(terms, year)
    assert (kept.payer, kept.payee, int(kept.amount_pence[0])) == ("HOLD", "COMM", 20_000_00)
    assert (back.payer, back.payee, int(back.amount_pence[0])) == ("COMM", "HOLD", 15_000_00)
    assert kept.reason(0) == "2% of £1,000,000 that earlier terms pay is kept back"
    assert back.reason(0) == "75% of £20,000 kept back is earned by the quality score"
    assert back.rests_on == ("price", "quality score")


def test_a_withhold_can_count_some_terms_only_or_the_benchmark() -> None:
    year = a_year(
        price_pence=pounds(1_000_000),
        benchmark_pence=pounds(500_000),
        spending_pence=pounds(400_000),
        met={"data complete": truths(True)},
    )
    keys = {"share": 0.1, "earned_by": "gates", "gates": ["data complete"]}
    before = [a_term("capitated-payment"), a_term("shared-savings")]
    some = paid([*before, a_term("withhold", terms=["shared-savings"], **keys)], year)
    assert [int(p.amount_pence[0]) for p in some[2:]] == [10_000_00, 10_000_00]
    benchmark = paid([a_term("withhold", of="benchmark", **keys)], year)
    assert [int(p.amount_pence[0]) for p in benchmark] == [50_000_00, 50_000_00]


def test_a_missed_gate_leaves_all_that_was_kept_where_it_is() -> None:
    term = a_term("withhold", share=0.1, of="benchmark", gates=["safe"])
    year = a_year(benchmark_pence=pounds(1_000), quality_score=numbers(1.0), met={"safe": truths(False)})
    kept, back = paid(term, year)
    assert (kept.amount_pence[0], back.amount_pence[0]) == (100_00, 0)
    assert back.reason(0) == "nothing of £100 kept back is earned: not met: safe"


def test_kinds_that_a_withhold_counts_exist() -> None:
    keys = {"share": 0.1, "terms": ["shared-saving"]}
    assert refused("withhold", keys) == [("terms[1]", '"shared-saving"')]


def test_who_is_supported_gives_one_of_the_services() -> None:
    service = {"name": "em", "organisation": "RZZ1", "setting": "hospital", "activity": 1.0, "price": 1.0}
    keys = {"cost_left": 0.5, "organisation": "RYY1"}
    assert refused("transition-support", keys, services=[service]) == [("organisation", '"RYY1"')]


def test_earning_by_gates_needs_gates() -> None:
    assert refused("withhold", {"share": 0.1, "earned_by": "gates"}) == [("gates", "no gates")]


def test_stop_loss_pays_what_single_people_cost_above_the_limit() -> None:
    people = CostsOfPeople(((50_000.0, 120_000.0, 300_000.0),))
    term = a_term("stop-loss", per_person_above=100_000, covered=0.9, reinsurer="POOL", premium=5_000)
    due, premium = paid(term, a_year(person_costs=people))
    assert (due.payer, due.payee, int(due.amount_pence[0])) == ("POOL", "HOLD", 198_000_00)
    assert due.reason(0) == "90% of what single people cost above £100,000 each: £198,000"
    assert (premium.payer, premium.payee, int(premium.amount_pence[0])) == ("HOLD", "POOL", 5_000_00)


def test_what_the_first_limit_pays_does_not_count_towards_the_second() -> None:
    term = a_term("stop-loss", per_person_above=100_000, above_benchmark=1.0)
    year = a_year(
        benchmark_pence=pounds(400_000),
        spending_pence=pounds(470_000),
        person_costs=CostsOfPeople(((150_000.0, 320_000.0),)),
    )
    (due,) = paid(term, year)
    assert due.amount_pence[0] == 270_000_00
    more = a_year(
        benchmark_pence=pounds(150_000),
        spending_pence=pounds(470_000),
        person_costs=CostsOfPeople(((150_000.0, 320_000.0),)),
    )
    (due,) = paid(term, more)
    assert due.amount_pence[0] == (270_000 + 50_000) * 100


def test_stop_loss_has_a_most_and_says_so() -> None:
    term = a_term("stop-loss", above_benchmark=1.05, at_most=1_000)
    (due,) = paid(term, a_year(benchmark_pence=pounds(100_000), spending_pence=pounds(110_000)))
    assert due.amount_pence[0] == 1_000_00
    assert due.reason(0).endswith("£5,000, at most £1,000")


def test_a_premium_is_no_payment_out_that_lowers_spending() -> None:
    terms = [
        a_term("stop-loss", above_benchmark=1.05, premium=3_000),
        a_term("shared-losses", after_stop_loss=True),
    ]
    payments = paid(terms, a_year(benchmark_pence=pounds(100_000), spending_pence=pounds(115_000)))
    assert [int(p.amount_pence[0]) for p in payments] == [10_000_00, 3_000_00, 5_000_00]


def test_stop_loss_needs_a_limit_and_the_costs_it_is_about() -> None:
    assert refused("stop-loss", {}) == [("", "neither per_person_above nor above_benchmark")]
    with pytest.raises(MissingFact, match="what single people cost"):
        paid(a_term("stop-loss", per_person_above=100_000), a_year())


def test_support_is_the_cost_that_has_not_left_and_declines() -> None:
    service = a_service("RZZ1", [800.0], [1_000.0], 2_000.0)
    term = a_term(
        "transition-support", cost_left=[0.7, 0.5, 0.3, 0.0, 0.0], paid_by={"COMM": 0.75, "SEA": 0.25}
    )
    first = paid(term, a_year(services={"emergency": service}))
    assert {p.payer: int(p.amount_pence[0]) for p in first} == {"COMM": 210_000_00, "SEA": 70_000_00}
    assert first[1].reason(0) == (
        "emergency: 200 fewer than planned at £2,000, 70% of it cost that has not left by year 1: £280,000; SEA pays 25% of it"
    )
    third = paid(term, a_year(year=3, services={"emergency": service}))
    assert received(third, "RZZ1")[0] == 120_000_00


def test_no_activity_lost_is_nothing_due_and_is_said() -> None:
    year = a_year(services={"emergency": a_service("RZZ1", [1_001.0], [1_000.0], 2_000.0)})
    (payment,) = paid(a_term("transition-support", cost_left=0.5), year)
    assert payment.amount_pence[0] == 0
    assert payment.reason(0) == "emergency: no activity was lost against the plan, so nothing is due"


def test_support_can_be_for_one_body_and_end_at_an_amount() -> None:
    services = {
        "emergency": a_service("RZZ1", [0.0], [100.0], 100.0),
        "beds": a_service("RYY1", [0.0], [100.0], 100.0),
    }
    term = a_term("transition-support", cost_left=1.0, organisation="RYY1", at_most=2_000)
    (payment,) = paid(term, a_year(services=services))
    assert (payment.payee, int(payment.amount_pence[0])) == ("RYY1", 2_000_00)


def test_shares_of_support_that_do_not_sum_are_refused() -> None:
    found = refused("transition-support", {"cost_left": 0.5, "paid_by": {"COMM": 0.5, "SEA": 0.25}})
    assert ("paid_by", "0.5 + 0.25 = 0.75") in found


@given(scores=st.lists(st.floats(0, 1), min_size=2, max_size=20), share=st.floats(0, 1))
def test_higher_quality_never_earns_back_less_nor_more_than_was_kept(
    scores: list[float], share: float
) -> None:
    n = len(scores)
    year = a_year(n, price_pence=np.full(n, 123_456_789), quality_score=np.array(sorted(scores)))
    _, kept, back = paid([a_term("capitated-payment"), a_term("withhold", share=share)], year)
    assert np.all(np.diff(back.amount_pence) >= 0)
    assert np.all(back.amount_pence <= kept.amount_pence)


@given(spending=st.lists(st.integers(0, 10**11), min_size=2, max_size=20), covered=st.floats(0, 1))
def test_costlier_years_are_never_reinsured_for_less(spending: list[int], covered: float) -> None:
    n = len(spending)
    year = a_year(n, benchmark_pence=np.full(n, 10**10), spending_pence=np.array(sorted(spending)))
    (due,) = paid(a_term("stop-loss", above_benchmark=1.03, covered=covered, at_most=10_000_000), year)
    assert np.all(np.diff(due.amount_pence) >= 0)


@given(done=st.lists(st.floats(0, 2_000), min_size=2, max_size=20))
def test_more_lost_activity_never_brings_less_support(done: list[float]) -> None:
    n = len(done)
    service = a_service("RZZ1", sorted(done, reverse=True), [1_000.0] * n, 1_234.56)
    payments = paid(
        a_term("transition-support", cost_left=0.6, paid_by={"COMM": 0.4, "SEA": 0.6}),
        a_year(n, services={"emergency": service}),
    )
    assert np.all(np.diff(received(payments, "RZZ1")) >= 0)


def test_the_limit_of_transition_support_is_told_beside_what_it_limits() -> None:
    term = a_term("transition-support", cost_left=0.5, at_most=1_000)
    (payment,) = paid(term, a_year(services={"beds": a_service("RZZ1", [10.0], [100.0], 50)}))
    assert payment.amount_pence.tolist() == [1_000_00]
    assert payment.reason(0).endswith("£2,250, at most £1,000")
