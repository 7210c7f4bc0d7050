"""What a caller hands in wrongly is met with words by every method, never with the error of a library underneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pytest

from joinedup.evaluation.follow_up import FollowUp, follow_up_of
from joinedup.evaluation.methods.checks.e_value import (
    ratio_of_difference,
    ratio_of_hazard_ratio,
    ratio_of_odds_ratio,
)
from joinedup.evaluation.methods.checks.immortal_time import FollowedDays
from joinedup.evaluation.methods.checks.overlap import Overlap
from joinedup.evaluation.methods.checks.regression_to_the_mean import Course, RegressionToTheMean
from joinedup.evaluation.methods.control_charts import Recalculation, control_chart, preset
from joinedup.evaluation.methods.handed_in import truths_of, whole_number_of
from joinedup.evaluation.methods.matching.coarsened import coarsened
from joinedup.evaluation.methods.matching.effect import effect_of
from joinedup.evaluation.methods.matching.mahalanobis import mahalanobis
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.nearest import nearest
from joinedup.evaluation.methods.matching.propensity import propensity
from joinedup.evaluation.methods.matching.risk_sets import match_risk_sets, person_months
from joinedup.evaluation.methods.matching.strata import strata_of
from joinedup.evaluation.methods.panel.panel import NEVER, Panel, panel_of
from joinedup.evaluation.methods.panel.windows import Window, seen_through
from joinedup.evaluation.methods.results import Estimate, MethodError
from joinedup.evaluation.panel_planting import with_change
from joinedup.evaluation.power import Detectable, smallest_detectable
from tests.unit.evaluation.test_power import BY, STARTS, frail

TREATED = np.array([True, True, False, False, False])
COLUMNS = np.array([[1.0, 4.0], [2.0, 1.0], [1.5, 3.0], [2.5, 5.0], [0.5, 2.0]])
SCORE = COLUMNS[:, 0]
UNKNOWN = np.array([np.nan])
MONTHS = np.array([date(2023, month, 1) for month in range(1, 13)])


def pairs() -> Matched:
    return nearest(SCORE, TREATED)


def panel(**changed: object) -> Panel:
    given = {"outcomes": np.ones((2, 3)), "starts": np.array([1, NEVER])} | changed
    return Panel(("a", "b"), (1, 2, 3), **given)  # type: ignore[arg-type]


def planned(**options: float) -> Detectable:
    made = frail(np.random.default_rng(1), people=200)
    given = {"starts_on": STARTS, "by": BY, "capacity": 40} | options
    return smallest_detectable(made.candidates, made.follow_up, **given)  # type: ignore[arg-type]


def follow_up(
    days: Sequence[int] = (18_500, 18_600),
    amounts: Sequence[object] = (1.0, 2.0),
    data: tuple[date, date] = (date(2019, 1, 1), date(2022, 1, 1)),
) -> FollowUp:
    people = np.array([1, 2])
    stays = people, np.array([18_000, 18_000]), np.array([18_900, 18_900])
    return follow_up_of("beds", people, stays, (people, np.array(days), np.array(amounts)), data)


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: nearest(["high"] * 5, TREATED), "scores are not all numbers"),
    (lambda: nearest(COLUMNS, TREATED), "in one dimension"),
    (lambda: nearest(SCORE, TREATED, ratio=1.5), "whole number of at least 1; found 1.5"),  # type: ignore[arg-type]
    (lambda: nearest(SCORE, TREATED, caliper="wide"), "a caliper is one number"),  # type: ignore[arg-type]
    (lambda: nearest(SCORE, TREATED, turn="first"), "one of these orders"),  # type: ignore[arg-type]
    (lambda: nearest(SCORE, TREATED, strata=np.array([-1, 0, 0, 0, 0])), "whole numbers from 0"),
    (lambda: mahalanobis(COLUMNS, TREATED, score=SCORE[:2], caliper=1), "one score for each of the 5 rows"),
    (lambda: mahalanobis(COLUMNS, TREATED, strata=np.zeros(2, np.int32)), "strata of the shape"),
    (lambda: mahalanobis(COLUMNS, TREATED, ratio=0), "whole number of at least 1"),
    (lambda: mahalanobis(COLUMNS * 1e300, TREATED), "too large to square"),
    (lambda: coarsened(COLUMNS, TREATED, cuts={"column 1": [np.nan]}), "list of finite numbers"),
    (lambda: coarsened([[1, 2], [3]], [1, 0]), "rows differ in length"),
    (lambda: propensity(COLUMNS, TREATED, ["age", "age"]), "the column age stands twice"),
    (lambda: propensity(COLUMNS, TREATED, if_separated="go on"), "if_separated is one of"),  # type: ignore[arg-type]
    (lambda: propensity(COLUMNS, TREATED, ridge=np.nan), "a ridge penalty is one number"),
    (lambda: strata_of([np.array(["a", None], dtype=object)]), "missing values"),
    (lambda: strata_of([np.array(["2024-01-01", "NaT"], dtype="M8[D]")]), "missing values"),
    (lambda: strata_of([np.array(["a", 3], dtype=object)]), "mixes kinds"),
    (lambda: strata_of([COLUMNS]), "one by one"),
    (lambda: effect_of(pairs(), np.ones(5)), "the outcome is 1 in every matched row"),
    (lambda: effect_of(pairs(), SCORE, level=95), "between 0 and 1"),
    (lambda: effect_of(pairs(), ["ill"] * 5), "outcomes are not all numbers"),
    (lambda: effect_of(pairs(), SCORE, adjust_for=COLUMNS[:2]), "one row for each of the 5"),
    (lambda: person_months([1, 2], [1, 1], [1, 0], ["a", "b"]), "scores are not all numbers"),
    (
        lambda: match_risk_sets(person_months([1, 2], [1, 1], [1, 0], [0.1, 0.2]), strata=np.zeros(3, int)),
        "strata of the shape",
    ),
    (lambda: panel(outcomes=[[1, 2, 3], [1, 2, 3]]), "outcomes: expected a NumPy array of numbers"),
    (lambda: panel(starts=np.array([1.0, np.nan])), "starts: expected a NumPy array of whole numbers"),
    (lambda: panel(exposure=np.full((2, 3), "many")), "exposure: expected a NumPy array of numbers"),
    (lambda: panel().only(units=np.ones(3, bool)), "one truth for each of 2 units"),
    (lambda: Panel(("a",), (1, "two"), np.ones((1, 2)), np.array([NEVER])), "of several kinds"),
    (lambda: panel_of(["a", None], [1, 1], [1.0, 2.0], {}), "names no unit"),
    (lambda: panel_of(["a", "b"], [1, np.nan], [1.0, 2.0], {}), "has no time"),
    (lambda: panel_of(["a", "b"], [1, 1], ["x", "y"], {}), "outcomes are not all numbers"),  # type: ignore[list-item]
    (lambda: panel_of(["a", "b"], [1, 1], [1.0, 2.0], None), "starts gives each treated unit"),  # type: ignore[arg-type]
    (lambda: panel_of(["a", "b"], [1, 1], [1.0, 2.0], {"a": None}), "a has no start"),
    (lambda: seen_through(panel(), Window(1.5, 1)), "whole number"),  # type: ignore[arg-type]
    (lambda: seen_through(panel(), (1, 1)), "a window is Window"),  # type: ignore[arg-type]
    (lambda: control_chart(MONTHS, range(12), target="95%"), "the target is '95%'"),  # type: ignore[arg-type]
    (lambda: control_chart(MONTHS, range(12), recalculations=[("2023-03-01", "x")]), "a recalculation is a"),  # type: ignore[list-item]
    (
        lambda: control_chart(MONTHS, range(12), recalculations=[Recalculation("soon", "x")]),  # type: ignore[arg-type]
        "a recalculation is a",
    ),
    (lambda: control_chart(MONTHS, np.arange(12) + 1j), "complex"),
    (lambda: preset(precedence=["trend"]), "option precedence"),
    (lambda: Overlap()(SCORE[:2] / 10, TREATED), "one propensity score and one truth a person"),
    (lambda: FollowedDays(UNKNOWN, UNKNOWN, UNKNOWN, np.array([True])), "arrays of whole numbers"),
    (lambda: Course([[1.0]], [[1.0]]), "NumPy arrays of numbers"),  # type: ignore[arg-type]
    (lambda: planned(power=2), "the power lies between 0 and 1"),
    (lambda: planned(level=95), "0.95 for 95%"),
    (lambda: planned(controls_each=0), "whole number of at least 1"),
    (lambda: planned(expected=np.nan), "the expected change is one number"),
    (lambda: with_change(panel(), np.nan, np.random.default_rng(1)), "a change of -1 or more"),
    (lambda: follow_up(days=[18_500]), "differ in length"),
    (lambda: follow_up(amounts=["many", "few"]), "amounts of beds are not all numbers"),
    (lambda: follow_up(data=(date(2024, 1, 1), date(2023, 1, 1))), "the data end before they begin"),
    (lambda: ratio_of_odds_ratio(-1), "an odds ratio is positive"),
    (lambda: ratio_of_hazard_ratio(0), "a hazard ratio is positive"),
    (lambda: ratio_of_difference(np.nan, 1, 1), "are finite"),
    (lambda: Estimate(0.0, -1.0, 1.0, "difference", "m", "i", level=95), "0.95 for 95%"),
]


@pytest.mark.parametrize(("asked", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_what_cannot_be_used_is_refused_in_words(asked: Callable[[], object], words: str) -> None:
    with pytest.raises(MethodError, match=words.replace("(", r"\(")):
        asked()


def test_truths_may_be_objects_as_pandas_leaves_them() -> None:
    assert truths_of(np.array([True, False, 1], dtype=object), "who").tolist() == [True, False, True]


def test_true_is_no_number_of_controls() -> None:
    with pytest.raises(MethodError, match="found True"):
        whole_number_of(True, "ratio", 1)


def test_ones_and_zeros_say_who_is_treated_and_are_no_row_numbers() -> None:
    chances = np.array([0.9, 0.8, 0.2, 0.3, 0.1])
    said = Overlap()(chances, TREATED.astype(int))
    assert said.figures["treated"] == 2
    assert said.figures == Overlap()(chances, TREATED).figures


def test_strata_may_have_codes_far_apart() -> None:
    codes = np.array([10**9, 5, 10**9, 5, 5])
    assert nearest(SCORE, TREATED, strata=codes).pairs == 2


def test_one_control_for_everybody_is_told() -> None:
    found = effect_of(nearest(SCORE[:3], [True, True, False], replace=True), [1.0, 2.0, 4.0])
    assert "one-control" in {caution.name for caution in found.cautions}


def test_an_interval_without_limits_is_never_clear_of_chance() -> None:
    assert not Estimate(3.0, np.nan, np.nan, "difference", "m", "i").is_clear_of_chance


def test_a_fall_cannot_be_seen_without_a_time_after() -> None:
    course = Course(np.ones((5, 12)), np.empty((5, 0)))
    found = RegressionToTheMean()(course, course)
    assert (found.outcome, found.figures) == ("cannot-be-judged", {})
