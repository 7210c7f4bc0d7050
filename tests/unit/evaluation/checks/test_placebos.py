"""Earlier starts, other units and units left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from joinedup.evaluation.methods.checks.finding import PanelCase
from joinedup.evaluation.methods.checks.leave_one_out import LeaveOneOut
from joinedup.evaluation.methods.checks.placebo_in_space import PlaceboInSpace
from joinedup.evaluation.methods.checks.placebo_in_time import PlaceboInTime
from joinedup.evaluation.methods.panel.panel import Panel

from .simple_difference import SimpleDifference, noise_panel


def case(panel: Panel) -> PanelCase:
    estimator = SimpleDifference()
    return PanelCase(panel, estimator, estimator.estimate(panel, rng=np.random.default_rng(0)))


def with_effect(panel: Panel, effect: float) -> Panel:
    return replace(panel, outcomes=panel.outcomes + effect * panel.treated_cells)


def test_an_earlier_start_shows_nothing_where_nothing_began() -> None:
    panel = with_effect(noise_panel(np.random.default_rng(1)), -3)
    finding = PlaceboInTime()(case(panel), rng=np.random.default_rng(0))
    assert finding.outcome == "passed"
    assert finding.figures["dates"] > 1


def test_an_effect_that_began_before_the_start_is_found() -> None:
    panel = with_effect(noise_panel(np.random.default_rng(1), start=6), -3)
    later = replace(panel, starts=np.where(panel.is_treated, 11, -1))
    finding = PlaceboInTime()(case(later), rng=np.random.default_rng(0))
    assert finding.outcome == "failed"
    assert "although nothing had begun" in finding.sentence


def test_only_times_before_the_start_are_used() -> None:
    panel = noise_panel(np.random.default_rng(2))
    changed = replace(panel, outcomes=panel.outcomes + 100 * (np.arange(16) >= 10))
    one = PlaceboInTime()(case(panel), rng=np.random.default_rng(0))
    other = PlaceboInTime()(case(changed), rng=np.random.default_rng(0))
    assert one.figures["largest"] == other.figures["largest"]


def test_too_few_times_before_for_an_earlier_start() -> None:
    panel = noise_panel(np.random.default_rng(2), start=4)
    assert PlaceboInTime()(case(panel), rng=np.random.default_rng(0)).outcome == "cannot-be-judged"


def test_a_large_effect_ranks_first_among_units_pretended() -> None:
    panel = with_effect(noise_panel(np.random.default_rng(3), treated=1), -8)
    finding = PlaceboInSpace()(case(panel), rng=np.random.default_rng(0))
    assert finding.figures["as_large"] == 0
    assert finding.figures["placebos"] == 29
    assert "rank 1 of 30" in finding.sentence


def test_several_treated_units_are_replaced_by_as_many() -> None:
    finding = PlaceboInSpace()(case(noise_panel(np.random.default_rng(3))), rng=np.random.default_rng(0))
    assert str(finding.rows[0]["units"]).count(",") == 9


def test_with_few_units_never_treated_no_rank_means_anything() -> None:
    panel = noise_panel(np.random.default_rng(3), units=8, treated=1)
    finding = PlaceboInSpace()(case(panel), rng=np.random.default_rng(0))
    assert finding.outcome == "cannot-be-judged"
    assert "at least 9" in finding.sentence


def test_an_effect_that_rests_on_one_unit_is_found() -> None:
    panel = with_effect(noise_panel(np.random.default_rng(5), units=6, treated=3), -1.5)
    outcomes = panel.outcomes.copy()
    outcomes[5, 10:] += 30
    strange = replace(panel, outcomes=outcomes)
    certain = case(strange)
    effect = replace(certain.estimate.effect, low=certain.estimate.effect.value - 1, high=-1.0)
    finding = LeaveOneOut()(
        replace(certain, estimate=replace(certain.estimate, effect=effect)), rng=np.random.default_rng(0)
    )
    assert finding.outcome in ("concern", "failed")
    assert "unit 5" in finding.sentence


def test_many_alike_units_decide_together() -> None:
    panel = with_effect(noise_panel(np.random.default_rng(6)), -3)
    finding = LeaveOneOut()(case(panel), rng=np.random.default_rng(0))
    assert finding.outcome == "passed"
    assert len(finding.rows) == 20


def test_a_single_unit_compared_with_cannot_be_left_out() -> None:
    panel = noise_panel(np.random.default_rng(6), units=12, treated=10)
    one = panel.only(units=np.arange(12) < 11)
    estimate = SimpleDifference().estimate(panel, rng=np.random.default_rng(0))
    finding = LeaveOneOut()(PanelCase(one, SimpleDifference(), estimate), rng=np.random.default_rng(0))
    assert finding.outcome == "cannot-be-judged"
