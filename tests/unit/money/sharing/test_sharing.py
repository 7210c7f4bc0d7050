"""Rates by size, corridors, quality, scores and shares: each as it is published or worked by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.pence import divided, shared_out
from joinedup.money.sharing.attainment import better_of, progress, step, tiered
from joinedup.money.sharing.corridors import through_corridors
from joinedup.money.sharing.minimum_rate import minimum_rate_for
from joinedup.money.sharing.quality import loss_rate, quality_factor
from joinedup.money.sharing.split_keys import REWARDING, SPLIT_KEYS, shares_by, shares_of_loss


@pytest.mark.parametrize(
    ("people", "rate"),
    [
        (5_000, 0.039),
        (6_000, 0.036),
        (7_000, 0.034),
        (8_000, 0.032),
        (9_000, 0.031),
        (10_000, 0.030),
        (15_000, 0.027),
        (20_000, 0.025),
        (50_000, 0.022),
        (60_000, 0.020),
        (500_000, 0.020),
        # CMS public use file of 2021, BASIC B: below 5,000 people.
        (3_357, 0.0480),
        (4_300, 0.0428),
        (4_784, 0.0402),
    ],
)
def test_minimum_rates_are_those_of_the_regulation_and_of_published_settlements(
    people: float, rate: float
) -> None:
    assert minimum_rate_for(np.array([people]))[0] == pytest.approx(rate, abs=1e-4)


def test_corridors_keep_each_part_at_its_own_rate() -> None:
    bands = [(0.05, 0.5), (0.10, 0.35), (0.15, 0.15), (np.inf, 0.05)]
    kept = through_corridors(np.array([0.0, 0.03, 0.12, 0.20, 1.0]), bands)
    assert kept == pytest.approx([0, 0.015, 0.0455, 0.0525, 0.0925])


def test_beyond_corridors_that_end_nothing_more_is_kept() -> None:
    assert through_corridors(np.array([0.05, 0.5]), [(0.05, 1.0)]) == pytest.approx([0.05, 0.05])


def test_progress_runs_from_where_payment_begins_to_the_target_either_way() -> None:
    values = np.array([12.0, 10.0, 9.0, 8.0, 3.0])
    assert progress(values, 10.0, 8.0).tolist() == [0, 0, 0.5, 1, 1]
    assert progress(-values, -10.0, -8.0).tolist() == [0, 0, 0.5, 1, 1]


def test_reaching_the_target_in_decimals_is_reaching_it() -> None:
    assert step(np.array([0.1 + 0.2]), 0.5, 0.3)[0] == 1
    assert progress(np.array([0.1 + 0.2]), 0.5, 0.3)[0] == 1


def test_the_highest_tier_reached_counts_and_the_better_of_two_scores() -> None:
    assert tiered(np.array([0.0, 0.5, 0.9, 1.0]), [(0.5, 0.4), (1.0, 1.0)]).tolist() == [0, 0.4, 0.4, 1]
    assert better_of(np.array([0.2, 0.9]), np.array([0.5, 0.1])).tolist() == [0.5, 0.9]


def test_no_rule_means_no_change() -> None:
    assert quality_factor("none", None, None, None) == 1.0


def test_a_loss_rate_falls_with_quality_between_its_bounds() -> None:
    scores = np.array([0.0, 0.5, 0.8884, 1.0])
    assert loss_rate(0.75, scores, 0.4, 0.75, None).tolist() == pytest.approx([0.75, 0.625, 0.4, 0.4])
    assert loss_rate(0.75, scores, 0.4, 0.75, np.array([True, False, True, False])).tolist() == (
        pytest.approx([0.75, 0.75, 0.4, 0.75])
    )


@given(
    figures=st.lists(st.floats(0, 1e9), min_size=1, max_size=8),
    before=st.floats(0, 1e9),
    key=st.sampled_from(sorted(SPLIT_KEYS)),
)
def test_shares_by_every_key_sum_to_one(figures: list[float], before: float, key: str) -> None:
    column = np.array(figures)[:, None]
    shares = shares_by(key, column, np.full_like(column, before))
    assert np.all(shares >= 0)
    assert shares.sum(axis=0) == pytest.approx([1.0])


@given(
    pence=st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=10),
    weights=st.lists(st.integers(1, 10**6), min_size=1, max_size=8),
)
def test_dividing_by_shares_of_each_future_is_dividing_by_shares(
    pence: list[int], weights: list[int]
) -> None:
    amounts = np.array(pence, dtype=np.int64)
    shares = np.array(weights) / sum(weights)
    parts = divided(amounts, shares[None, :]).T
    assert np.array_equal(parts.sum(axis=0), amounts)
    named = shared_out(amounts, {str(n): share for n, share in enumerate(shares)})
    assert all(np.array_equal(parts[n], named[str(n)]) for n in range(len(weights)))


@given(
    shares=st.lists(st.floats(0, 2), min_size=2, max_size=20),
    rates=st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_more_through_corridors_never_keeps_less(shares: list[float], rates: list[float]) -> None:
    bands = list(zip([0.1, 0.3, 0.5, np.inf], rates, strict=True))
    kept = through_corridors(np.array(sorted(shares)), bands)
    assert all(after >= before - 1e-15 for before, after in pairwise(kept))


@pytest.mark.parametrize("key", sorted(SPLIT_KEYS))
@given(
    figures=st.lists(st.integers(0, 1_000), min_size=2, max_size=6),
    before=st.lists(st.integers(0, 1_000), min_size=6, max_size=6),
)
def test_who_gains_more_by_performance_or_need_never_bears_more_of_a_loss(
    key: str, figures: list[int], before: list[int]
) -> None:
    gain = shares_by(key, [[f] for f in figures], [[b] for b in before[: len(figures)]])
    loss = shares_of_loss(key, gain)
    assert loss.sum() == pytest.approx(1.0)
    assert (loss >= 0).all()
    in_order = loss[np.argsort(gain[:, 0], kind="stable"), 0]
    rising = in_order[::-1] if key in REWARDING else in_order
    assert (np.diff(rising) >= -1e-12).all()


def test_a_loss_is_borne_by_those_who_performed_worse() -> None:
    """Scores of 1 and 3: of a gain a quarter and three, of a loss three quarters and one."""
    assert shares_of_loss("by-performance", shares_by("by-performance", [[1.0], [3.0]]))[:, 0].tolist() == [
        0.75,
        0.25,
    ]
