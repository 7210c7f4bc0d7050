"""Alike before the start, and how large a drift would have gone unseen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from joinedup.evaluation.methods.checks.finding import Finding, PanelCase
from joinedup.evaluation.methods.checks.pre_trends import JointTest, PreTrends, joint_test
from joinedup.evaluation.methods.panel.panel import Panel

from .simple_difference import SimpleDifference, noise_panel


def check(panel: Panel) -> Finding:
    rng = np.random.default_rng(0)
    estimator = SimpleDifference()
    return PreTrends()(PanelCase(panel, estimator, estimator.estimate(panel, rng=rng)), rng=rng)


def drifting(panel: Panel, slope: float) -> Panel:
    times = np.arange(len(panel.times))
    return replace(panel, outcomes=panel.outcomes + slope * panel.is_treated[:, None] * times)


def p_value(panel: Panel) -> float:
    test = joint_test(panel)
    assert isinstance(test, JointTest)
    return test.p_value


def test_a_drift_before_the_start_is_found() -> None:
    assert check(drifting(noise_panel(np.random.default_rng(4)), 0.5)).outcome == "failed"


def test_without_a_drift_it_fails_one_time_in_twenty() -> None:
    rng = np.random.default_rng(5)
    found = [p_value(noise_panel(rng, units=20, treated=5)) < 0.05 for _ in range(400)]
    assert 0.025 < np.mean(found) < 0.08


def test_the_missable_drift_is_found_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(6)
    found = []
    for _ in range(200):
        panel = noise_panel(rng, units=40, treated=15)
        test = joint_test(panel)
        assert isinstance(test, JointTest)
        found.append(p_value(drifting(noise_panel(rng, units=40, treated=15), test.missable_drift)) < 0.05)
    assert 0.7 < np.mean(found) < 0.92


def test_an_effect_after_the_start_is_no_pre_trend() -> None:
    rng = np.random.default_rng(7)
    panel = noise_panel(rng)
    changed = replace(panel, outcomes=panel.outcomes + 5 * panel.treated_cells)
    assert p_value(changed) == p_value(panel)


def test_staggered_starts_are_each_aligned_with_their_own() -> None:
    rng = np.random.default_rng(8)
    found = []
    for _ in range(200):
        panel = noise_panel(rng)
        starts = np.where(panel.is_treated, 10 - 2 * (np.arange(30) % 3), -1)
        found.append(p_value(replace(panel, starts=starts)) < 0.05)
    assert np.mean(found) < 0.08


def test_one_treated_unit_can_be_judged_by_how_far_others_differ() -> None:
    assert check(noise_panel(np.random.default_rng(9), units=20, treated=1)).outcome != "cannot-be-judged"


def test_one_time_before_the_start_is_too_few() -> None:
    finding = check(noise_panel(np.random.default_rng(9), start=1))
    assert finding.outcome == "cannot-be-judged"
    assert "At least two times" in finding.sentence


def test_a_drift_that_could_be_missed_is_set_beside_the_effect() -> None:
    finding = check(noise_panel(np.random.default_rng(11)))
    assert finding.outcome == "concern"
    assert "would have been noticed 80% of the time" in finding.sentence
