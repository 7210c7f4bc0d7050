"""Costs of people cut at a threshold: what is cut off is shared back, and nothing is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.capitation.pot import CapitationError
from joinedup.money.capitation.truncation import truncated

PEOPLE = st.lists(
    st.tuples(st.integers(0, 10**8), st.floats(0.01, 1), st.integers(0, 2)), min_size=1, max_size=60
)


@given(PEOPLE, st.floats(0.05, 1))
def test_nothing_is_lost_or_made_in_any_stratum(
    people: list[tuple[int, float, int]], percentile: float
) -> None:
    cost, lived, strata = (np.array(column) for column in zip(*people, strict=True))
    found = truncated(cost, lived, strata, percentile=percentile)
    assert np.array_equal(found.kept_pence + found.taken_off_pence, cost)
    assert (found.taken_off_pence >= 0).all()
    assert (found.shared_back_pence >= 0).all()
    for stratum in np.unique(strata):
        here = strata == stratum
        assert found.counted_pence[here].sum() == cost[here].sum()


@given(PEOPLE, st.integers(1, 10**7))
def test_nobody_counts_for_more_than_the_threshold_before_sharing_back(
    people: list[tuple[int, float, int]], threshold: int
) -> None:
    cost, lived, strata = (np.array(column) for column in zip(*people, strict=True))
    found = truncated(cost, lived, strata, threshold_pence=threshold)
    assert np.all(found.kept_pence <= threshold * lived + 0.51)


def test_costs_are_cut_at_the_percentile_of_their_stratum() -> None:
    cost = np.array([*range(100, 10_100, 100), *[7_00] * 10])
    strata = np.array(["adult"] * 100 + ["child"] * 10)
    found = truncated(cost, np.ones(110), strata, percentile=0.95)
    assert found.threshold_pence == {"adult": 9_500.0, "child": 700.0}
    # 100 + 200 + ... + 500 lies above £95, and comes back as £0.15 for each of a hundred.
    assert found.taken_off_pence.sum() == 15_00
    assert found.shared_back_pence[:100].tolist() == [15] * 100
    assert found.shared_back_pence[100:].sum() == 0


def test_half_a_year_is_cut_at_half_the_amount() -> None:
    found = truncated([80_00, 80_00], [0.5, 1.0], threshold_pence=100_00)
    assert found.kept_pence.tolist() == [50_00, 80_00]
    assert found.shared_back_pence.tolist() == [10_00, 20_00]


def test_what_is_cut_off_can_be_shared_back_by_expected_cost() -> None:
    found = truncated([200_00, 0], [1, 1], threshold_pence=100_00, shared_by=[1, 3])
    assert found.counted_pence.tolist() == [125_00, 75_00]


@pytest.mark.parametrize(
    "options", [{}, {"percentile": 0.9, "threshold_pence": 5}, {"percentile": 0.0}, {"percentile": 1.2}]
)
def test_a_threshold_is_a_percentile_or_an_amount(options: dict[str, float]) -> None:
    with pytest.raises(CapitationError):
        truncated([1], [1], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(("cost", "lived"), [([-1], [1]), ([1.5], [1]), ([1, 2], [1]), ([1], [-1])])
def test_costs_that_are_no_costs_are_refused(cost: list[float], lived: list[float]) -> None:
    with pytest.raises(CapitationError):
        truncated(cost, lived, percentile=0.9)
