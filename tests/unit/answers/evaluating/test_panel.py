"""Practices that a care model reached, compared with others, on a panel made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from joinedup.answers.evaluating.outcomes import Outcomes
from joinedup.answers.evaluating.panel import panel_comparison
from joinedup.answers.evaluation_report.answer import Comparison
from joinedup.answers.evaluation_report.shown import shown_points
from joinedup.answers.panel_data import PracticePanel
from joinedup.answers.published import open_published
from joinedup.errors import JoinedupError
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.learning.register import Register
from tests.unit.answers.evaluating.test_outcomes import PERSON
from tests.unit.answers.evaluation_report.examples import MEASURE
from tests.unit.answers.tiny_build import publish
from tests.unit.learning.agreements import AT, HELD, OTHER_WAYS, assumption, care_model, protocol

MONTHS = tuple(date(2021 + (3 + k) // 12, (3 + k) % 12 + 1, 1) for k in range(36))
REACHED, NEVER_REACHED = 5, 9


class MadeUpOutcomes(Outcomes):
    """Panels drawn once: a fifth fewer in the practices reached, from the month of the start; nothing else changes."""

    def panel(self, measure: str) -> PracticePanel:
        if measure == "deaths":
            raise JoinedupError("no practice has the measure deaths")
        fall = 0.8 if measure == "emergency_admissions" else 1.0
        rng = np.random.default_rng(len(measure))
        starts = np.array([12] * REACHED + [NEVER] * NEVER_REACHED)
        exposure = np.full((len(starts), len(MONTHS)), 0.6)
        treated = (starts[:, None] != NEVER) & (np.arange(len(MONTHS)) >= starts[:, None])
        level = 300 * np.exp(rng.normal(0, 0.1, (len(starts), 1)))
        counts = rng.poisson(level * exposure * np.where(treated, fall, 1.0))
        units = tuple(f"L810{n:02d}" for n in range(len(starts)))
        panel = Panel(units, MONTHS, counts / exposure, starts, exposure, 12, "emergency admissions")
        return PracticePanel(panel, "Complex care hubs", measure, "per 1,000 person-years", False, 0.001)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> MadeUpOutcomes:
    folder: Path = publish(tmp_path_factory.mktemp("place") / "seacombe", {"person": PERSON})
    agreed = protocol(care_model(assumption(test="difference-in-differences")))
    registered = Register(folder).register(agreed, at=AT, by="Ada", held=HELD)
    with open_published(folder) as published:
        return MadeUpOutcomes(registered, published)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def found(outcomes: MadeUpOutcomes) -> Comparison:
    plan = outcomes.registered.protocol.plans[0]
    return panel_comparison(outcomes, plan, MEASURE, date(2024, 3, 31), 0.95)


def test_a_planted_fall_is_found(found: Comparison) -> None:
    assert found.estimate is not None
    assert found.estimate.scale == "change"
    assert found.estimate.low < -0.2 < found.estimate.high
    assert found.estimate.high < 0


def test_both_groups_are_drawn_with_the_start_at_nought(found: Comparison) -> None:
    assert found.over_time is not None
    points, suppressed = shown_points(found.over_time)
    assert suppressed == 0
    assert len(points) == 2 * len(MONTHS)
    assert {point["time"] for point in points if point["period"] == "Apr 2022"} == {0.5}


def test_practices_are_counted_with_those_compared(found: Comparison) -> None:
    assert found.flow is not None
    assert (found.flow.remaining, found.flow.compared_with) == (REACHED, NEVER_REACHED)
    assert not found.flow.are_people


def test_every_registered_estimator_and_every_earlier_day_stand_beside_it(found: Comparison) -> None:
    names = {way.name for way in found.others}
    assert {"Until 31 December 2023", "Until 30 September 2023", "Until 31 March 2023"} <= names
    assert len([way for way in found.others if way.kind == "estimator"]) == len(OTHER_WAYS)
    assert all(way.estimate is not None or way.why_not for way in found.others)


def test_a_control_outcome_that_is_not_counted_is_left_out_and_the_other_is_asked(found: Comparison) -> None:
    checks = {asked.finding.check for asked in found.checks}
    assert "negative-control" in checks
    assert "mortality" not in checks


def test_the_same_protocol_gives_the_same_figures(outcomes: MadeUpOutcomes, found: Comparison) -> None:
    plan = outcomes.registered.protocol.plans[0]
    again = panel_comparison(outcomes, plan, MEASURE, date(2024, 3, 31), 0.95)
    assert again.estimate == found.estimate
    assert [way.estimate for way in again.others] == [way.estimate for way in found.others]


def test_data_that_end_before_the_start_give_words_and_no_estimate(outcomes: MadeUpOutcomes) -> None:
    plan = replace(outcomes.registered.protocol.plans[0], by=date(2022, 1, 31))
    early = panel_comparison(outcomes, plan, MEASURE, date(2022, 1, 31), 0.95)
    assert early.estimate is None
    assert early.why_not
