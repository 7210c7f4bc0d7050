"""The biases that matched controls must not have: immortal time, regression to the mean, controls who stop because they join."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.candidates import NEVER_JOINED
from joinedup.evaluation.follow_up import follow_up_of
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.evaluation.matched_controls.pairs import WhenAControlJoins
from joinedup.evaluation.planting import untouched, who_joins, with_joining
from joinedup.evaluation.rehearse_matched_controls import RECENT
from tests.unit.evaluation.matched_controls.made_up_people import DATA, LAST, MONTHS, World, day, world


def joined(made: World, each_month: int, rng: np.random.Generator, times: float = 1.0) -> World:
    """The world with people joining, more often after an event within three months."""
    place = untouched(made.candidates, made.follow_up)
    log_odds = times * RECENT.log_odds(place.candidates)
    when = who_joins(place, np.full(len(MONTHS), each_month), log_odds, rng)
    return World(with_joining(place, when), made.follow_up)


def test_people_who_joined_after_a_bad_spell_fall_back_as_far_as_those_they_are_compared_with() -> None:
    rng = np.random.default_rng(1)
    made = joined(world(rng, people=4000), 12, rng, times=2.0)
    found = MatchedControls().study(made.candidates, made.follow_up, LAST)
    rates = found.rates_over_time
    last_quarter, after = rates.quarter == -1, rates.quarter >= 0
    assert rates.treated[last_quarter] > 2 * rates.treated[after].mean()
    assert rates.control[last_quarter] == pytest.approx(rates.treated[last_quarter], rel=0.1)
    assert not found.estimate.is_clear_of_chance


def test_a_naive_before_and_after_would_have_called_that_an_effect() -> None:
    """What the test above would have missed: the same people against their own year before."""
    rng = np.random.default_rng(1)
    made = joined(world(rng, people=4000), 12, rng, times=2.0)
    rates = MatchedControls().study(made.candidates, made.follow_up, LAST).rates_over_time
    assert rates.treated[rates.quarter >= 0].mean() < 0.7 * rates.treated[rates.quarter < 0].mean()


def test_days_that_had_to_be_survived_to_join_are_nobodys_follow_up() -> None:
    """People die at an even rate and join late in their month: those who join have survived the month until then."""
    rng = np.random.default_rng(2)
    made = world(rng, people=4000)
    dies = day(str(MONTHS[0])) + rng.exponential(2 * 365, 4000).astype(int)
    ends = np.minimum(dies, day(str(DATA[1])))
    people = made.follow_up.people
    deaths = np.flatnonzero(dies < day(str(DATA[1])))
    follow_up = follow_up_of(
        "deaths",
        people,
        (people, np.full(len(people), day(str(DATA[0]))), ends + 1),
        (deaths, dies[deaths], np.ones(len(deaths))),
        DATA,
    )
    alive = ends[made.candidates.person] >= made.candidates.month_starts[made.candidates.month]
    living = replace(
        made.candidates,
        person=made.candidates.person[alive],
        month=made.candidates.month[alive],
        joins_on=made.candidates.joins_on[alive],
        features=made.candidates.features[alive],
    )
    place = untouched(living, follow_up)
    late = who_joins(place, np.full(24, 15), np.zeros(len(living)), rng)
    months = np.searchsorted(living.month_starts, late, side="right")
    last_of_month = living.month_starts[np.minimum(months, 24)] - 1
    here, _, _ = follow_up.lives_here(np.arange(4000), np.where(late == NEVER_JOINED, 0, last_of_month))
    late = np.where(here & (late < NEVER_JOINED), last_of_month, NEVER_JOINED)
    found = MatchedControls(adjusted=False).study(with_joining(place, late), follow_up, LAST)
    assert found.people["left out: control no longer lived here on that day"] > 3
    assert (found.pairs.treated_ends_before > found.pairs.day).all()
    assert (found.pairs.control_ends_before > found.pairs.day).all()
    assert not found.estimate.is_clear_of_chance


def test_weights_mend_what_stopping_at_the_controls_joining_spoils() -> None:
    """Nothing is planted; controls join, and so stop, mostly after an event: the mean over repetitions shows the bias."""
    rng = np.random.default_rng(3)
    made = world(rng, people=1500, rate=1.0)
    ways: tuple[WhenAControlJoins, ...] = ("weights", "control-stops", "pair-stops")
    found: dict[str, list[float]] = {way: [] for way in ways}
    for own in rng.spawn(12):
        once = joined(made, 30, own, times=2.5)
        for way in ways:
            design = MatchedControls(when_a_control_joins=way, serve_again=True, adjusted=False)
            found[way].append(np.log(design.estimate(once.candidates, made.follow_up, LAST).value))
    mean = {way: float(np.mean(logs)) for way, logs in found.items()}
    assert mean["control-stops"] > 0.1
    assert mean["pair-stops"] > 0.07
    assert abs(mean["weights"]) < 0.05
