"""Shared savings: when something is shared, how much, and what the reasons say. Settlements: CMS public use files."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.pence import AmountError
from joinedup.money.year_facts import MissingFact, YearFacts
from tests.unit.money.terms.years import a_term, a_year, numbers, paid, pounds, received, refused, truths

ENHANCED = {
    "rate": 0.75,
    "cap": 0.20,
    "minimum_savings_rate": 0.02,
    "quality": "full-if-standard-met",
    "sequestration": 0.02,
}


def a_saving(benchmark: float, spending: float, **facts: Any) -> YearFacts:
    return a_year(benchmark_pence=pounds(benchmark), spending_pence=pounds(spending), **facts)


def test_the_published_saving_of_a1001_in_2021_is_shared_to_the_dollar() -> None:
    year = a_saving(1_175_345_650, 1_091_114_293, met={"quality standard": truths(True)})
    (payment,) = paid(a_term("shared-savings", **ENHANCED), year)
    assert payment.amount_pence[0] == pytest.approx(61_910_047_00, abs=100)
    assert (payment.payer, payment.payee) == ("COMM", "HOLD")
    assert "75% of it is shared" in payment.reason(0)
    assert payment.rests_on == ("benchmark", "spending", "condition quality standard")


def test_a_rate_that_only_rounds_to_the_minimum_does_not_reach_it() -> None:
    """A1488 in 2021: 1.9955% of the benchmark was saved, and nothing was paid."""
    year = a_saving(109_130_873, 106_953_158, met={"quality standard": truths(True)})
    (payment,) = paid(a_term("shared-savings", **ENHANCED), year)
    assert payment.amount_pence[0] == 0
    assert "(1.9955%), less than the minimum of 2%: nothing is shared" in payment.reason(0)


def test_the_minimum_itself_is_enough() -> None:
    term = a_term("shared-savings", minimum_savings_rate=0.039, rate=0.5)
    (payment,) = paid(term, a_saving(100_000, 96_100))
    assert payment.amount_pence[0] == 1_950_00


def test_the_cap_comes_after_what_is_withheld_by_law() -> None:
    """A1409 in 2018 was paid 10% of its benchmark, not 9.8%."""
    term = a_term("shared-savings", rate=0.5, cap=0.10, sequestration=0.02)
    (payment,) = paid(term, a_saving(121_182_225, 121_182_225 - 37_681_081))
    assert payment.amount_pence[0] == 12_118_222_50
    assert payment.reason(0).endswith("capped at £12,118,222.50")


@pytest.mark.parametrize(
    ("people", "rate"), [(10_150, 0.0299), (5_500, 0.0375), (4_300, 0.0428), (80_000, 0.02)]
)
def test_the_minimum_by_population_size_is_the_published_one(people: float, rate: float) -> None:
    """4,300 people: 4.28% in the public use file of 2021."""
    term = a_term("shared-savings", minimum_savings_rate="by-population-size")
    below, above = (
        paid(term, a_saving(1e8, 1e8 * (1 - rate + shift), person_years=numbers(people)))
        for shift in (0.0002, -0.0002)
    )
    assert below[0].amount_pence[0] == 0 < above[0].amount_pence[0]


def test_beyond_the_minimum_only_the_excess_counts() -> None:
    keys = {"minimum_savings_rate": 0.02, "rate": 0.5}
    first, beyond = (
        paid(a_term("shared-savings", **keys, counts_from=way), a_saving(100_000, 95_000))[0]
        for way in ("first-pound", "beyond-minimum")
    )
    assert (first.amount_pence[0], beyond.amount_pence[0]) == (2_500_00, 1_500_00)


def test_a_saving_below_the_minimum_can_be_shared_at_a_lower_rate() -> None:
    term = a_term("shared-savings", minimum_savings_rate=0.03, rate=0.5, below_minimum_rate=0.25)
    (payment,) = paid(term, a_saving(100_000, 98_000))
    assert payment.amount_pence[0] == 500_00
    assert "less than the minimum of 3%: 25% of it is shared" in payment.reason(0)


@pytest.mark.parametrize(
    ("quality", "standard", "alternative", "factor"),
    [
        ("none", False, False, 1.0),
        ("times-score", False, False, 0.8),
        ("times-score-if-standard-met", True, False, 0.8),
        ("times-score-if-standard-met", False, True, 0.0),
        ("full-if-standard-met", True, False, 1.0),
        ("full-if-standard-met", False, True, 0.0),
        ("full-or-times-score", True, True, 1.0),
        ("full-or-times-score", False, True, 0.8),
        ("full-or-times-score", False, False, 0.0),
    ],
)
def test_quality_changes_the_share(quality: str, standard: bool, alternative: bool, factor: float) -> None:
    year = a_saving(
        100_000,
        90_000,
        quality_score=numbers(0.8),
        met={"quality standard": truths(standard), "alternative quality standard": truths(alternative)},
    )
    (payment,) = paid(a_term("shared-savings", quality=quality), year)
    assert payment.amount_pence[0] == round(10_000_00 * factor)


def test_the_lesser_of_two_caps_counts() -> None:
    term = a_term("shared-savings", cap=0.05, cap_of_revenue=0.10)
    year = a_saving(100_000, 80_000, revenue_pence={"HOLD": pounds(30_000)})
    (payment,) = paid(term, year)
    assert payment.amount_pence[0] == 3_000_00
    assert "revenue HOLD" in payment.rests_on


def test_a_discount_lowers_the_benchmark_first() -> None:
    (payment,) = paid(a_term("shared-savings", discount=0.035), a_saving(100e6, 88e6))
    assert payment.amount_pence[0] == 8_500_000_00


def test_a_gate_that_is_missed_leaves_nothing_and_is_named() -> None:
    term = a_term("shared-savings", gates=["data complete", "safe"])
    year = a_saving(100_000, 90_000, met={"data complete": truths(True), "safe": truths(False)})
    (payment,) = paid(term, year)
    assert payment.amount_pence[0] == 0
    assert "but not met: safe" in payment.reason(0)


def test_parties_get_their_shares_and_the_commissioners_own_share_stays_with_it() -> None:
    term = a_term("shared-savings", share={"RZZ1": 0.4, "L81001": 0.3, "COMM": 0.3})
    payments = paid(term, a_saving(100_000, 90_000))
    assert {p.payee: int(p.amount_pence[0]) for p in payments} == {"RZZ1": 4_000_00, "L81001": 3_000_00}
    assert payments[0].reason(0).endswith("40% of it is RZZ1's: £4,000")


def test_what_stop_loss_pays_can_be_taken_off_spending_first() -> None:
    stop_loss = a_term("stop-loss", above_benchmark=1.05)
    year = a_saving(100_000, 115_000)
    losses = a_term("shared-losses", after_stop_loss=True)
    payments = paid([stop_loss, losses], year)
    assert [int(p.amount_pence[0]) for p in payments] == [10_000_00, 5_000_00]


def test_what_the_year_does_not_say_is_named() -> None:
    term = a_term("shared-savings", quality="times-score")
    with pytest.raises(MissingFact, match="shared-savings needs the quality score of year 1"):
        paid(term, a_saving(100, 90))
    with pytest.raises(MissingFact, match="the benchmark"):
        paid(term, a_year())
    with pytest.raises(MissingFact, match="person-years"):
        paid(a_term("shared-savings", minimum_savings_rate="by-population-size"), a_saving(100, 90))
    with pytest.raises(MissingFact, match='the condition "safe" is met'):
        paid(a_term("shared-savings", gates=["safe"]), a_saving(100, 90))


def test_a_benchmark_of_nothing_is_refused() -> None:
    with pytest.raises(AmountError, match="a benchmark must be above 0"):
        paid(a_term("shared-savings"), a_saving(0, 10))


@pytest.mark.parametrize(
    ("keys", "where", "found"),
    [
        ({"share": {"A1": 0.4, "B1": 0.3}}, "share", "0.4 + 0.3 = 0.7"),
        ({"rate": [0.5, 0.5, 0.5, 0.5]}, "rate", "figures for 4 years"),
        ({"rate": 1.5}, "rate", "1.5"),
        ({"minimum_savings_rate": "by-size"}, "minimum_savings_rate", '"by-size"'),
        (
            {"corridors": [{"up_to": 0.1, "rate": 0.5}, {"up_to": 0.05, "rate": 0.2}]},
            "corridors[2].up_to",
            "0.05",
        ),
        ({"rate": 0.2, "below_minimum_rate": 0.3}, "below_minimum_rate", "0.3 in year 1"),
        (
            {"corridors": [{"rate": 0.5}, {"rate": 0.2}]},
            "corridors[2]",
            "a corridor after one without an end",
        ),
        (
            {"share": {"A1": 1.0}, "split": {"key": "equal", "members": ["A1"]}},
            "split",
            "share and split",
        ),
        ({"sharing": 0.5}, "sharing", "the key sharing"),
    ],
)
def test_a_term_that_cannot_be_settled_is_refused_at_its_key(
    keys: dict[str, Any], where: str, found: str
) -> None:
    assert (where, found) in refused("shared-savings", keys)


def test_without_a_holder_shares_are_needed() -> None:
    assert refused("shared-savings", {}, holder=None) == [
        ("", "neither share here nor a holder of the contract")
    ]


MONEY = st.integers(1, 2_000_000_000)
RATES = st.floats(0, 1)


@given(
    benchmark=MONEY,
    spending=st.lists(st.integers(0, 3_000_000_000), min_size=2, max_size=30),
    rate=RATES,
    minimum=st.one_of(st.floats(0, 0.2), st.just("by-population-size")),
    below=st.one_of(st.none(), st.floats(0, 1)),
    way=st.sampled_from(["first-pound", "beyond-minimum"]),
    cap=st.one_of(st.none(), RATES),
    corridors=st.booleans(),
)
def test_more_savings_never_pay_less(
    benchmark: int,
    spending: list[int],
    rate: float,
    minimum: float | str,
    below: float | None,
    way: str,
    cap: float | None,
    corridors: bool,
) -> None:
    keys: dict[str, Any] = {"rate": rate, "minimum_savings_rate": minimum, "counts_from": way, "cap": cap}
    keys |= {"corridors": [{"up_to": 0.1, "rate": rate}, {"rate": 1 - rate}]} if corridors else {}
    keys |= (
        {"below_minimum_rate": below * rate}
        if below is not None and way == "first-pound" and not corridors
        else {}
    )
    spent = sorted(spending, reverse=True)
    year = a_year(
        len(spent),
        benchmark_pence=np.full(len(spent), benchmark),
        spending_pence=np.array(spent),
        person_years=np.full(len(spent), 12_345.0),
    )
    (payment,) = paid(a_term("shared-savings", **keys), year)
    assert np.all(np.diff(payment.amount_pence) >= 0)
    assert np.all(payment.amount_pence >= 0)


@given(scores=st.lists(st.floats(0, 1), min_size=2, max_size=20), saved=st.integers(0, 10**9))
def test_higher_quality_never_pays_less(scores: list[float], saved: int) -> None:
    n = len(scores)
    year = a_year(
        n,
        benchmark_pence=np.full(n, 10**9),
        spending_pence=np.full(n, 10**9 - saved),
        quality_score=np.array(sorted(scores)),
        met={
            "quality standard": np.arange(n) > n // 2,
            "alternative quality standard": np.arange(n) > n // 3,
        },
    )
    for rule in ("times-score", "times-score-if-standard-met", "full-if-standard-met", "full-or-times-score"):
        (payment,) = paid(a_term("shared-savings", quality=rule, rate=0.5), year)
        assert np.all(np.diff(payment.amount_pence) >= 0)


@given(
    saved=st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=10),
    weights=st.lists(st.integers(1, 50), min_size=1, max_size=6),
)
def test_what_parties_get_is_what_is_shared(saved: list[int], weights: list[int]) -> None:
    year = a_year(
        len(saved),
        benchmark_pence=np.full(len(saved), 2 * 10**10),
        spending_pence=2 * 10**10 - np.array(saved),
    )
    share = {f"P{n}": weight / sum(weights) for n, weight in enumerate(weights)}
    whole = paid(a_term("shared-savings", rate=0.37), year)
    parts = paid(a_term("shared-savings", rate=0.37, share=share), year)
    assert np.array_equal(sum(p.amount_pence for p in parts), whole[0].amount_pence)
    assert np.array_equal(received(parts, "COMM"), received(whole, "COMM"))
