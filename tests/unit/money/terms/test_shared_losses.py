"""Shared losses: when something is borne, how much, and what the reasons say. Settlements: CMS public use files."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.year_facts import MissingFact, YearFacts
from tests.unit.money.terms.years import a_term, a_year, numbers, paid, pounds, refused, truths

TRACK_3 = {
    "quality_relief": 0.75,
    "rate_at_least": 0.40,
    "rate_at_most": 0.75,
    "standard_needed": True,
    "less_decided": "disaster adjustment",
}


def a_loss(benchmark: float, loss: float, **facts: Any) -> YearFacts:
    return a_year(benchmark_pence=pounds(benchmark), spending_pence=pounds(benchmark + loss), **facts)


@pytest.mark.parametrize(
    ("loss", "score", "met", "disaster", "published"),
    [
        (15_259_668, 0.8884, True, 2_655, 6_101_212),  # A1215 in 2018
        (2_828_054, 0.5, False, 2_797, 2_118_244),  # A3743 in 2018: the quality standard was failed
    ],
)
def test_published_losses_of_track_3_are_borne_to_the_dollar(
    loss: int, score: float, met: bool, disaster: int, published: int
) -> None:
    decided = {"disaster adjustment": pounds(disaster)}
    year = a_loss(
        200e6,
        loss,
        quality_score=numbers(score),
        met={"quality standard": truths(met)},
        decided_pence=decided,
    )
    (payment,) = paid(a_term("shared-losses", **TRACK_3), year)
    assert payment.amount_pence[0] == pytest.approx(published * 100, abs=100)
    assert (payment.payer, payment.payee) == ("HOLD", "COMM")
    assert payment.reason(0).endswith(f"less £{disaster:,} (disaster adjustment)")
    assert "decided disaster adjustment" in payment.rests_on


def test_the_published_loss_of_a3877_in_2019_is_thirty_per_cent() -> None:
    term = a_term("shared-losses", rate=0.30, less_decided="disaster adjustment")
    year = a_loss(200e6, 9_016_412, decided_pence={"disaster adjustment": pounds(36_880)})
    assert paid(term, year)[0].amount_pence[0] == pytest.approx(2_668_043_00, abs=100)


def test_a_loss_below_the_minimum_is_not_borne() -> None:
    (payment,) = paid(a_term("shared-losses", minimum_loss_rate=0.02), a_loss(100_000, 1_999))
    assert payment.amount_pence[0] == 0
    assert "(1.999%), less than the minimum of 2%: nothing is borne" in payment.reason(0)


def test_a_saving_is_no_loss() -> None:
    (payment,) = paid(a_term("shared-losses"), a_loss(100_000, -5_000))
    assert payment.amount_pence[0] == 0
    assert "there is no loss to bear" in payment.reason(0)


def test_the_lesser_of_revenue_and_benchmark_ends_a_loss() -> None:
    """BASIC E: 8% of revenue, at most 4% of the benchmark."""
    term = a_term("shared-losses", rate=0.30, cap=0.04, cap_of_revenue=0.08)
    small, large = (
        paid(term, a_loss(1e6, 5e5, revenue_pence={"HOLD": pounds(revenue)}))[0] for revenue in (2e5, 9e5)
    )
    assert (small.amount_pence[0], large.amount_pence[0]) == (16_000_00, 40_000_00)
    assert small.reason(0).endswith("capped at £16,000")


def test_what_was_decided_never_turns_a_loss_into_a_gain() -> None:
    year = a_loss(100_000, 1_000, decided_pence={"relief": pounds(5_000)})
    assert paid(a_term("shared-losses", less_decided="relief"), year)[0].amount_pence[0] == 0
    with pytest.raises(MissingFact, match='the amount decided as "other"'):
        paid(a_term("shared-losses", less_decided="other"), year)


def test_parties_bear_their_shares() -> None:
    term = a_term("shared-losses", share={"RZZ1": 0.6, "SEA": 0.4})
    payments = paid(term, a_loss(100_000, 10_000))
    assert {p.payer: int(p.amount_pence[0]) for p in payments} == {"RZZ1": 6_000_00, "SEA": 4_000_00}


def test_rates_out_of_order_are_refused() -> None:
    assert ("rate_at_least", "0.8, above rate_at_most of 0.5") in refused(
        "shared-losses", {"rate_at_least": 0.8, "rate_at_most": 0.5}
    )


@given(
    loss=st.lists(st.integers(-(10**10), 10**10), min_size=2, max_size=20),
    minimum=st.floats(0, 0.2),
    way=st.sampled_from(["first-pound", "beyond-minimum"]),
    cap=st.one_of(st.none(), st.floats(0, 1)),
)
def test_a_larger_loss_never_costs_less(loss: list[int], minimum: float, way: str, cap: float | None) -> None:
    n = len(loss)
    year = a_year(n, benchmark_pence=np.full(n, 10**10), spending_pence=10**10 + np.array(sorted(loss)))
    term = a_term("shared-losses", rate=0.4, minimum_loss_rate=minimum, counts_from=way, cap=cap)
    assert np.all(np.diff(paid(term, year)[0].amount_pence) >= 0)


@given(scores=st.lists(st.floats(0, 1), min_size=2, max_size=20))
def test_higher_quality_never_costs_more(scores: list[float]) -> None:
    n = len(scores)
    year = a_year(
        n,
        benchmark_pence=np.full(n, 10**9),
        spending_pence=np.full(n, 11 * 10**8),
        quality_score=np.array(sorted(scores)),
        met={"quality standard": np.arange(n) > n // 2},
    )
    keys = {key: value for key, value in TRACK_3.items() if key != "less_decided"}
    assert np.all(np.diff(paid(a_term("shared-losses", **keys), year)[0].amount_pence) <= 0)
