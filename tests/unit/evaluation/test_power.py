"""The smallest detectable change: checked by simulating the trial it plans, and said in plain words."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.course_of_events import course_of_events
from joinedup.evaluation.follow_up import follow_up_of
from joinedup.evaluation.joining_plan import joining_plan
from joinedup.evaluation.matched_controls.rate_ratio import Members, rate_ratio, ratio_estimate
from joinedup.evaluation.methods.results import MethodError
from joinedup.evaluation.power import people_about, smallest_detectable
from joinedup.evaluation.rehearse_matched_controls import RANDOM
from tests.unit.evaluation.matched_controls.made_up_people import DATA, MONTHS, World, day, world
from tests.unit.evaluation.matched_controls.test_biases import joined

STARTS, BY = date(2023, 1, 1), date(2024, 12, 31)
RATE, SHAPE, LOSS = 1.5, 1.2, 0.25


def frail(rng: np.random.Generator, people: int = 12_000, together: int = 1) -> World:
    """Everyone is eligible from the first month on; rates a year are gamma, people are lost at an even rate, and nothing known
    of them says who has more events."""
    first, last = day(str(DATA[0])), day(str(DATA[1]))
    rates = rng.gamma(SHAPE, RATE / SHAPE, people)
    ends = np.minimum(day("2022-01-01") + rng.exponential(365.25 / LOSS, people).astype(int) + 1, last)
    many = rng.poisson(rates * (ends - first) / 365.25)
    who = np.repeat(np.arange(people), many)
    when = (first + rng.random(len(who)) * (ends - first)[who]).astype(int)
    opens = np.array([day(str(month)) for month in MONTHS])
    person, month = np.nonzero(ends[:, None] > opens[None, :])
    age = rng.integers(18, 95, people).astype(float)
    candidates = Candidates(
        care_model="hub",
        person=person,
        month=month,
        months=MONTHS,
        joins_on=np.full(len(person), np.datetime64("NaT"), "datetime64[D]"),
        features=age[person][:, None],
        feature_names=("age",),
    )
    stays = np.arange(people), np.full(people, first), ends
    events = who, when, np.full(len(who), float(together))
    return World(candidates, follow_up_of("admissions", np.arange(people), stays, events, DATA))


def trial(people: int, change: float, rng: np.random.Generator, together: int = 1) -> bool:
    """One trial as planned: people join evenly over a year, each with a control, and are followed until the last day."""
    joins = rng.random(people) * 365.25
    years = np.tile((731 - joins) / 365.25, 2)
    years = np.minimum(years, rng.exponential(1 / LOSS, 2 * people))
    treated = np.arange(2 * people) < people
    rates = rng.gamma(SHAPE, RATE / SHAPE, 2 * people) * np.where(treated, 1 + change, 1.0)
    amount = together * rng.poisson(rates * years).astype(float)
    matched_set = np.tile(np.arange(people), 2)
    members = Members(
        amount, years, treated, np.ones(2 * people), matched_set, np.arange(2 * people), np.arange(2 * people)
    )
    return ratio_estimate(rate_ratio(members), members, 0.95, "matched-controls").high < 1


@pytest.mark.parametrize("together", [1, 4])
def test_at_the_detectable_change_the_power_is_eighty_per_cent(together: int) -> None:
    made = frail(np.random.default_rng(1), together=together)
    planned = smallest_detectable(made.candidates, made.follow_up, starts_on=STARTS, by=BY, capacity=300)
    rng = np.random.default_rng(2)
    found = np.mean([trial(planned.people, planned.change, rng, together) for _ in range(1500)])
    assert found == pytest.approx(0.80, abs=0.04)


def test_the_course_of_events_is_that_of_the_people() -> None:
    made = frail(np.random.default_rng(3))
    course = course_of_events(made.candidates, made.follow_up, STARTS)
    assert course.rate == pytest.approx(RATE, rel=0.05)
    assert course.spread == pytest.approx(1 / SHAPE, rel=0.15)
    assert course.loss_a_year == pytest.approx(LOSS, rel=0.1)
    assert course.events_together == 1.0
    assert "before the start" in course.words[0]


def test_counting_each_event_as_four_nights_changes_nothing_but_the_number_expected() -> None:
    one, four = (
        smallest_detectable(made.candidates, made.follow_up, starts_on=STARTS, by=BY, capacity=300)
        for made in (frail(np.random.default_rng(1), together=1), frail(np.random.default_rng(1), together=4))
    )
    assert four.change == pytest.approx(
        one.change, abs=1e-6
    )  # the same people admitted, each counted four times
    assert four.events_expected == pytest.approx(4 * one.events_expected)


def test_more_people_more_time_and_more_controls_show_smaller_changes() -> None:
    made = frail(np.random.default_rng(1))

    def least(capacity: int = 200, by: date = BY, controls_each: int = 1) -> float:
        return smallest_detectable(
            made.candidates,
            made.follow_up,
            starts_on=STARTS,
            by=by,
            capacity=capacity,
            controls_each=controls_each,
        ).change

    assert -1 < least(by=date(2023, 12, 31)) < least() < least(capacity=800) < 0
    assert least() < least(controls_each=3)


def test_the_people_needed_could_detect_what_is_expected() -> None:
    made = frail(np.random.default_rng(1))

    def planned(capacity: int) -> tuple[float, int | None]:
        found = smallest_detectable(
            made.candidates, made.follow_up, starts_on=STARTS, by=BY, capacity=capacity, expected=-0.2
        )
        return found.change, found.people_needed

    few, needed = planned(100)
    assert needed is not None
    assert few < -0.2
    assert planned(round(needed / 0.95))[0] == pytest.approx(-0.2, abs=0.01)


def test_the_sentence_says_who_how_long_and_whether_it_is_enough() -> None:
    made = frail(np.random.default_rng(1))

    def said(expected: float | None) -> str:
        return smallest_detectable(
            made.candidates, made.follow_up, starts_on=STARTS, by=BY, capacity=250, expected=expected
        ).sentence

    assert said(None).startswith(
        "With about 240 people followed for 15 months on average, a fall smaller than "
    )
    assert said(-0.1).endswith(" followed as long would be needed.")
    assert "you expect -10%: that cannot be detected. About" in said(-0.1)
    assert "you expect -60%, which can be detected (about" in said(-0.6)


def test_the_caseload_fills_evenly_until_people_have_joined_and_then_as_they_do() -> None:
    rng = np.random.default_rng(4)
    made = world(rng)
    before = joining_plan(made.candidates, date(2022, 1, 1), date(2023, 12, 31), 120)
    assert before.by_month[:12] == pytest.approx([9.5] * 12)
    assert before.by_month[12:].sum() == 0
    after = joining_plan(joined(made, 5, rng).candidates, date(2022, 1, 1), date(2023, 12, 31), 120)
    assert after.by_month.tolist() == [5.0] * 24


def test_a_caseload_too_large_for_those_eligible_does_not_fill() -> None:
    made = world(np.random.default_rng(4), people=300)
    plan = joining_plan(made.candidates, date(2022, 1, 1), date(2023, 12, 31), 10_000)
    assert plan.people < 300
    assert "as far as enough people are eligible" in plan.words[0]


def test_what_cannot_be_planned_is_said() -> None:
    made = world(np.random.default_rng(4), people=300)
    with pytest.raises(MethodError, match="choose a day after the start"):
        smallest_detectable(made.candidates, made.follow_up, starts_on=BY, by=STARTS, capacity=100)
    with pytest.raises(MethodError, match="at least two are needed"):
        smallest_detectable(made.candidates, made.follow_up, starts_on=STARTS, by=BY, capacity=1)
    none = follow_up_of(
        "nothing",
        made.follow_up.people,
        (made.follow_up.people, np.full(300, 0), np.full(300, 40_000)),
        (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)),
        DATA,
    )
    with pytest.raises(MethodError, match="no event of nothing"):
        smallest_detectable(made.candidates, none, starts_on=STARTS, by=BY, capacity=100)


def test_small_numbers_of_people_are_not_told() -> None:
    assert people_about(7) == "fewer than 8 people"
    assert people_about(63) == "about 65 people"
    assert people_about(1_873) == "about 1,900 people"


def test_the_rehearsal_of_a_rule_needs_no_feature_when_people_join_at_random() -> None:
    assert not RANDOM.log_odds(frail(np.random.default_rng(1), people=50).candidates).any()
