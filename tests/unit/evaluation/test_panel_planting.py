"""Roll-outs that never were, with a known change planted in counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.made_up_panels import MadeUpPanel
from joinedup.evaluation.methods.panel.panel import NEVER
from joinedup.evaluation.methods.results import MethodError
from joinedup.evaluation.panel_planting import Rollout, start_some, untouched, with_change

PANEL = MadeUpPanel(units=40, times=30, mean_count=200)(np.random.default_rng(1))


def test_starts_are_dealt_out_in_turn_to_as_many_units_as_asked() -> None:
    started = start_some(PANEL, Rollout(6, (10, 15, 20)), np.random.default_rng(2))
    starts, units = np.unique(started.starts[started.is_treated], return_counts=True)
    assert starts.tolist() == [10, 15, 20]
    assert units.tolist() == [2, 2, 2]


def test_a_roll_out_that_may_move_keeps_its_gaps() -> None:
    rng = np.random.default_rng(2)
    found = [start_some(PANEL, Rollout(4, (10, 13), may_move=5), rng) for _ in range(100)]
    first = [int(panel.starts[panel.is_treated].min()) for panel in found]
    assert set(first) == {10, 11, 12, 13, 14, 15}
    assert all(panel.starts.max() - start == 3 for panel, start in zip(found, first, strict=True))


def test_every_unit_is_as_likely_to_be_drawn() -> None:
    rng = np.random.default_rng(3)
    drawn = np.mean([start_some(PANEL, Rollout(10, (5,)), rng).is_treated for _ in range(2000)], axis=0)
    assert drawn == pytest.approx(np.full(40, 0.25), abs=0.05)


@pytest.mark.parametrize("change", [-0.2, 0.3])
def test_the_planted_change_is_there_on_average_and_nowhere_else(change: float) -> None:
    rng = np.random.default_rng(4)
    started = start_some(PANEL, Rollout(20, (10,)), rng)
    planted = with_change(started, change, rng)
    cells = started.treated_cells
    assert planted.outcomes[cells].sum() / started.outcomes[cells].sum() - 1 == pytest.approx(
        change, abs=0.01
    )
    assert (planted.outcomes[~cells] == started.outcomes[~cells]).all()


def test_what_is_planted_in_counts_leaves_whole_counts() -> None:
    started = start_some(PANEL, Rollout(20, (10,)), np.random.default_rng(4))
    planted = with_change(started, -0.1, np.random.default_rng(5))
    assert planted.exposure is not None
    counts = planted.outcomes * planted.exposure
    assert counts == pytest.approx(np.rint(counts))


def test_without_exposure_outcomes_are_multiplied() -> None:
    started = replace(start_some(PANEL, Rollout(2, (10,)), np.random.default_rng(4)), exposure=None)
    planted = with_change(started, -0.1, np.random.default_rng(5))
    cells = started.treated_cells
    assert planted.outcomes[cells] == pytest.approx(0.9 * started.outcomes[cells])


def test_more_than_everything_cannot_be_taken_away() -> None:
    with pytest.raises(MethodError, match="at most everything"):
        with_change(PANEL, -1.2, np.random.default_rng(1))


def test_negative_counts_are_refused() -> None:
    with pytest.raises(MethodError, match="some are negative"):
        with_change(replace(PANEL, outcomes=PANEL.outcomes - 100), -0.1, np.random.default_rng(1))


def test_a_roll_out_larger_than_the_panel_is_refused() -> None:
    with pytest.raises(MethodError, match="too small for a roll-out of 41 treated"):
        start_some(PANEL, Rollout(41, (5,)), np.random.default_rng(1))


def test_a_roll_out_without_a_time_before_is_refused() -> None:
    with pytest.raises(MethodError, match="a time before"):
        Rollout(3, (0,))


def test_untouched_is_what_was_before_the_first_start() -> None:
    starts = np.full(40, NEVER)
    starts[:3] = [12, 9, 20]
    before = untouched(replace(PANEL, starts=starts))
    assert len(before.times) == 9
    assert not before.is_treated.any()
