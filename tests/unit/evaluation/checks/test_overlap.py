"""Is there somebody comparable for every treated person?"""

from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.checks.overlap import Overlap


def test_treated_people_beyond_every_control_are_counted() -> None:
    score = np.array([0.9, 0.3, 0.2, 0.1, 0.4, 0.5])
    treated = np.array([True, True, False, False, False, False])
    finding = Overlap()(score, treated)
    assert finding.figures["outside_common_support"] == 0.5
    assert finding.outcome == "failed"
    assert "50% of the treated (1)" in finding.sentence


def test_groups_that_lie_over_each_other_pass() -> None:
    score = np.tile(np.linspace(0.05, 0.6, 50), 2)
    finding = Overlap()(score, np.arange(100) < 50)
    assert finding.outcome == "passed"
    assert finding.figures["overlap_coefficient"] == pytest.approx(1.0)


def test_the_histogram_shares_of_each_group_sum_to_one() -> None:
    rng = np.random.default_rng(3)
    score = rng.beta(2, 5, 500)
    rows = Overlap()(score, rng.random(500) < score).rows
    assert sum(float(str(row["treated"])) for row in rows) == pytest.approx(1)
    assert sum(float(str(row["controls"])) for row in rows) == pytest.approx(1)


@pytest.mark.parametrize("wrong", [np.nan, 1.4, -0.1])
def test_scores_that_are_no_chances_cannot_be_judged(wrong: float) -> None:
    finding = Overlap()(np.array([0.2, wrong, 0.4]), np.array([True, False, False]))
    assert finding.outcome == "cannot-be-judged"


def test_one_empty_group_cannot_be_judged() -> None:
    finding = Overlap()(np.array([0.2, 0.3]), np.array([True, True]))
    assert finding.outcome == "cannot-be-judged"
