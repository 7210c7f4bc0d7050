"""Whole pence: nothing is created or lost by rounding or by dividing."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.pence import AmountError, of_pounds, shared_out, whole

amounts = st.integers(-(10**15), 10**15)
weights = st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any)


def shares_of(parts: list[int]) -> dict[str, float]:
    return {f"organisation {n}": part / sum(parts) for n, part in enumerate(parts)}


@pytest.mark.parametrize(
    ("pence", "rounded"),
    [
        (0.5, 1),
        (-0.5, -1),
        (1.4999, 1),
        (2.5, 3),
        (0.285 * 1000 + 0.5, 286),
        (285.49999999999994, 286),
    ],
)
def test_half_a_penny_goes_away_from_zero(pence: float, rounded: int) -> None:
    assert whole(pence).tolist() == [rounded]


def test_pounds_with_pence_are_whole_pence() -> None:
    assert [of_pounds(pounds) for pounds in (59.65, 0.29, 1.005, 152_000_000)] == [
        5_965,
        29,
        101,
        15_200_000_000,
    ]


@pytest.mark.parametrize("pence", [float("nan"), float("inf"), 2.0**53, -(2.0**60)])
def test_what_is_no_amount_of_money_is_refused(pence: float) -> None:
    with pytest.raises(AmountError, match="mend the figure"):
        whole(pence)


def test_the_pence_left_go_to_the_largest_remainders() -> None:
    parts = shared_out(np.array([100]), {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    assert {name: part.tolist() for name, part in parts.items()} == {"a": [34], "b": [33], "c": [33]}
    # Hamilton's method on 10 seats: exact shares 4.6, 3.5, 1.9 give 5, 3, 2.
    parts = shared_out(np.array([10]), {"a": 0.46, "b": 0.35, "c": 0.19})
    assert [part[0] for part in parts.values()] == [5, 3, 2]


@given(st.lists(amounts, min_size=1, max_size=5), weights)
def test_the_parts_sum_to_the_amount_in_every_future(pence: list[int], parts: list[int]) -> None:
    shared = shared_out(np.array(pence, dtype=np.int64), shares_of(parts))
    assert sum(shared.values()).tolist() == pence  # type: ignore[union-attr]


@given(st.integers(0, 10**11), weights)
def test_no_part_is_a_whole_penny_from_its_exact_share(pence: int, parts: list[int]) -> None:
    shared = shared_out(np.array([pence]), shares_of(parts))
    for part, got in zip(parts, shared.values(), strict=True):
        assert abs(Fraction(int(got[0])) - Fraction(pence * part, sum(parts))) < 1 + Fraction(1, 1000)


@given(amounts, weights)
def test_a_loss_is_shared_as_the_gain_of_that_size(pence: int, parts: list[int]) -> None:
    gain, loss = (shared_out(np.array([sign * pence]), shares_of(parts)) for sign in (1, -1))
    assert all((gain[name] == -loss[name]).all() for name in gain)


@given(amounts, weights)
def test_who_has_no_share_gets_nothing(pence: int, parts: list[int]) -> None:
    shared = shared_out(np.array([pence]), {**shares_of(parts), "nobody": 0.0})
    assert shared["nobody"].tolist() == [0]


@pytest.mark.parametrize(
    "shares", [{}, {"a": 0.5}, {"a": 0.6, "b": 0.5}, {"a": 1.5, "b": -0.5}, {"a": float("nan")}]
)
def test_shares_that_do_not_share_it_out_are_refused(shares: dict[str, float]) -> None:
    with pytest.raises(AmountError, match="mend the shares"):
        shared_out(np.array([100]), shares)
