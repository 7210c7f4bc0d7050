"""Time in which nobody could die."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.methods.checks.immortal_time import FollowedDays, ImmortalTime
from joinedup.evaluation.methods.results import MethodError


def followed(seed: int, people: int = 1000, from_day: int = 0) -> FollowedDays:
    """Everybody followed from their index day until they end, early or late; nobody ends before `from_day` days."""
    rng = np.random.default_rng(seed)
    index = rng.integers(0, 300, people)
    stays = np.maximum(rng.exponential(600, people).astype(int), from_day)
    return FollowedDays(index, index, index + stays, np.ones(people, bool))


def test_groups_counted_from_their_index_day_pass() -> None:
    assert ImmortalTime()(followed(1), followed(2)).outcome == "passed"


def test_days_before_the_index_day_are_found_and_counted() -> None:
    treated = followed(1)
    finding = ImmortalTime()(replace(treated, starts=treated.index - 10), followed(2))
    assert finding.outcome == "failed"
    assert finding.figures["days_before_index"] == 10_000


def test_treated_who_enter_late_are_found() -> None:
    treated = followed(1, from_day=40)
    finding = ImmortalTime()(replace(treated, starts=treated.index + 20), followed(2))
    assert finding.outcome == "failed"
    assert "after their index day" in finding.sentence


def test_survival_that_was_needed_to_be_chosen_is_found() -> None:
    finding = ImmortalTime()(followed(1, from_day=31), followed(2))
    assert finding.outcome == "failed"
    assert "had to live on" in finding.sentence


def test_fewer_early_ends_than_chance_allows_are_a_concern() -> None:
    treated = followed(1, from_day=31)
    ends = treated.ends_before.copy()
    ends[:10] = treated.index[:10] + 5
    finding = ImmortalTime()(replace(treated, ends_before=ends), followed(2))
    assert finding.outcome == "concern"


def test_with_few_people_no_early_end_proves_nothing() -> None:
    assert ImmortalTime()(followed(1, people=10, from_day=31), followed(2)).outcome == "passed"


def test_an_empty_group_cannot_be_judged() -> None:
    assert ImmortalTime()(followed(1, people=0), followed(2)).outcome == "cannot-be-judged"


def test_an_end_before_the_start_is_refused() -> None:
    days = np.array([5])
    with pytest.raises(MethodError, match="ends before it starts"):
        FollowedDays(days, days, days - 1, np.array([True]))
