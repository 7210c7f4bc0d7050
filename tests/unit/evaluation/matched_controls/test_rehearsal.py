"""Rehearsing matched controls: what was planted is found, and the figures are those of the repetitions."""

from __future__ import annotations

import math

import numpy as np
import pytest

from joinedup.evaluation.design_rehearsal import rehearsal_result, wilson
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.evaluation.methods.results import Estimate, MethodError
from joinedup.evaluation.planting import untouched, who_joins, with_change, with_joining
from joinedup.evaluation.rehearse_matched_controls import (
    RANDOM,
    RECENT,
    Planted,
    pace_seen,
    rehearse_matched_controls,
)
from tests.unit.evaluation.matched_controls.made_up_people import LAST, MONTHS, NEVER, world
from tests.unit.evaluation.matched_controls.test_biases import joined

PACE = np.full(24, 10)


def rehearsed(change: float, repetitions: int = 5, seed: int = 1) -> object:
    made = world(np.random.default_rng(9))
    return rehearse_matched_controls(
        MatchedControls(),
        made.candidates,
        made.follow_up,
        LAST,
        Planted(change, PACE, RECENT),
        repetitions=repetitions,
        rng=np.random.default_rng(seed),
    )


def test_a_large_planted_change_is_found_and_its_intervals_hold_it() -> None:
    made = world(np.random.default_rng(9))
    done: list[int] = []
    found = rehearse_matched_controls(
        MatchedControls(),
        made.candidates,
        made.follow_up,
        LAST,
        Planted(-0.5, PACE, RECENT),
        repetitions=40,
        rng=np.random.default_rng(1),
        progress=lambda n, of: done.append(n),
    )
    assert abs(found.bias) < 4 * found.bias_standard_error + 0.01
    assert found.covers
    assert found.power > 0.9
    assert found.right_side == found.power
    assert done == list(range(1, 41))


def test_the_same_seed_gives_the_same_figures() -> None:
    assert rehearsed(-0.2) == rehearsed(-0.2)
    assert rehearsed(-0.2) != rehearsed(-0.2, seed=2)


def test_people_whom_the_care_model_reached_take_no_part() -> None:
    rng = np.random.default_rng(3)
    made = joined(world(rng, people=600), 5, rng)
    who = set(made.candidates.caseload[0].tolist())
    place = untouched(made.candidates, made.follow_up)
    assert who
    assert not who & set(place.candidates.person.tolist())


def test_as_many_join_as_the_pace_says_and_are_alive_and_eligible_then() -> None:
    made = world(np.random.default_rng(4))
    place = untouched(made.candidates, made.follow_up)
    when = who_joins(place, PACE, np.zeros(len(place.candidates)), np.random.default_rng(5))
    after = with_joining(place, when)
    assert pace_seen(after).tolist() == PACE.tolist()
    assert (when < NEVER).sum() == PACE.sum()
    assert len(after) < len(place.candidates)


def test_whoever_was_just_admitted_joins_more_often_by_that_rule_and_not_at_random() -> None:
    made = world(np.random.default_rng(4))
    place = untouched(made.candidates, made.follow_up)
    recent = place.candidates.features[:, 1] > 0
    shares = []
    for rule in (RANDOM, RECENT):
        when = who_joins(place, PACE, rule.log_odds(place.candidates), np.random.default_rng(5))
        after = with_joining(place, when)
        shares.append(float((after.features[after.joins_this_month, 1] > 0).mean()))
    assert shares[0] == pytest.approx(recent.mean(), abs=0.07)
    assert shares[1] > shares[0] + 0.15


@pytest.mark.parametrize("change", [-0.4, 0.4])
def test_the_planted_change_is_in_what_comes_after_joining_and_nowhere_else(change: float) -> None:
    made = world(np.random.default_rng(6))
    place = untouched(made.candidates, made.follow_up)
    when = who_joins(
        place, np.full(len(MONTHS), 30), np.zeros(len(place.candidates)), np.random.default_rng(7)
    )
    changed = with_change(made.follow_up, when, change, np.random.default_rng(8))
    people = np.arange(len(made.follow_up.people))
    first = np.full(len(people), made.follow_up.data_from)
    last = np.full(len(people), made.follow_up.data_ends_before)
    until = np.minimum(when, last)
    before = [one.total(people, first, until).sum() for one in (made.follow_up, changed)]
    after = [one.total(people, until, last).sum() for one in (made.follow_up, changed)]
    assert before[0] == before[1]
    assert after[1] / after[0] == pytest.approx(1 + change, abs=0.06)


def test_too_large_a_change_and_too_few_people_are_refused() -> None:
    made = world(np.random.default_rng(6), people=200)
    with pytest.raises(MethodError, match="can be planted; found 3"):
        with_change(made.follow_up, np.full(200, NEVER), 3.0, np.random.default_rng(1))
    with pytest.raises(MethodError, match="at least two in all"):
        rehearse_matched_controls(
            MatchedControls(),
            made.candidates,
            made.follow_up,
            LAST,
            Planted(-0.1, np.zeros(24, np.int64), RANDOM),
            repetitions=1,
            rng=np.random.default_rng(1),
        )


def test_the_figures_are_those_of_the_intervals() -> None:
    def one(value: float, low: float, high: float) -> Estimate:
        return Estimate(value, low, high, "change", "matched-controls", "by-hand")

    found = rehearsal_result(
        "matched-controls",
        -0.10,
        [one(-0.1, -0.2, 0.1), one(-0.3, -0.4, -0.2), one(0.3, 0.1, 0.5), one(-0.2, -0.3, -0.05)],
        failures=["no events", "no events"],
    )
    assert found.coverage == 0.5
    assert found.power == 0.75
    assert found.right_side == 0.5
    assert found.bias == pytest.approx(-0.075 + 0.10)
    assert found.mean_width == pytest.approx((0.3 + 0.2 + 0.4 + 0.25) / 4)
    assert found.failures == {"no events": 2}
    assert found.width_in_words == "29%"
    endless = rehearsal_result("event-study", -0.10, [one(-0.1, -0.2, math.inf)] * 2)
    assert "mean width endless in some" in str(endless)


def test_the_limits_of_a_share_are_wilsons() -> None:
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I: 81 of 263, 0.2553 to 0.3662.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_design_that_never_gives_an_estimate_says_why() -> None:
    with pytest.raises(MethodError, match=r"gave no estimate in any repetition: no events \(2\)"):
        rehearsal_result("matched-controls", -0.1, [], failures=["no events", "no events"])
