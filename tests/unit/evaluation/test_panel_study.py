"""A whole study of one panel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.made_up_panels import MadeUpPanel
from joinedup.evaluation.methods.panel.counterfactual_limits import limits
from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.estimator import PanelEstimator
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from joinedup.evaluation.methods.panel.windows import Window
from joinedup.evaluation.methods.results import MethodError
from joinedup.evaluation.panel_planting import Rollout, start_some, with_change
from joinedup.evaluation.panel_study import PanelStudy, study_panel

BESIDE = (DifferenceInDifferences(), SyntheticControl())


def planted(seed: int = 1, change: float = -0.2) -> Panel:
    rng = np.random.default_rng(seed)
    panel = replace(MadeUpPanel(units=16, times=24, mean_count=80)(rng), outcome_name="Emergency admissions")
    return with_change(start_some(panel, Rollout(5, (14,)), rng), change, rng)


@pytest.fixture(scope="module")
def study() -> PanelStudy:
    panel = planted()
    other = replace(
        MadeUpPanel(units=16, times=24, mean_count=300)(np.random.default_rng(9)),
        starts=panel.starts,
        outcome_name="Fractures",
    )
    return study_panel(
        panel,
        DifferenceInDifferences(),
        rng=np.random.default_rng(2),
        beside=BESIDE,
        windows=[Window(14, 10), Window(7, 5)],
        cannot_change=[other],
        deaths=other,
    )


def test_the_planted_change_is_within_the_interval(study: PanelStudy) -> None:
    assert study.change is not None
    assert study.change.low < -0.2 < study.change.high < 0


def test_every_check_of_the_design_is_there(study: PanelStudy) -> None:
    assert [finding.check for finding in study.findings] == [
        "pre-trends",
        "placebo-in-time",
        "placebo-in-space",
        "leave-one-out",
        "negative-control",
        "mortality",
        "e-value",
    ]


def test_the_others_stand_beside_it_and_the_registered_one_is_marked(study: PanelStudy) -> None:
    registered = study.side_by_side.registered
    assert registered is not None
    assert registered.estimator == "difference-in-differences"
    assert len(study.side_by_side.rows) == 4


@pytest.mark.parametrize("beside", [BESIDE, BESIDE[:1], BESIDE[1:]])
def test_the_registered_row_is_the_registered_estimate(beside: tuple[PanelEstimator, ...]) -> None:
    """With placebos drawn at random, a second estimate would have another interval."""
    registered = SyntheticControl(level_shift=True, limits=replace(limits(), placebo_draws=10))
    found = study_panel(planted(8), registered, rng=np.random.default_rng(4), beside=beside)
    rows = [row for row in found.side_by_side.rows if row.is_registered]
    assert len(rows) == 1
    assert rows[0].estimate is found.estimate
    assert rows[0].title == registered.title
    assert len({row.title for row in found.side_by_side.rows if row.estimator == registered.name}) == 1


def test_it_prints_the_answer_the_others_and_the_findings(study: PanelStudy) -> None:
    said = str(study)
    assert said.startswith("Difference in differences: -")
    assert "Synthetic control" in said
    assert "An outcome that cannot change: " in said


def test_the_same_seed_gives_the_same_study() -> None:
    one, other = (
        study_panel(
            planted(3),
            SyntheticControl(),
            rng=np.random.default_rng(4),
            beside=BESIDE,
            windows=[Window(14, 10)],
        )
        for _ in range(2)
    )
    assert one.change == other.change
    assert [finding.sentence for finding in one.findings] == [finding.sentence for finding in other.findings]


def test_a_window_agreed_on_is_what_the_design_sees() -> None:
    found = study_panel(
        planted(5),
        DifferenceInDifferences(),
        rng=np.random.default_rng(4),
        window=Window(8, 4),
        beside=BESIDE[:1],
        windows=[Window(14, 10)],
    )
    assert len(found.panel.times) == 12
    registered = found.side_by_side.registered
    assert registered is not None
    assert registered.window == Window(8, 4)


def test_a_design_that_cannot_be_used_says_which_can() -> None:
    panel = planted(6)
    few = panel.only(times=slice(11, 24))
    assert SyntheticControl().why_not(few) is not None
    with pytest.raises(MethodError, match="difference-in-differences can be used here"):
        study_panel(few, SyntheticControl(), rng=np.random.default_rng(1), beside=BESIDE)


def test_a_control_outcome_that_cannot_be_run_is_a_finding_and_no_crash() -> None:
    panel = planted(7)
    flat = replace(panel, outcomes=np.ones(panel.outcomes.shape), outcome_name="Nothing")
    found = study_panel(
        panel,
        DifferenceInDifferences(),
        rng=np.random.default_rng(1),
        beside=BESIDE[:1],
        windows=[Window(14, 10)],
        cannot_change=[flat],
    )
    finding = next(one for one in found.findings if one.check == "negative-control")
    assert finding.outcome == "cannot-be-judged"
    assert "could not be run on Nothing" in finding.sentence
