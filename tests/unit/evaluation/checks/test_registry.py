"""Which checks apply to which design."""

from __future__ import annotations

import pytest

from joinedup.evaluation.methods.checks.finding import ALL, PANELS
from joinedup.evaluation.methods.checks.registry import CHECKS, checks_for, panel_checks_for


def names(design: str) -> set[str]:
    return {check.name for check in checks_for(design)}


def test_matched_controls_are_asked_about_people() -> None:
    assert names("matched-controls") == {
        "balance",
        "overlap",
        "regression-to-the-mean",
        "immortal-time",
        "negative-control",
        "mortality",
        "e-value",
    }


def test_only_designs_that_rest_on_parallel_trends_are_asked_about_them() -> None:
    asked = {design for design in ALL if "pre-trends" in names(design)}
    assert asked == {"difference-in-differences", "event-study", "staggered-adoption"}


def test_a_single_series_has_no_other_units_to_pretend_with() -> None:
    assert {check.name for check in panel_checks_for("interrupted-time-series")} == {"placebo-in-time"}


@pytest.mark.parametrize("design", sorted(ALL))
def test_every_design_has_checks_and_every_panel_design_runs_some_by_itself(design: str) -> None:
    assert len(checks_for(design)) >= 4
    assert bool(panel_checks_for(design)) == (design in PANELS)


def test_every_check_says_what_it_asks_and_what_it_needs() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert check.question.endswith("?")
        assert check.needs
        assert check.designs <= ALL
