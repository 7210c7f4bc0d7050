"""Several columns become one code for exact matching."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.results import MethodError


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.sampled_from("abc"), st.floats(0, 1)), min_size=1, max_size=30)
)
def test_rows_have_one_code_exactly_when_they_agree_on_everything(rows: list[tuple[int, str, float]]) -> None:
    codes = strata_of([np.array(column) for column in zip(*rows, strict=True)])
    for one, code in zip(rows, codes, strict=True):
        assert [other == one for other in rows] == (codes == code).tolist()
    assert sorted(set(codes.tolist())) == list(range(codes.max() + 1))


def test_columns_with_a_great_many_values_are_numbered_too() -> None:
    values = np.array([10**15, -(10**15), 10**15, 0])
    assert strata_of([values, values]).tolist() == [2, 0, 2, 1]


def test_without_columns_everybody_is_in_one_stratum() -> None:
    assert strata_of([], rows=3).tolist() == [0, 0, 0]


def test_a_missing_value_is_not_taken_for_a_stratum() -> None:
    with pytest.raises(MethodError, match="missing values"):
        strata_of([[1.0, np.nan]])


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(MethodError, match="differ in length"):
        strata_of([[1, 2], [1, 2, 3]])
