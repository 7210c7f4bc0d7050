"""Were people chosen at a peak that would have passed by itself?"""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.checks.regression_to_the_mean import Course, RegressionToTheMean
from joinedup.evaluation.methods.results import MethodError


def course(seed: int, earlier: float, recent: float, after: float, people: int = 800) -> Course:
    """Counts by month: nine at the earlier level, three just before the index day, six after it."""
    rng = np.random.default_rng(seed)
    before = np.hstack([rng.poisson(earlier, (people, 9)), rng.poisson(recent, (people, 3))])
    return Course(before.astype(float), rng.poisson(after, (people, 6)).astype(float))


def test_a_peak_that_controls_do_not_share_is_failed() -> None:
    finding = RegressionToTheMean()(course(1, 0.1, 0.4, 0.15), course(2, 0.1, 0.1, 0.1))
    assert finding.outcome == "failed"
    assert "no effect" in finding.sentence


def test_a_shared_peak_passes_and_says_how_far_controls_fell_by_themselves() -> None:
    finding = RegressionToTheMean()(course(1, 0.1, 0.4, 0.15), course(2, 0.1, 0.4, 0.2, people=4000))
    assert finding.outcome == "passed"
    assert finding.figures["controls_change_after"] == pytest.approx(-0.5, abs=0.05)
    assert "before and after" in finding.sentence


def test_without_a_peak_nothing_was_to_fall() -> None:
    finding = RegressionToTheMean()(course(1, 0.2, 0.2, 0.15), course(2, 0.2, 0.2, 0.2))
    assert finding.outcome == "passed"
    assert "did not peak" in finding.sentence


def test_few_people_leave_it_open_whether_peaks_were_alike() -> None:
    finding = RegressionToTheMean()(course(1, 0.1, 0.5, 0.2, people=60), course(9, 0.1, 0.5, 0.2, people=6))
    assert finding.outcome == "concern"


def test_those_whom_nobody_treated_show_what_passes_by_itself() -> None:
    finding = RegressionToTheMean()(
        course(1, 0.1, 0.4, 0.15), course(2, 0.1, 0.4, 0.2), course(3, 0.1, 1.0, 0.1)
    )
    assert finding.figures["others_change_after_highest"] == pytest.approx(-0.9, abs=0.03)


def test_too_few_times_before_cannot_be_judged() -> None:
    short = Course(np.ones((5, 3)), np.ones((5, 2)))
    assert RegressionToTheMean()(short, short).outcome == "cannot-be-judged"


def test_gaps_and_different_people_are_refused() -> None:
    with pytest.raises(MethodError, match="same people"):
        Course(np.ones((5, 3)), np.ones((4, 2)))
    with pytest.raises(MethodError, match="no gaps"):
        Course(np.array([[np.nan]]), np.ones((1, 1)))
