"""Coarsened exact matching."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.matching.coarsened import coarsened
from joinedup.evaluation.methods.results import Dropped, MethodError


def test_a_value_on_a_cut_belongs_to_the_band_above() -> None:
    found = coarsened([[4.9], [5.0], [5.1]], [True, True, False], ["age"], cuts={"age": [5.0]})
    assert found.weights.tolist() == [0.0, 1.0, 1.0]
    assert found.dropped == (Dropped("no control in the same bands of every column", 1),)
    assert "1 of 2 treated rows" in found.cautions[0].message


def test_controls_of_a_stratum_share_what_its_treated_weigh() -> None:
    numbers = [[0], [0], [0], [1], [1], [1], [1]]
    treated = [True, True, False, True, False, False, False]
    found = coarsened(numbers, treated, ["ward"], cuts={"ward": None})
    # 2 treated for 1 control, 1 treated for 3; four controls stand for three treated.
    assert found.weights.tolist() == pytest.approx([1, 1, 8 / 3, 1, 4 / 9, 4 / 9, 4 / 9])


def test_the_highest_value_is_in_the_last_band() -> None:
    found = coarsened([[0.0], [10.0], [9.0], [1.0]], [True, True, False, False], ["age"], cuts={"age": 2})
    assert found.weights.tolist() == [1.0, 1.0, 1.0, 1.0]


def test_strata_are_matched_on_exactly_besides() -> None:
    numbers, treated = [[0.0], [0.0], [0.0]], [True, False, False]
    found = coarsened(numbers, treated, strata=np.array([1, 0, 1], dtype=np.int32))
    assert found.weights.tolist() == [1.0, 0.0, 1.0]


def test_nobody_alike_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(MethodError, match="fewer columns or fewer bands"):
        coarsened([[0.0], [1.0]], [True, False])


@pytest.mark.parametrize(("cuts", "words"), [({"height": 3}, "the columns are age"), ({"age": 0}, "0 bands")])
def test_cuts_that_cannot_be_made_are_refused(cuts: dict[str, int], words: str) -> None:
    with pytest.raises(MethodError, match=words):
        coarsened([[0.0], [1.0]], [True, False], ["age"], cuts=cuts)
