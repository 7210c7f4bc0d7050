"""Draws that stay close to what is expected of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.rehearsal.days import EVERY_DAY, FLAT, WEEKDAYS_ONLY, days_between
from joinedup.rehearsal.draws import generator, normal, one_of, spread_evenly, whole_numbers


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60), st.integers(0, 2**32))
def test_whole_numbers_add_up_to_the_expected_total_within_one(expected: list[float], seed: int) -> None:
    rates = np.array(expected)
    drawn = whole_numbers(rates, np.arange(len(rates)), generator(seed))
    assert abs(drawn.sum() - rates.sum()) < 1 + 1e-6
    assert (np.abs(drawn - rates) < 1 + 1e-6).all()


def test_whole_numbers_have_the_expected_mean_for_each_person() -> None:
    rates = np.array([0.2, 1.7, 0.0, 3.5])
    drawn = np.mean([whole_numbers(rates, np.arange(4), generator(1, n)) for n in range(4000)], axis=0)
    assert drawn == pytest.approx(rates, abs=0.05)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=80), st.integers(0, 2**32))
def test_numbers_spread_evenly_fall_one_in_each_stratum_of_their_group(groups: list[int], seed: int) -> None:
    group = np.array(groups)
    drawn = spread_evenly(group, generator(seed))
    for one in set(groups):
        strata = np.floor(np.sort(drawn[group == one]) * (group == one).sum()).astype(int)
        assert strata.tolist() == list(range((group == one).sum()))


def test_normal_numbers_have_the_known_quantiles() -> None:
    assert normal(np.array([0.5, 0.975, 0.01])) == pytest.approx([0.0, 1.959964, -2.326348], abs=1e-5)


def test_one_of_chooses_in_proportion_to_the_weights() -> None:
    chosen = one_of(np.array([1.0, 0.0, 3.0]), (np.arange(4000) + 0.5) / 4000)
    assert np.bincount(chosen, minlength=3).tolist() == [1000, 0, 3000]


def test_parts_of_a_place_have_generators_of_their_own() -> None:
    assert generator(1, 2).random() != generator(1, 3).random()
    assert generator(1, 2).random() == generator(1, 2).random()


@given(st.integers(0, 20_000), st.integers(1, 400), st.floats(0, 0.999))
def test_a_day_lies_in_the_period_given(first: int, length: int, uniform: float) -> None:
    ends = np.array([first + length])
    day = days_between(np.array([first]), ends, EVERY_DAY, FLAT, np.array([uniform]))
    assert first <= day[0] < ends[0]


def test_practices_hardly_ever_work_at_the_weekend() -> None:
    n = 20_000
    day = days_between(np.full(n, 19_000), np.full(n, 19_364), WEEKDAYS_ONLY, FLAT, generator(5).random(n))
    assert ((day + 3) % 7 >= 5).mean() < 0.02
