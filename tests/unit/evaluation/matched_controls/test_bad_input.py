"""What cannot be compared is said in words, with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.evaluation.methods.results import MethodError
from tests.unit.evaluation.matched_controls.made_up_people import (
    LAST,
    candidates_of,
    follow_up_by_hand,
    world,
)
from tests.unit.evaluation.matched_controls.test_biases import joined

SOME = [(1, 0, "2022-01-11", 1.0), (2, 0, "2022-01-12", 2.0), (11, 0, None, 1.0), (12, 0, None, 2.0)]
EVENTS = [(1, "2022-06-01"), (2, "2022-06-01"), (11, "2022-06-01"), (12, "2022-06-01")]
PEOPLE = [1, 2, 11, 12]
WIDE = MatchedControls(caliper=10.0, adjusted=False)


def test_nobody_joined() -> None:
    rows: list[tuple[int, int, str | None, float]] = [
        (who, month, None, need) for who, month, _, need in SOME
    ]
    with pytest.raises(MethodError, match="nobody is known to have joined hub"):
        WIDE.study(candidates_of(rows), follow_up_by_hand(PEOPLE, EVENTS), LAST)


def test_nobody_who_joined_was_eligible_at_the_time() -> None:
    rows: list[tuple[int, int, str | None, float]] = [
        (who, month, None, need) for who, month, _, need in SOME
    ]
    elsewhere = replace(
        candidates_of(rows),
        caseload_person=np.array([99]),
        caseload_joined_on=np.array(["2022-01-11"], dtype="datetime64[D]"),
    )
    with pytest.raises(MethodError, match="nobody who joined hub was eligible"):
        WIDE.study(elsewhere, follow_up_by_hand(PEOPLE, EVENTS), LAST)


def test_one_joined() -> None:
    rows = [SOME[0], *SOME[2:]]
    with pytest.raises(MethodError, match="1 of the people who joined hub could be matched"):
        WIDE.study(candidates_of(rows), follow_up_by_hand(PEOPLE, EVENTS), LAST)


def test_everyone_joined() -> None:
    with pytest.raises(MethodError, match="nobody is left to compare with"):
        WIDE.study(candidates_of(SOME[:2]), follow_up_by_hand(PEOPLE, EVENTS), LAST)


def test_no_events() -> None:
    with pytest.raises(MethodError, match="had no events"):
        WIDE.study(candidates_of(SOME), follow_up_by_hand(PEOPLE, []), LAST)


def test_a_last_day_before_anybody_was_eligible() -> None:
    with pytest.raises(MethodError, match="nobody was eligible before"):
        WIDE.study(candidates_of(SOME), follow_up_by_hand(PEOPLE, EVENTS), date(2021, 6, 1))


def test_features_that_are_the_same_for_all() -> None:
    rows = [(who, month, joins, 7.0) for who, month, joins, _ in SOME]
    with pytest.raises(MethodError, match="no feature differs between the people eligible"):
        WIDE.study(candidates_of(rows), follow_up_by_hand(PEOPLE, EVENTS), LAST)


def test_one_feature_that_is_the_same_for_all_is_left_out_and_told() -> None:
    rng = np.random.default_rng(1)
    made = joined(world(rng, people=600), 8, rng)
    with_constant = replace(
        made.candidates,
        features=np.column_stack([made.candidates.features, np.ones(len(made.candidates))]),
        feature_names=(*made.candidates.feature_names, "lives_in_seacombe"),
    )
    found = MatchedControls().study(with_constant, made.follow_up, LAST)
    assert "lives_in_seacombe" in next(
        one.message for one in found.cautions if one.name == "constant-features"
    )
    assert found.estimate.value == pytest.approx(
        MatchedControls().study(made.candidates, made.follow_up, LAST).estimate.value
    )


def test_a_feature_that_decides_who_joins_is_told() -> None:
    rng = np.random.default_rng(2)
    made = joined(world(rng, people=600), 8, rng)
    decides = made.candidates.joins_this_month.astype(float)
    apart = replace(
        made.candidates,
        features=np.column_stack([made.candidates.features, decides]),
        feature_names=(*made.candidates.feature_names, "referred"),
    )
    with pytest.raises(MethodError, match="those who joined differ from all others"):
        MatchedControls().study(apart, made.follow_up, LAST)


def changed(**with_these: object) -> Candidates:
    return replace(candidates_of(SOME), **with_these)  # type: ignore[arg-type]


def test_candidates_are_checked_at_the_door() -> None:
    with pytest.raises(MethodError, match="2 of 4 rows have no value for need"):
        changed(features=np.array([[np.nan], [1.0], [np.inf], [2.0]]))
    with pytest.raises(MethodError, match="two rows for one month"):
        candidates_of([*SOME, SOME[2]])
    with pytest.raises(MethodError, match="already joined before the month began"):
        candidates_of([*SOME, (1, 3, "2022-01-11", 1.0)])
    with pytest.raises(MethodError, match="differ in joins_on"):
        candidates_of([*SOME, (11, 1, "2022-02-11", 1.0)])
    with pytest.raises(MethodError, match="without a gap"):
        changed(months=(date(2022, 1, 1), date(2022, 3, 1)))
    with pytest.raises(MethodError, match="an index into"):
        changed(month=np.array([0, 0, 0, 99]))
    with pytest.raises(MethodError, match="one row each is expected"):
        changed(month=np.array([0, 0]))
    with pytest.raises(MethodError, match="named as a count"):
        changed(counted=("nothing",))


def test_events_are_checked_at_the_door() -> None:
    with pytest.raises(MethodError, match="4 events have a negative or missing amount"):
        follow_up_by_hand(PEOPLE, EVENTS, amount=-1.0)
    with pytest.raises(MethodError, match="a stay ends before it begins"):
        follow_up_by_hand(PEOPLE, EVENTS, leaves={1: "2020-01-01"})
    with pytest.raises(MethodError, match="a candidate has no follow-up"):
        WIDE.study(candidates_of(SOME), follow_up_by_hand([1, 2, 11], EVENTS[:3]), LAST)


def test_few_people_and_few_events_are_told() -> None:
    found = WIDE.study(candidates_of(SOME), follow_up_by_hand(PEOPLE, EVENTS), LAST)
    assert {"few-people", "few-events"} <= {one.name for one in found.cautions}
