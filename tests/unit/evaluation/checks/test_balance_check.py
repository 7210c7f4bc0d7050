"""Were the groups alike before?"""

from __future__ import annotations

import numpy as np

from joinedup.evaluation.methods.checks.balance_check import BalanceCheck
from joinedup.evaluation.methods.checks.finding import Finding
from joinedup.evaluation.methods.matching.balance import balance_of
from joinedup.evaluation.methods.matching.matched import Matched


def check(shift: float, spread: float = 1.0) -> Finding:
    """Age alike in both groups; illness of the treated shifted and spread as said."""
    course = np.linspace(-1.7, 1.7, 200)
    treated = np.arange(400) < 200
    illness = np.concatenate([course * spread + shift, course])
    features = np.column_stack([np.tile(course, 2), illness])
    return BalanceCheck()(balance_of(features, Matched(treated, np.ones(400), "none"), ["age", "illness"]))


def test_groups_that_are_alike_pass_and_the_unmeasured_is_recalled() -> None:
    finding = check(0.0)
    assert finding.outcome == "passed"
    assert "What was not measured may still differ" in finding.sentence


def test_a_small_difference_is_a_concern_and_named() -> None:
    finding = check(0.15)
    assert finding.outcome == "concern"
    assert "not quite in illness" in finding.sentence


def test_a_large_difference_is_failed() -> None:
    finding = check(0.6)
    assert finding.outcome == "failed"
    assert "1 of 2 characteristics differ much, most of all illness" in finding.sentence


def test_unlike_variances_are_a_concern_too() -> None:
    assert check(0.0, spread=2.0).outcome == "concern"


def test_every_covariate_has_a_row() -> None:
    assert [row["covariate"] for row in check(0.0).rows] == ["age", "illness"]
