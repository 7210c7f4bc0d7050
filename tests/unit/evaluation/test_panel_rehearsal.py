"""Rehearsal of panel designs on made-up panels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from joinedup.evaluation.made_up_panels import MadeUpPanel
from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import Estimate, MethodError
from joinedup.evaluation.panel_planting import Rollout
from joinedup.evaluation.panel_rehearsal import change_of, rehearse_panel_design, the_place

SMALL = MadeUpPanel(units=16, times=24, mean_count=60)


@dataclass(frozen=True)
class TooSure:
    """Says no change, with hardly any doubt; refuses panels whose first unit is treated."""

    name: str = "too-sure"
    title: str = "Too sure"

    def why_not(self, panel: Panel) -> str | None:
        return None

    def estimate(self, panel: Panel, *, level: float = 0.95, rng: np.random.Generator) -> PanelEstimate:
        if panel.is_treated[0]:
            raise MethodError("the first unit is treated")
        return PanelEstimate(Estimate(0.0, -0.01, 0.01, "change", self.name, "guess"), None)


def test_difference_in_differences_covers_and_is_unbiased() -> None:
    found = rehearse_panel_design(
        SMALL,
        DifferenceInDifferences(),
        Rollout(5, (12,)),
        change=-0.1,
        repetitions=400,
        rng=np.random.default_rng(1),
    )
    assert abs(found.bias) < 4 * found.bias_standard_error
    assert 0.92 < found.coverage < 0.98
    assert found.failures == {}


def test_with_nothing_planted_it_is_found_one_time_in_twenty() -> None:
    found = rehearse_panel_design(
        SMALL,
        DifferenceInDifferences(),
        Rollout(5, (12,)),
        change=0.0,
        repetitions=400,
        rng=np.random.default_rng(2),
    )
    assert found.power < 0.09


def test_an_estimator_that_is_too_sure_is_found_out_and_its_refusals_are_counted() -> None:
    found = rehearse_panel_design(
        SMALL, TooSure(), Rollout(4, (12,)), change=-0.1, repetitions=60, rng=np.random.default_rng(3)
    )
    assert found.coverage == 0
    assert not found.covers
    assert found.bias == pytest.approx(0.1)
    assert found.failures["the first unit is treated"] + found.repetitions == 60


def test_the_same_seed_gives_the_same_figures() -> None:
    one, other = (
        rehearse_panel_design(
            SMALL,
            DifferenceInDifferences(),
            Rollout(5, (12,)),
            change=-0.1,
            repetitions=20,
            rng=np.random.default_rng(4),
        )
        for _ in range(2)
    )
    assert one == other


def test_the_place_s_own_panel_ends_before_its_first_start() -> None:
    panel = SMALL(np.random.default_rng(5))
    starts = panel.starts.copy()
    starts[0] = 15
    treated = Panel(panel.units, panel.times, panel.outcomes, starts, panel.exposure)
    assert len(the_place(treated)(np.random.default_rng(0)).times) == 15


def test_a_difference_becomes_a_change_of_what_would_have_been() -> None:
    panel = Panel(("a", "b"), (1, 2), np.array([[10.0, 8.0], [5.0, 5.0]]), np.array([1, -1]))
    effect = Estimate(-2.0, -4.0, 0.0, "difference", "by-hand", "guess")
    assert change_of(PanelEstimate(effect, None), panel).value == pytest.approx(-0.2)
