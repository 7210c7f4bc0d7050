"""Rates and shares with their intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.population.rates import byar_limits, rate, share


def test_byars_limits_of_a_count_are_close_to_the_exact_ones() -> None:
    # Exact Poisson 95% limits of 10 events: 4.795 and 18.390 (standard tables).
    low, high = byar_limits(10)
    assert low == pytest.approx(4.795, abs=0.01)
    assert high == pytest.approx(18.390, abs=0.01)


def test_no_events_have_a_lower_limit_of_nothing_and_an_upper_one_of_about_three_point_seven() -> None:
    # Exact: 3.689.
    assert byar_limits(0) == (0.0, pytest.approx(3.689, abs=0.05))


def test_a_rate_is_given_per_so_many() -> None:
    found = rate(10, 2000, multiplier=1000)
    assert found is not None
    assert found.value == pytest.approx(5.0)
    assert found.low == pytest.approx(2.39, abs=0.01)
    assert found.high == pytest.approx(9.20, abs=0.01)


def test_wilsons_limits_of_a_share_are_those_published() -> None:
    # Newcombe RG, Statistics in Medicine 1998;17:857-872, table I, method 3: 81 of 263 gives 0.2553 to 0.3662,
    # and 0 of 20 gives 0 to 0.1611.
    found, nothing = share(81, 263), share(0, 20)
    assert found is not None
    assert nothing is not None
    assert (found.low, found.high) == (pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))
    assert (nothing.low, nothing.high) == (pytest.approx(0.0, abs=1e-12), pytest.approx(0.1611, abs=5e-5))


def test_nobody_at_risk_has_no_rate_and_nothing_has_no_share() -> None:
    assert rate(0, 0) is None
    assert share(0, 0) is None


def test_negative_numbers_and_more_than_all_are_refused() -> None:
    with pytest.raises(ValueError, match="no negative numbers"):
        rate(-1, 10)
    with pytest.raises(ValueError, match="between none and all"):
        share(3, 2)


@given(st.integers(0, 10_000), st.floats(1, 1e7))
def test_a_rate_lies_inside_its_limits(events: int, time_at_risk: float) -> None:
    found = rate(events, time_at_risk, multiplier=1000)
    assert found is not None
    assert 0 <= found.low <= found.value <= found.high


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_and_its_limits_lie_between_nought_and_one(events: int, more: int) -> None:
    found = share(events, events + more)
    assert found is not None
    assert -1e-12 <= found.low <= found.value <= found.high <= 1 + 1e-12
