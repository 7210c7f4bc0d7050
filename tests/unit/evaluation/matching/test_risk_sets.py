"""Risk-set matching: nobody is matched by what happened later, and everybody left out is counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.evaluation.matching.by_hand import pairs_of, risk_sets_by_hand

from joinedup.evaluation.methods.matching.joining_score import joining_score
from joinedup.evaluation.methods.matching.propensity import propensity
from joinedup.evaluation.methods.matching.risk_sets import match_risk_sets, person_months
from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.results import Dropped, MethodError


def place(
    seed: int, people: int = 12, months: int = 4
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Person, month, joins, score; some people have months after they joined, and some months are missing."""
    rng = np.random.default_rng(seed)
    joined = np.where(rng.random(people) < 0.6, rng.integers(0, months, people), 99)
    joined[:2] = 0, 99
    person, month = (grid.ravel() for grid in np.meshgrid(np.arange(people) * 7, np.arange(months) + 100))
    kept = (rng.random(len(person)) < 0.9) | (person < 14)
    person, month = person[kept], month[kept]
    return person, month, joined[person // 7] == month - 100, rng.integers(0, 6, len(person)).astype(float)


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), serve_again=st.booleans())
def test_every_pair_is_the_one_that_going_month_by_month_gives(seed: int, serve_again: bool) -> None:
    person, month, joins, score = place(seed)
    found = match_risk_sets(person_months(person, month, joins, score), serve_again=serve_again)
    assert pairs_of(found) == risk_sets_by_hand(person, month, joins, score, serve_again)


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), ratio=st.integers(1, 3))
def test_a_control_has_the_same_month_has_not_joined_by_its_end_and_serves_once(
    seed: int, ratio: int
) -> None:
    person, month, joins, score = place(seed, people=30)
    found = match_risk_sets(person_months(person, month, joins, score), ratio=ratio)
    joined = {who: when for who, when, now in zip(person, month, joins, strict=True) if now}
    served = [int(person[control]) for _, control in pairs_of(found)]
    assert all(month[row] == month[control] for row, control in pairs_of(found))
    assert all(joined.get(person[control], 999) > month[control] for _, control in pairs_of(found))
    assert len(served) == len(set(served))


def test_who_serves_as_control_may_join_later_and_is_then_matched() -> None:
    rows = person_months([1, 2, 2, 3], [1, 1, 2, 2], [True, False, True, False], [0.5, 0.5, 0.5, 0.5])
    assert pairs_of(match_risk_sets(rows)) == [(0, 1), (2, 3)]


def test_a_person_serves_once_unless_asked_otherwise() -> None:
    rows = person_months([1, 2, 2, 3], [1, 1, 2, 2], [True, False, False, True], [0.5, 0.5, 0.5, 0.5])
    once = match_risk_sets(rows)
    assert pairs_of(once) == [(0, 1)]
    assert once.dropped == (Dropped("everybody within reach served another as control", 1),)
    assert pairs_of(match_risk_sets(rows, serve_again=True)) == [(0, 1), (3, 2)]


def test_every_row_that_cannot_be_used_is_counted_with_its_reason() -> None:
    person = [1, 1, 2, 2, 2, 3, 3, 4, 5, 6]
    month = [1, 2, 1, 2, 3, 1, 2, 1, 2, 1]
    joins = [True, False, False, False, False, False, True, False, False, True]
    score = [0.1, 0.1, 0.2, 9.0, 0.2, 5.0, 0.2, np.nan, 9.0, np.nan]
    found = match_risk_sets(person_months(person, month, joins, score), caliper=0.5, standardised=False)
    assert pairs_of(found) == [(0, 2)]
    assert found.dropped == (
        Dropped("nobody who had not joined yet was within the caliper", 1),
        Dropped("joined, but the row has no score", 1),
    )
    assert found.unusable == (
        Dropped("not joined, and the row has no score", 1),
        Dropped("months in which nobody joined", 1),
        Dropped("months after the person had joined", 1),
    )


def test_strata_are_matched_on_exactly() -> None:
    rows = person_months([1, 2, 3], [1, 1, 1], [True, False, False], [0.5, 0.5, 0.9])
    assert pairs_of(match_risk_sets(rows, strata=strata_of([["x", "y", "x"]]))) == [(0, 2)]


@pytest.mark.parametrize(
    ("person", "month", "joins", "words"),
    [
        ([1, 1], [5, 5], [True, False], "1 rows repeat a person and month"),
        ([1, 1, 2], [5, 6, 6], [True, True, False], "1 people join in more than one month"),
        ([1, 2], [5, 5], [False, False], "nobody of 2 rows"),
    ],
)
def test_rows_that_cannot_be_are_refused(
    person: list[int], month: list[int], joins: list[bool], words: str
) -> None:
    with pytest.raises(MethodError, match=words):
        person_months(person, month, joins, np.zeros(len(person)))


def test_no_joiner_with_a_score_is_an_error() -> None:
    rows = person_months([1, 2], [5, 5], [True, False], [np.nan, 1.0])
    with pytest.raises(MethodError, match="fit the score"):
        match_risk_sets(rows)


def test_the_score_leaves_out_how_busy_a_month_was_and_is_missing_where_nobody_joined() -> None:
    rng = np.random.default_rng(2)
    month = np.repeat([1, 2, 3], 500)
    features = rng.normal(size=(1_500, 2))
    joins = (rng.random(1_500) < 1 / (1 + np.exp(2 - features[:, 0]))) & (month != 2)
    found = joining_score(features, joins, month)
    kept = month != 2
    wanted = propensity(np.column_stack([features, month == 3])[kept], joins[kept])
    march = np.where(month == 3, wanted.coefficients["column 3"], 0.0)[kept]
    assert found.logit[kept] == pytest.approx(wanted.logit - march, abs=1e-8)
    assert np.isnan(found.logit[~kept]).all()
    assert "500 rows" in found.cautions[-1].message


def test_months_where_all_join_or_none_leave_nothing_to_compare() -> None:
    with pytest.raises(MethodError, match="no month has both"):
        joining_score([[1.0], [2.0]], [True, False], [1, 2])
