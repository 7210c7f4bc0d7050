"""Matched controls on a handful of people whose answer is known by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from joinedup.evaluation.matched_controls import MatchedControls, MatchedStudy
from joinedup.evaluation.methods.matching.risk_sets import match_risk_sets, person_months
from tests.unit.evaluation.matched_controls.made_up_people import candidates_of, follow_up_by_hand

PLAIN = MatchedControls(adjusted=False, caliper=10.0, serve_again=False, when_a_control_joins="pair-stops")
# 1, 2 and 3 join in January and March 2022; 11, 12 and 13 are as they are and do not; 14 is like nobody.
ROWS = [
    (1, 0, "2022-01-11", 1.0),
    (2, 0, "2022-01-21", 2.0),
    (11, 0, None, 1.0),
    (12, 0, None, 2.0),
    (14, 0, None, 9.0),
    (3, 2, "2022-03-02", 5.0),
    (13, 2, None, 5.0),
    (14, 2, None, 9.0),
]
PEOPLE = [1, 2, 3, 11, 12, 13, 14]
EVENTS = [
    *[(1, "2022-06-01"), (2, "2022-07-01"), (3, "2022-08-01")],
    *[(11, "2022-02-01"), (11, "2022-09-01"), (12, "2022-03-01"), (12, "2022-04-01"), (13, "2022-05-01")],
    *[(13, "2022-06-01"), (14, "2022-06-01")],
]
UNTIL = date(2022, 12, 31)


def study(
    design: MatchedControls = PLAIN,
    events: list[tuple[int, str]] = EVENTS,
    leaves: dict[int, str] | None = None,
    rows: list[tuple[int, int, str | None, float]] = ROWS,
) -> MatchedStudy:
    return design.study(candidates_of(rows), follow_up_by_hand(PEOPLE, events, leaves), UNTIL)


def pairs_of(found: MatchedStudy) -> set[tuple[int, int]]:
    people = np.array(PEOPLE)
    return set(
        zip(
            people[found.pairs.treated_person].tolist(),
            people[found.pairs.control_person].tolist(),
            strict=True,
        )
    )


def test_each_person_who_joined_is_compared_with_the_person_like_them_in_that_month() -> None:
    assert pairs_of(study()) == {(1, 11), (2, 12), (3, 13)}


def test_the_ratio_is_that_of_the_events_when_both_groups_are_followed_as_long() -> None:
    found = study()
    assert found.estimate.value == pytest.approx(3 / 6)
    years = (355 + 345 + 305) / 365.25
    assert found.followed["treated_years"] == pytest.approx(years)
    assert found.difference.value == pytest.approx(1000 * (3 - 6) / years)


def test_the_interval_is_that_of_the_linearised_ratio_clustered_by_pair() -> None:
    found = study(events=[*EVENTS, (12, "2022-05-01")])
    years = np.array([355, 345, 305]) / 365.25
    rates = 3 / years.sum(), 7 / years.sum()
    # A row left out pulls its own expectation by its share of the group's time.
    pull = years / years.sum()
    left = ((1 - rates[0] * years) / 3 - (np.array([2, 3, 2]) - rates[1] * years) / 7) / (1 - pull)
    assert found.estimate.standard_error == pytest.approx(float(np.sqrt(left @ left * 3 / 2)))


def test_an_event_before_the_day_of_joining_does_not_count_and_one_on_it_does() -> None:
    before = study(events=[*EVENTS, (1, "2022-01-10")])
    on_the_day = study(events=[*EVENTS, (1, "2022-01-11")])
    assert before.estimate.value == pytest.approx(3 / 6)
    assert on_the_day.estimate.value == pytest.approx(4 / 6)


def test_a_control_is_followed_from_the_day_its_partner_joined_and_not_from_the_month() -> None:
    assert study(events=[*EVENTS, (11, "2022-01-10")]).estimate.value == pytest.approx(3 / 6)
    assert study(events=[*EVENTS, (11, "2022-01-11")]).estimate.value == pytest.approx(3 / 7)


def test_nothing_counts_after_the_last_day() -> None:
    assert study(events=[*EVENTS, (1, "2023-01-01")]).estimate.value == pytest.approx(3 / 6)


def test_following_ends_when_a_person_leaves_or_dies() -> None:
    found = study(leaves={1: "2022-05-01"})
    years = np.array([110, 345, 305]).sum(), np.array([355, 345, 305]).sum()
    assert found.estimate.value == pytest.approx((2 / years[0]) / (6 / years[1]))


def test_both_stop_on_the_day_the_control_joins() -> None:
    rows = [row if row[0] != 12 else (12, 0, "2022-02-20", 2.0) for row in ROWS]
    found = study(rows=rows)
    second = found.pairs.treated_ends_before[np.flatnonzero(found.pairs.treated_row == 1)[0]]
    assert second == found.pairs.control_ends_before[np.flatnonzero(found.pairs.treated_row == 1)[0]]
    assert found.followed["treated_years"] == pytest.approx((355 + 30 + 305) / 365.25)


def test_a_pair_whose_control_had_died_by_the_day_of_joining_is_left_out_and_counted() -> None:
    found = study(leaves={12: "2022-01-15"})
    assert pairs_of(found) == {(1, 11), (3, 13)}
    assert found.people["left out: control no longer lived here on that day"] == 1
    assert found.people["matched and followed"] == 2


def test_who_joined_adds_up_to_who_was_followed_and_who_was_left_out() -> None:
    whole = replace(
        candidates_of(ROWS),
        caseload_person=np.array([1, 2, 3, 21, 22]),
        caseload_joined_on=np.array(
            ["2022-01-11", "2022-01-21", "2022-03-02", "2021-12-01", "2022-05-05"], "datetime64[D]"
        ),
    )
    found = PLAIN.study(whole, follow_up_by_hand(PEOPLE, EVENTS, {3: "2022-02-01"}), UNTIL)
    left_out = sum(count for what, count in found.people.items() if what.startswith("left out"))
    assert found.people["joined"] == 5 == left_out + found.people["matched and followed"]
    assert found.people["left out: joined before the first month that eligibility is known for"] == 1
    assert found.people["left out: not eligible on the first of the month they joined in"] == 1
    assert found.people["left out: did not live here on the day of joining"] == 1


def test_months_in_which_nobody_joined_are_not_people_in_the_flow() -> None:
    quiet = [*ROWS, (11, 1, None, 1.0), (12, 1, None, 2.0), (14, 1, None, 9.0), (4, 2, "2022-03-20", 90.0)]
    found = replace(PLAIN, caliper=0.2).study(
        candidates_of(quiet), follow_up_by_hand([*PEOPLE, 4], EVENTS), UNTIL
    )
    reasons = {what: count for what, count in found.people.items() if what.startswith("left out")}
    assert reasons == {"left out: nobody who had not joined yet was within the caliper": 1}
    assert found.people["joined"] == 4 == 1 + found.people["matched and followed"]


def test_rows_without_a_score_are_counted_with_the_estimate_and_not_among_people() -> None:
    """Matching counts them apart from those who joined and found nobody."""
    rows = person_months([1, 2, 3, 4], [0, 0, 0, 1], [True, False, False, False], [1.0, 1.0, np.nan, 1.0])
    matched = match_risk_sets(rows)
    assert matched.dropped == ()
    assert [one.reason for one in matched.unusable] == [
        "not joined, and the row has no score",
        "months in which nobody joined",
    ]


def test_two_controls_for_each_weigh_a_half() -> None:
    rows = [*ROWS, (15, 0, None, 1.1), (16, 0, None, 2.1), (17, 2, None, 5.1)]
    people = [*PEOPLE, 15, 16, 17]
    design = replace(PLAIN, controls_each=2)
    found = design.study(candidates_of(rows), follow_up_by_hand(people, EVENTS), UNTIL)
    assert found.pairs.sets == 3
    assert set(found.pairs.weight.tolist()) == {0.5}
    assert found.estimate.value == pytest.approx(3 / (6 / 2))


def test_rates_over_time_begin_a_year_before_joining() -> None:
    found = study(events=[*EVENTS, (1, "2021-06-01"), (11, "2021-06-01"), (12, "2021-06-01")])
    over_time = found.rates_over_time
    assert over_time.quarter.tolist() == [-4, -3, -2, -1, 0, 1, 2, 3]
    assert over_time.treated[over_time.quarter < 0].sum() == pytest.approx(1 / 3 / 0.25, rel=0.01)
    assert over_time.control[over_time.quarter < 0].sum() == pytest.approx(2 / 3 / 0.25, rel=0.01)
    assert over_time.treated_people[0] == 3


def test_a_change_of_what_comes_after_changes_no_pair() -> None:
    """Everything after each month of joining is replaced: later rows, later joining, events, deaths."""
    rng = np.random.default_rng(5)
    later = [
        (who, month, joins, need)
        for who in (11, 12, 13, 14)
        for month, joins, need in [(4, None, float(rng.normal()))]
    ]
    shuffled = [(who, f"2022-{rng.integers(4, 12):02d}-{rng.integers(1, 28):02d}") for who, _ in EVENTS]
    found = study(events=shuffled, leaves={11: "2022-11-11"}, rows=[*ROWS, *later])
    assert pairs_of(found) == pairs_of(study())


def test_a_person_can_be_a_control_in_two_months_or_where_that_is_asked_only_once() -> None:
    rows = [
        *[(1, 0, "2022-01-11", 1.0), (11, 0, None, 1.0), (12, 0, None, 3.0)],
        *[(2, 1, "2022-02-11", 1.0), (11, 1, None, 1.0), (12, 1, None, 3.0)],
    ]
    events = [(1, "2022-06-01"), (2, "2022-06-01"), (11, "2022-06-01"), (12, "2022-06-01")]
    follow_up = follow_up_by_hand([1, 2, 11, 12], events)
    once = PLAIN.study(candidates_of(rows), follow_up, UNTIL)
    again = replace(PLAIN, serve_again=True).study(candidates_of(rows), follow_up, UNTIL)
    assert once.people["compared with"] == 2
    assert again.people["compared with"] == 1
