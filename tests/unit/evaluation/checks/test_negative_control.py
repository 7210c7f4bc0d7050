"""An outcome that cannot be affected should show nothing."""

from __future__ import annotations

from joinedup.evaluation.methods.checks.negative_control import NegativeControl
from joinedup.evaluation.methods.results import Estimate


def change(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, "change", "matched-controls", "robust")


def test_a_control_outcome_that_shows_an_effect_is_failed() -> None:
    finding = NegativeControl()(change(-0.2, -0.3, -0.1), "fractures")
    assert finding.outcome == "failed"
    assert "In fractures there should be no difference and there is one (−20%" in finding.sentence


def test_a_control_outcome_that_shows_nothing_passes() -> None:
    finding = NegativeControl()(change(0.01, -0.05, 0.07), "fractures", studied=change(-0.2, -0.3, -0.1))
    assert finding.outcome == "passed"


def test_an_interval_so_wide_that_it_holds_the_result_is_a_concern() -> None:
    finding = NegativeControl()(change(-0.1, -0.4, 0.2), "fractures", studied=change(-0.2, -0.3, -0.1))
    assert finding.outcome == "concern"


def test_deaths_are_a_control_outcome_with_their_own_name() -> None:
    finding = NegativeControl(use="mortality")(change(-0.3, -0.5, -0.1), "deaths")
    assert finding.check == "mortality"
    assert finding.outcome == "failed"


def test_without_an_estimate_it_says_what_to_do() -> None:
    finding = NegativeControl()(None, "fractures")
    assert finding.outcome == "cannot-be-judged"
    assert "run the same design on it" in finding.sentence
