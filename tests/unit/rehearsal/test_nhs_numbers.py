"""NHS numbers of made-up people."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from joinedup.linkage.nhs_numbers import valid_nhs_number
from joinedup.rehearsal.nhs_numbers import check_digits, mistyped, numbers_for


def test_every_number_passes_the_check_and_is_given_once() -> None:
    numbers = numbers_for(5_000, seed=1)
    assert len(np.unique(numbers)) == 5_000
    assert all(valid_nhs_number(str(number)) for number in numbers.tolist())


def test_numbers_lie_in_the_range_for_tests() -> None:
    assert {str(number)[:3] for number in numbers_for(5_000, seed=2).tolist()} == {"999"}


def test_a_place_too_large_for_the_range_for_tests_takes_the_range_below_it_which_nobody_has_either() -> None:
    numbers = numbers_for(950_000, seed=1)
    assert len(np.unique(numbers)) == 950_000
    assert numbers.min() >= 9_980_000_000
    assert numbers.max() < 9_999_999_999


def test_the_check_digit_of_a_known_number() -> None:
    assert check_digits(np.array([943_476_591])).tolist() == [9]


@given(st.integers(0, 900_000), st.integers(0, 8))
def test_a_number_with_a_mistyped_digit_never_passes_the_check(at: int, place: int) -> None:
    body = np.array([999_000_000 + at])
    digit = check_digits(body)
    if digit[0] == 10:
        return
    wrong = mistyped(body * 10 + digit, np.array([place]))
    assert len(str(wrong[0])) == 10
    assert valid_nhs_number(str(wrong[0])) is None
