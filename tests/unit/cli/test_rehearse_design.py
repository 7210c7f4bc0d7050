"""What `joinedup rehearse-design` prints, and what it plants when nothing is said."""

from __future__ import annotations

from datetime import date

import pytest

from joinedup.cli.rehearse_design import _what, table
from joinedup.errors import JoinedupError
from joinedup.evaluation.design_rehearsal import rehearsal_result
from joinedup.evaluation.methods.results import Estimate
from joinedup.place.model import Assumption, CareModel, Expectation


def estimate(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, "change", "matched-controls", "by-hand")


def test_the_table_says_what_was_planted_what_was_found_and_how_sure_that_is() -> None:
    result = rehearsal_result(
        "matched-controls",
        -0.10,
        [estimate(-0.1, -0.2, 0.1), estimate(-0.3, -0.4, -0.2)],
        failures=["nobody had an event"],
        conditions="240 people join at random among the eligible",
    )
    head, row, *rest = table([result])
    assert head.split()[0] == "design"
    assert "-10%" in row
    assert "-20.0% (± 10.0%)" in row
    assert "50.0% (9.5% to 90.5%)" in row
    assert row.endswith("240 people join at random among the eligible")
    assert rest[-1] == "! matched-controls: 1 repetitions gave no estimate: nobody had an event"


def model(*measures: str) -> CareModel:
    return CareModel(
        name="Hub",
        kind="own",
        starts_on=date(2022, 4, 1),
        eligible="age >= 75",
        capacity=100,
        assumptions=tuple(
            Assumption(
                id=f"A{number}",
                because="one plan",
                then="fewer",
                measure=measure,
                expect=Expectation(change=-0.1 * number, by=date(2024, 3, 31)),
                test="matched-controls",
                if_not_supported="pause",
            )
            for number, measure in enumerate(measures, 1)
        ),
    )


def test_the_measure_and_change_are_those_of_the_assumption_unless_said() -> None:
    two = model("emergency_admissions", "gp_consultations")
    assert _what(two, None, None) == ("emergency_admissions", -0.1, "matched-controls")
    assert _what(two, "gp_consultations", None) == ("gp_consultations", -0.2, "matched-controls")
    assert _what(two, None, 0.05) == ("emergency_admissions", 0.05, "matched-controls")
    assert _what(two, "deaths", 0.0) == ("deaths", 0.0, "matched-controls")


def test_a_measure_without_an_assumption_needs_a_change() -> None:
    with pytest.raises(JoinedupError, match="no assumption about deaths: say --measure and --change"):
        _what(model("emergency_admissions"), "deaths", None)


@pytest.mark.parametrize("change", [-1.0, 1.5, float("nan")])
def test_a_change_that_cannot_be_planted_is_refused_before_anything_is_read(change: float) -> None:
    with pytest.raises(JoinedupError, match="expected a relative change above -1"):
        _what(model("emergency_admissions"), None, change)


def test_the_share_of_each_verdict_stands_beside_what_was_found() -> None:
    result = rehearsal_result(
        "matched-controls",
        -0.10,
        [estimate(-0.1, -0.2, -0.05), estimate(-0.1, -0.2, 0.1)],
        judge=lambda one: "supported" if one.is_clear_of_chance else "not-supported",
    )
    assert result.verdicts == {"supported": 0.5, "not-supported": 0.5}
    assert "supported 50%, not supported 50%" in table([result])[1]
