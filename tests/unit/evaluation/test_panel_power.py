"""The smallest fall that a panel design could find, from the place's own panel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.made_up_panels import MadeUpPanel
from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import MethodError
from joinedup.evaluation.panel_planting import Rollout
from joinedup.evaluation.panel_power import rollout_before_start, smallest_detectable_in_panel
from joinedup.evaluation.panel_rehearsal import rehearse_panel_design
from joinedup.evaluation.power import Detectable


def detectable(made_up: MadeUpPanel, treated: int, expected: float | None = None) -> Detectable:
    return smallest_detectable_in_panel(
        made_up(np.random.default_rng(1)),
        DifferenceInDifferences(),
        Rollout(treated, (12,)),
        expected=expected,
        repetitions=150,
        rng=np.random.default_rng(2),
    )


def test_a_fall_of_the_size_reported_is_found_with_the_power_reported() -> None:
    made_up = MadeUpPanel(units=20, times=24, mean_count=60)
    sizes = [
        smallest_detectable_in_panel(
            made_up(np.random.default_rng(seed)),
            DifferenceInDifferences(),
            Rollout(6, (12,)),
            repetitions=100,
            rng=np.random.default_rng(seed),
        ).change
        for seed in range(6)
    ]
    found = rehearse_panel_design(
        made_up,
        DifferenceInDifferences(),
        Rollout(6, (12,)),
        change=float(np.mean(sizes)),
        repetitions=400,
        rng=np.random.default_rng(3),
    )
    assert 0.7 < found.right_side < 0.9


def test_more_units_and_more_events_detect_less() -> None:
    few = detectable(MadeUpPanel(units=20, times=24, mean_count=40), 2)
    many = detectable(MadeUpPanel(units=20, times=24, mean_count=40), 8)
    rare = detectable(MadeUpPanel(units=20, times=24, mean_count=4), 8)
    assert few.change < many.change < 0
    assert rare.change < many.change


def test_it_says_whether_what_is_expected_can_be_detected() -> None:
    made_up = MadeUpPanel(units=20, times=24, mean_count=40)
    assert "which cannot be detected" in detectable(made_up, 6, expected=-0.01).sentence
    assert "which can be detected" in detectable(made_up, 6, expected=-0.60).sentence


def test_it_says_what_it_rests_on() -> None:
    found = detectable(MadeUpPanel(units=20, times=24, mean_count=40), 6)
    assert "6 of 20 units start and are followed for 12 months or more" in found.sentence
    assert "tried 150 times on the 24 months before the start" in found.assumptions[0]
    # 12 months x 6 units x 40 events a unit and month, give or take who is drawn.
    assert found.events_expected == pytest.approx(12 * 6 * 40, rel=0.3)


def test_only_the_time_before_the_first_start_is_looked_at() -> None:
    panel = MadeUpPanel(units=12, times=24)(np.random.default_rng(4))
    starts = np.where(np.arange(12) < 4, 16, NEVER)
    later = panel.outcomes.copy()
    later[:, 16:] *= 5

    def change(outcomes: np.ndarray) -> float:
        found = smallest_detectable_in_panel(
            replace(panel, outcomes=outcomes, starts=starts),
            DifferenceInDifferences(),
            rollout_before_start(replace(panel, starts=starts), 4, 6),
            repetitions=30,
            rng=np.random.default_rng(5),
        )
        return found.change

    assert change(panel.outcomes) == change(later)


def test_a_planned_roll_out_is_moved_before_the_start() -> None:
    panel = MadeUpPanel(units=12, times=30)(np.random.default_rng(4))
    assert rollout_before_start(panel, 4, 12).starts == (18,)
    assert rollout_before_start(panel, 4, 24).starts == (15,)
    assert rollout_before_start(panel, 4, 6, gap=3, steps=3).starts == (18, 21, 24)


def test_too_little_time_before_the_start_is_said() -> None:
    panel = Panel(("a", "b"), (1, 2, 3), np.ones((2, 3)), np.array([2, NEVER]))
    with pytest.raises(MethodError, match="at least four"):
        rollout_before_start(panel, 1, 1)
