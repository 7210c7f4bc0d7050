"""What a day weighs where controls join later."""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.matched_controls.joining import Joining, joining_of
from joinedup.evaluation.matched_controls.pairs import follow
from joinedup.evaluation.matched_controls.weights import weights_for_joining
from tests.unit.evaluation.matched_controls.made_up_people import candidates_of, day, follow_up_by_hand

# 1 joins at once; 11 and 12 do not, and are eligible in February; 13 joins in February.
ROWS = [
    (1, 0, "2022-01-01", 1.0),
    *[(11, 0, None, 1.0), (12, 0, None, 2.0), (13, 0, "2022-02-15", 1.0)],
    *[(11, 1, None, 1.0), (12, 1, None, 2.0), (13, 1, "2022-02-15", 1.0)],
]


def test_a_control_weighs_what_it_took_not_to_join() -> None:
    """In February a quarter of those like 11 join and half of those like 12: a day in March weighs 4/3 and 2, times the mean."""
    candidates = candidates_of(ROWS)
    hazard = np.array([0, 0, 0, 0, 0.25, 0.5, 0.25])
    joining = Joining(np.zeros(7), hazard, np.zeros(24))
    follow_up = follow_up_by_hand([1, 11, 12, 13], [(1, "2022-06-01")])
    pairs, _ = follow(np.array([0, 0]), np.array([1, 2]), candidates, follow_up, day("2023-01-01"))
    weights = weights_for_joining(pairs, candidates, joining)
    march = weights.month_of(np.array([day("2022-03-10")]))[0]
    mean = 1 - (0.25 + 0.5) / 2
    assert weights.control[:, march] == pytest.approx([mean / 0.75, mean / 0.5])
    assert weights.treated[:, march] == pytest.approx([mean, mean])


def test_a_day_before_anybody_could_join_weighs_one() -> None:
    candidates = candidates_of(ROWS)
    joining = Joining(np.zeros(7), np.array([0, 0, 0, 0, 0.25, 0.5, 0.25]), np.zeros(24))
    follow_up = follow_up_by_hand([1, 11, 12, 13], [(1, "2022-06-01")])
    pairs, _ = follow(np.array([0]), np.array([1]), candidates, follow_up, day("2023-01-01"))
    weights = weights_for_joining(pairs, candidates, joining)
    january = weights.month_of(np.array([day("2022-01-31")]))[0]
    assert weights.control[0, january] == weights.treated[0, january] == 1.0


def test_the_chance_of_joining_sums_to_those_who_joined_in_each_month() -> None:
    rng = np.random.default_rng(1)
    rows = [
        (who, 0, "2022-01-10" if rng.random() < 0.1 + 0.2 * (who % 2) else None, who % 2 + rng.normal())
        for who in range(300)
    ]
    candidates = candidates_of(rows)
    joining = joining_of(candidates)
    assert joining.hazard.sum() == pytest.approx(candidates.joins_this_month.sum(), rel=1e-4)
    assert np.corrcoef(joining.logit, candidates.features[:, 0])[0, 1] == pytest.approx(1.0)


def test_people_no_longer_on_the_list_join_at_their_own_rate() -> None:
    """Of ten people once eligible and not in February, two join in it."""
    rows = [(who, 0, "2022-02-09" if who < 2 else None, float(who)) for who in range(10)]
    rows += [(20, 0, "2022-01-05", 1.0), (20 + 1, 0, None, 2.0), (21, 1, None, 2.0)]
    joining = joining_of(candidates_of(rows))
    assert joining.unlisted[1] == pytest.approx(2 / 10)
