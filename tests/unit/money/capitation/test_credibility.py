"""Credibility: own figures count the more, the more person-years stand behind them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.capitation.credibility import (
    blended,
    credibility,
    full_credibility,
    limited_fluctuation,
    spread_between,
)
from joinedup.money.capitation.pot import CapitationError, normalised, shared_by_weight

SIZES = st.lists(st.floats(1, 1e5), min_size=2, max_size=30)


def test_own_figures_count_for_half_at_k_person_years() -> None:
    assert credibility([0, 3_600, 10_800], 3_600).tolist() == [0, 0.5, 0.75]


def test_groups_that_do_not_differ_are_not_believed_at_all() -> None:
    assert credibility([1_000, 1e9], float("inf")).tolist() == [0, 0]


@given(SIZES, st.floats(0, 1e5))
def test_more_people_are_never_believed_less(sizes: list[float], half: float) -> None:
    ordered = np.sort(sizes)
    believed = credibility(ordered, half)
    assert np.all(np.diff(believed) >= 0)
    assert np.all((believed >= 0) & (believed <= 1))


@given(SIZES, st.floats(0, 1e5), st.data())
def test_a_blend_lies_between_own_and_group(sizes: list[float], half: float, data: st.DataObject) -> None:
    own = np.array(data.draw(st.lists(st.floats(0.5, 2), min_size=len(sizes), max_size=len(sizes))))
    found = blended(own, sizes, half, 1.0)
    assert np.all(found >= np.minimum(own, 1) - 1e-12)
    assert np.all(found <= np.maximum(own, 1) + 1e-12)


@given(SIZES, st.floats(0, 1e5), st.integers(1, 10**12), st.data())
def test_after_credibility_weights_are_normalised_and_the_pot_is_kept(
    sizes: list[float], half: float, pot: int, data: st.DataObject
) -> None:
    own = data.draw(st.lists(st.floats(0.5, 2), min_size=len(sizes), max_size=len(sizes)))
    weights = normalised(blended(own, sizes, half, 1.0), sizes)
    assert float((weights * np.array(sizes)).sum()) == pytest.approx(sum(sizes))
    assert int(shared_by_weight(pot, weights * np.array(sizes)).sum()) == pot


def test_the_spread_of_a_published_example_by_hand() -> None:
    # Two groups of two and three people, a year each: means 2 and 6; within (1+1 + 1+0+1)/3 = 4/3.
    spread = spread_between([1, 3, 5, 6, 7], [1, 1, 1, 1, 1], ["a", "a", "b", "b", "b"])
    assert spread.mean == pytest.approx(22 / 5)
    assert spread.within == pytest.approx(4 / 3)
    # Between: (2·2.4² + 3·1.6² − 4/3) / (5 − 13/5) = (19.2 − 4/3) / 2.4.
    assert spread.between == pytest.approx((19.2 - 4 / 3) / 2.4)
    assert spread.person_years_at_half == pytest.approx(spread.within / spread.between)


def test_the_spread_put_into_made_up_practices_comes_back() -> None:
    random = np.random.default_rng(20251122)
    practices = np.repeat(np.arange(400), 1_000)
    level = 1 + 0.2 * random.standard_normal(400)
    lived = random.uniform(0.2, 1, len(practices))
    cost = lived * level[practices] + np.sqrt(lived) * 2.0 * random.standard_normal(len(practices))
    spread = spread_between(cost, lived, practices)
    assert spread.within == pytest.approx(4.0, rel=0.02)
    assert spread.between == pytest.approx(0.04, rel=0.15)


def test_groups_that_differ_by_chance_alone_have_no_spread_between() -> None:
    spread = spread_between([1, 3, 1, 3], [1, 1, 1, 1], [0, 0, 1, 1])
    assert spread.between == 0
    assert spread.person_years_at_half == float("inf")


@pytest.mark.parametrize("groups", [[0, 0, 0], [0, 1, 2]])
def test_a_spread_needs_two_groups_and_more_than_one_person_in_one(groups: list[int]) -> None:
    with pytest.raises(CapitationError, match="at least two practices"):
        spread_between([1, 2, 3], [1, 1, 1], groups)


def test_the_square_root_rule_believes_wholly_from_full_credibility_on() -> None:
    assert limited_fluctuation([0, 1_000, 4_000, 9_000], 4_000).tolist() == [0, 0.5, 1, 1]


@pytest.mark.parametrize("figures", [(0.0, 0.05, 0.9), (2.1, 0.0, 0.9), (2.1, 0.05, 1.0)])
def test_full_credibility_of_impossible_figures_is_refused(figures: tuple[float, float, float]) -> None:
    with pytest.raises(CapitationError):
        full_credibility(figures[0], within=figures[1], confidence=figures[2])


def test_a_k_below_nothing_is_refused() -> None:
    with pytest.raises(CapitationError, match="must be 0 person-years or more"):
        credibility([1], -1)
