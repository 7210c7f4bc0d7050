"""Nearest-neighbour matching: the compiled loops choose as somebody would who looked at everybody each time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evaluation.matching.by_hand import nearest_by_hand, pairs_of

from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.nearest import nearest
from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.results import MethodError

Row = tuple[int, bool, int]
ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.booleans(), st.integers(0, 2)), min_size=2, max_size=40
).filter(lambda rows: 0 < sum(row[1] for row in rows) < len(rows))


def matched_rows(rows: list[Row], **options: object) -> Matched:
    score, treated, stratum = (np.array(column) for column in zip(*rows, strict=True))
    return nearest(score.astype(float), treated, strata=strata_of([stratum]), standardised=False, **options)  # type: ignore[arg-type]


@given(
    rows=ROWS, ratio=st.integers(1, 3), width=st.sampled_from([0.0, 1.0, 2.0, np.inf]), replace=st.booleans()
)
def test_every_pair_is_the_one_that_looking_at_everybody_gives(
    rows: list[Row], ratio: int, width: float, replace: bool
) -> None:
    score, treated, stratum = zip(*rows, strict=True)
    found = matched_rows(rows, ratio=ratio, replace=replace, caliper=width)
    expected = nearest_by_hand(score, treated, stratum, ratio=ratio, replace=replace, width=width)
    assert pairs_of(found) == expected


@given(rows=ROWS, width=st.sampled_from([0.0, 1.0, np.inf]))
def test_every_treated_row_is_matched_or_dropped_with_a_reason(rows: list[Row], width: float) -> None:
    found = matched_rows(rows, caliper=width)
    assert found.treated_used + sum(one.rows for one in found.dropped) == sum(row[1] for row in rows)


@given(rows=ROWS, ratio=st.integers(1, 3), replace=st.booleans())
def test_the_weights_of_controls_sum_to_their_number(rows: list[Row], ratio: int, replace: bool) -> None:
    found = matched_rows(rows, ratio=ratio, replace=replace)
    assert found.weights[~found.treated].sum() == pytest.approx(found.controls_used)
    assert set(found.weights[found.treated]) <= {0.0, 1.0}


@given(rows=ROWS)
def test_without_replacement_nobody_serves_twice(rows: list[Row]) -> None:
    found = matched_rows(rows, ratio=2)
    assert found.controls_used == found.pairs


def test_reasons_tell_an_empty_stratum_from_a_narrow_caliper_and_from_controls_taken() -> None:
    score = [5.0, 1.0, 1.1, 1.0, 9.0, 3.0]
    treated = [True, True, True, False, False, True]
    found = nearest(score, treated, strata=strata_of([[0, 1, 1, 1, 2, 1]]), caliper=0.5, standardised=False)
    assert {one.reason: one.rows for one in found.dropped} == {
        "no control in the stratum": 1,
        "no control within the caliper": 1,
        "every control within reach was taken by another": 1,
    }
    assert found.cautions[-1].name == "not-everyone-matched"
    assert "3 of 4" in found.cautions[-1].message


def test_a_caliper_is_in_standard_deviations_of_the_score_over_all_rows() -> None:
    score = np.array([0.0, 1.0, 10.0, 11.5])
    treated = [False, True, False, True]
    deviation = float(np.std(score, ddof=1))
    assert nearest(score, treated, caliper=1.2 / deviation).pairs == 1
    assert nearest(score, treated, caliper=1.6 / deviation).pairs == 2


def test_the_order_of_the_data_and_a_drawn_order_can_be_asked_for() -> None:
    score, treated = [0.0, 1.0, 2.0], [True, False, True]
    assert pairs_of(nearest(score, treated)) == [(2, 1)]
    assert pairs_of(nearest(score, treated, turn="data")) == [(0, 1)]
    assert pairs_of(nearest(score, treated, turn="smallest")) == [(0, 1)]
    drawn = {
        pairs_of(nearest(score, treated, turn="random", rng=np.random.default_rng(seed)))[0][0]
        for seed in range(9)
    }
    assert drawn == {0, 2}


def test_one_treated_row_is_matched() -> None:
    assert pairs_of(nearest([0.4, 0.1, 0.5], [True, False, False])) == [(0, 2)]


def test_fewer_controls_than_treated_rows_is_told() -> None:
    found = nearest([0.1, 0.2, 0.3], [True, True, False])
    assert {caution.name for caution in found.cautions} == {"few-controls", "not-everyone-matched"}


@pytest.mark.parametrize(
    ("score", "treated", "options", "words"),
    [
        ([0.1, np.nan], [True, False], {}, "1 of 2 rows have no finite score"),
        ([0.1, 0.2], [True, True], {}, "everybody of 2 rows is treated"),
        ([0.1, 0.2], [False, False], {}, "nobody of 2 rows is treated"),
        ([0.1, 0.2], [True], {}, "one value for each of the 2 rows"),
        ([0.1, 0.2], [2, 0], {}, "true or false"),
        ([], [], {}, "nobody of 0 rows"),
        ([0.1, 0.2], [True, False], {"ratio": 0}, "a whole number of at least 1; found 0"),
        ([0.1, 0.2], [True, False], {"caliper": -1.0}, "a caliper is 0 or wider"),
        (
            [0.1, 0.2],
            [True, False],
            {"strata": np.zeros(3, dtype=np.int32)},
            r"strata of the shape \(3,\) for 2 rows",
        ),
        ([0.1, 0.2], [True, False], {"turn": "random"}, "needs a generator"),
    ],
)
def test_what_cannot_be_matched_is_said_in_words(
    score: list[float], treated: list[object], options: dict[str, object], words: str
) -> None:
    with pytest.raises(MethodError, match=words):
        nearest(score, treated, **options)  # type: ignore[arg-type]
