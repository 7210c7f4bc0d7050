"""What half a group beside the other half could show at best."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest
from scipy import stats

from joinedup.evaluation.methods.results import MethodError
from joinedup.evaluation.power_of_two_halves import smallest_of_two_halves


def test_the_rate_is_events_over_years() -> None:
    found = smallest_of_two_halves([2, 0, 1, 1], [1, 1, 1, 0.5])
    assert found.rate == pytest.approx(4 / 3.5)
    assert found.people == 4


def test_plain_counts_give_the_power_of_a_ratio_of_two_rates() -> None:
    """Every person has just one event in a year, so nothing is spread beyond chance: the variance of the log ratio is that of
    two Poisson rates, 1/(n rate (1 + change)) + 1/(n rate)."""
    people = 2_000
    found = smallest_of_two_halves(np.ones(people), np.ones(people))
    error = sqrt(1 / (people / 2 * (1 + found.change)) + 1 / (people / 2))
    reach = stats.t.ppf(0.975, people / 2 - 1) + stats.t.ppf(0.8, people / 2 - 1)
    assert -log(1 + found.change) == pytest.approx(reach * error, abs=0.002)


def test_events_that_come_to_few_are_harder_to_see() -> None:
    even = np.ones(1_000)
    few = np.zeros(1_000)
    few[::10] = 10
    assert (
        smallest_of_two_halves(few, np.ones(1_000)).change
        < smallest_of_two_halves(even, np.ones(1_000)).change
    )


def test_more_people_see_smaller_changes_and_a_full_care_model_sees_no_more() -> None:
    def change(people: int, most: int | None = None) -> float:
        return smallest_of_two_halves(np.ones(people), np.ones(people), most_people=most).change

    assert change(4_000) > change(400)
    assert change(4_000, most=200) == change(400)


@pytest.mark.parametrize(
    ("events", "years", "says"),
    [
        ([0, 0, 0, 0], [1, 1, 1, 1], "no event"),
        ([1, 1], [1, 1], "at least four"),
        ([1, 1, 1, 1], [1], "at least four"),
    ],
)
def test_nothing_is_worked_out_of_nothing(events: list[int], years: list[int], says: str) -> None:
    with pytest.raises(MethodError, match=says):
        smallest_of_two_halves(events, years)
