"""Every check, and those that apply to a design."""

from __future__ import annotations

from joinedup.evaluation.methods.checks.balance_check import BalanceCheck
from joinedup.evaluation.methods.checks.e_value import EValueCheck
from joinedup.evaluation.methods.checks.finding import Check, PanelCheck
from joinedup.evaluation.methods.checks.immortal_time import ImmortalTime
from joinedup.evaluation.methods.checks.leave_one_out import LeaveOneOut
from joinedup.evaluation.methods.checks.negative_control import NegativeControl
from joinedup.evaluation.methods.checks.overlap import Overlap
from joinedup.evaluation.methods.checks.placebo_in_space import PlaceboInSpace
from joinedup.evaluation.methods.checks.placebo_in_time import PlaceboInTime
from joinedup.evaluation.methods.checks.pre_trends import PreTrends
from joinedup.evaluation.methods.checks.regression_to_the_mean import RegressionToTheMean

PANEL_CHECKS: tuple[PanelCheck, ...] = (PreTrends(), PlaceboInTime(), PlaceboInSpace(), LeaveOneOut())
"""Those that need no more than the panel, the estimator and its estimate."""

CHECKS: tuple[Check, ...] = (
    BalanceCheck(),
    Overlap(),
    *PANEL_CHECKS,
    RegressionToTheMean(),
    ImmortalTime(),
    NegativeControl(),
    NegativeControl(use="mortality"),
    EValueCheck(),
)


def checks_for(design: str) -> tuple[Check, ...]:
    """The checks that apply to a design, by its slug, in the order in which a reader asks."""
    return tuple(check for check in CHECKS if design in check.designs)


def panel_checks_for(design: str) -> tuple[PanelCheck, ...]:
    """Those of them that need no more than the panel case."""
    return tuple(check for check in PANEL_CHECKS if design in check.designs)
