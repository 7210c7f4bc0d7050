"""A gain and loss share among a whole network: corridors, bands, caps, and the six ways of dividing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.payments import net_received
from joinedup.money.terms.divided import DividedTerm
from joinedup.money.year_facts import YearFacts
from tests.unit.money.terms.years import a_term, a_year, an_outcome, paid, pounds, received, refused


def a_pool(difference: float, benchmark: float = 100e6, **facts: Any) -> YearFacts:
    return a_year(benchmark_pence=pounds(benchmark), spending_pence=pounds(benchmark - difference), **facts)


def test_a_gain_is_paid_out_and_a_loss_is_paid_in() -> None:
    term = a_term("gain-loss-share", share={"RZZ1": 0.5, "SEA": 0.3, "COMM": 0.2})
    gain, loss = paid(term, a_pool(1e6)), paid(term, a_pool(-1e6))
    assert received(gain, "RZZ1") == 500_000_00 == -received(loss, "RZZ1")
    assert received(gain, "COMM") == -800_000_00


def test_within_the_band_nothing_moves_and_the_reason_says_so() -> None:
    (payment,) = paid(a_term("gain-loss-share", dead_band=0.01), a_pool(1e6))
    assert payment.amount_pence[0] == 0
    assert "(1%), within the band of 1%: there is nothing to divide" in payment.reason(0)


def test_beyond_the_band_only_what_lies_beyond_it_counts_where_that_is_agreed() -> None:
    term = a_term("gain-loss-share", dead_band=0.01, counts_from="beyond-minimum")
    assert paid(term, a_pool(3e6))[0].amount_pence[0] == 2_000_000_00


def test_gains_and_losses_have_caps_and_rates_of_their_own() -> None:
    term = a_term("gain-loss-share", rate=0.8, cap=0.05, loss_rate=0.4, loss_cap=0.02)
    gain, loss = (paid(term, a_pool(difference))[0].amount_pence[0] for difference in (20e6, -20e6))
    assert (gain, loss) == (5_000_000_00, -2_000_000_00)
    assert paid(term, a_pool(-3e6))[0].amount_pence[0] == -1_200_000_00


def test_corridors_of_losses_may_differ() -> None:
    term = a_term("gain-loss-share", loss_corridors=[{"up_to": 0.05, "rate": 0.5}, {"rate": 0.1}])
    assert paid(term, a_pool(-10e6))[0].amount_pence[0] == -3_000_000_00


# What each way of dividing makes of a gain of 900 pounds.
FIGURES = {"A1": 100.0, "B1": 200.0, "C1": 600.0}
BEFORE = {"A1": 150.0, "B1": 150.0, "C1": 650.0}


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("equal", (300, 300, 300)),
        ("by-budget-share", (100, 200, 600)),
        ("by-equity", (100, 200, 600)),
        ("by-performance", (100, 200, 600)),
        ("to-members-needing-investment", (100, 200, 600)),
        ("to-members-whose-budgets-fell", (450, 0, 450)),
    ],
)
def test_six_ways_of_dividing(key: str, parts: tuple[int, ...]) -> None:
    split = {"key": key, "members": ["A1", "B1", "C1"], "figures": FIGURES, "before": BEFORE}
    payments = paid(a_term("gain-loss-share", split=split), a_pool(900, 10_000))
    assert tuple(int(p.amount_pence[0]) // 100 for p in payments) == parts


def test_performance_can_be_the_progress_of_an_outcome_in_each_future() -> None:
    split = {
        "key": "by-performance",
        "members": ["A1", "B1"],
        "outcomes": {"A1": "falls", "B1": "reablement"},
    }
    year = a_year(
        2,
        benchmark_pence=pounds(1_000, 1_000),
        spending_pence=pounds(700, 700),
        outcomes={"falls": an_outcome([8, 10], 10, 8), "reablement": an_outcome([0.6, 0.6], 0.5, 0.7)},
    )
    first, second = paid(a_term("gain-loss-share", split=split), year)
    assert first.amount_pence.tolist() == [200_00, 0]
    assert second.amount_pence.tolist() == [100_00, 300_00]
    assert first.rests_on == ("benchmark", "spending", "outcome falls", "outcome reablement")


def test_where_a_key_gives_nobody_anything_all_get_the_same() -> None:
    split = {
        "key": "to-members-whose-budgets-fell",
        "members": ["A1", "B1"],
        "figures": {"A1": 10, "B1": 10},
        "before": {"A1": 9, "B1": 10},
    }
    payments = paid(a_term("gain-loss-share", split=split), a_pool(100))
    assert [int(p.amount_pence[0]) for p in payments] == [50_00, 50_00]


def test_the_pools_it_divides_are_told() -> None:
    split = {"key": "by-budget-share", "members": ["A1", "B1"], "figures": {"A1": 1, "B1": 3}}
    term = a_term("gain-loss-share", split=split)
    assert isinstance(term, DividedTerm)
    assert term.pools() == {"split": {"A1": 0.25, "B1": 0.75}}
    assert [code for _, code in term.organisations()] == ["A1", "B1"]


@pytest.mark.parametrize(
    ("split", "where", "found"),
    [
        ({"key": "by-budget-share", "members": ["A1"]}, "split", "nothing for A1 in figures"),
        (
            {"key": "to-members-whose-budgets-fell", "members": ["A1"], "figures": {"A1": 1}},
            "split",
            "nothing for A1 in before",
        ),
        ({"key": "equal", "members": ["A1", "A1"]}, "split.members", "a member named twice"),
        (
            {"key": "by-performance", "members": ["A1"], "outcomes": {"A1": "falls"}},
            "split",
            '"falls"',
        ),
        (
            {"key": "by-equity", "members": ["A1"], "figures": {"A1": [1, 2]}},
            "split.figures.A1",
            "figures for 2 years",
        ),
        ({"key": "by-merit", "members": ["A1"]}, "split.key", '"by-merit"'),
    ],
)
def test_a_split_that_cannot_be_worked_out_is_refused(split: dict[str, Any], where: str, found: str) -> None:
    assert (where, found) in refused("gain-loss-share", {"split": split})


@given(
    differences=st.lists(st.integers(-(10**11), 10**11), min_size=2, max_size=20),
    band=st.floats(0, 0.1),
    way=st.sampled_from(["first-pound", "beyond-minimum"]),
    weights=st.lists(st.integers(1, 9), min_size=1, max_size=5),
)
def test_more_saved_never_gives_less_and_all_sums_to_nothing(
    differences: list[int], band: float, way: str, weights: list[int]
) -> None:
    n = len(differences)
    year = a_year(
        n, benchmark_pence=np.full(n, 10**11), spending_pence=10**11 - np.array(sorted(differences))
    )
    members = [f"P{i}" for i in range(len(weights))]
    split = {
        "key": "by-budget-share",
        "members": members,
        "figures": dict(zip(members, weights, strict=True)),
    }
    corridors = [{"up_to": 0.05, "rate": 0.9}, {"rate": 0.3}]
    keys = {"dead_band": band, "counts_from": way, "corridors": corridors, "cap": 0.2}
    payments = paid(a_term("gain-loss-share", split=split, **keys), year)
    assert np.all(np.diff(received(payments, "COMM")) <= 0)
    # One penny may go to another party as the amount grows: largest remainders are not monotone for one party.
    assert all(np.all(np.diff(received(payments, code)) >= -1) for code in members)
    assert np.array_equal(sum(net_received(payments, n).values()), np.zeros(n, np.int64))


@given(difference=st.integers(0, 10**11))
def test_a_loss_mirrors_a_gain(difference: int) -> None:
    year = a_year(
        2,
        benchmark_pence=np.array([10**11, 10**11]),
        spending_pence=np.array([10**11 - difference, 10**11 + difference]),
    )
    for payment in paid(a_term("gain-loss-share", rate=0.37, share={"A1": 0.3, "B1": 0.7}), year):
        assert payment.amount_pence[0] == -payment.amount_pence[1]


def test_the_reason_says_discount_corridors_and_caps_so_that_the_amount_can_be_followed() -> None:
    corridors = [{"up_to": 0.05, "rate": 0.5}, {"up_to": 0.10, "rate": 0.35}]
    term = a_term("gain-loss-share", discount=0.02, corridors=corridors, loss_rate=1.0, loss_cap=0.01)
    (gain,), (loss,) = (paid(term, a_pool(difference)) for difference in (12e6, -12e6))
    assert gain.reason(0).endswith(
        "the benchmark of £98,000,000 after a discount of 2% (10.2041%): 50% of it up to 5% of the benchmark, then 35% up to"
        " 10%, then nothing, a gain to divide of £4,165,000"
    )
    assert loss.reason(0).endswith("100% of it, capped, a loss to bear of £980,000")


def test_the_worse_performer_bears_more_of_a_loss() -> None:
    split = {"key": "by-performance", "members": ("RZZ1", "SEA"), "figures": {"RZZ1": 1.0, "SEA": 3.0}}
    gain, loss = (paid(a_term("gain-loss-share", split=split), a_pool(by)) for by in (1e6, -1e6))
    assert [received(gain, code)[0] for code in ("RZZ1", "SEA")] == [250_000_00, 750_000_00]
    assert [received(loss, code)[0] for code in ("RZZ1", "SEA")] == [-750_000_00, -250_000_00]
