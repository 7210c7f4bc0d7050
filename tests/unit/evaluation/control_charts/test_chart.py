"""A chart from end to end: limits, recalculations, icons, words."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.evaluation.methods.control_charts import (
    ControlChart,
    Recalculation,
    control_chart,
    preset,
    presets,
)
from joinedup.evaluation.methods.results import MethodError

MONTHS = np.arange("2020-01", "2024-01", dtype="datetime64[M]")
STEADY = np.tile([10.0, 12.0, 9.0, 11.0, 8.0], 10)
OPENED = Recalculation(date(2021, 7, 1), "A second ward was opened")


def chart(values: Any, **options: Any) -> ControlChart:
    return control_chart(MONTHS[: len(values)], values, **options)


def test_twelve_points_have_no_limits_and_thirteen_have() -> None:
    twelve, thirteen = chart(STEADY[:12]), chart(STEADY[:13])
    assert twelve.variation == "too_few_points"
    assert np.isnan(twelve.upper).all()
    assert "12 points: limits, rules and icons need 13, 1 more" in twelve.summary()
    assert thirteen.variation == "common_cause"
    assert np.isfinite(thirteen.upper).all()


def test_limits_stand_2_66_mean_moving_ranges_from_the_mean() -> None:
    (limits,) = chart(STEADY[:20]).limits
    moving = np.abs(np.diff(STEADY[:20])).mean()
    assert limits.mean == pytest.approx(10)
    assert limits.upper == pytest.approx(10 + 2.66 * moving)
    assert limits.lower == pytest.approx(10 - 2.66 * moving)


def test_after_a_recalculation_mean_limits_and_runs_start_afresh() -> None:
    values = np.concatenate([STEADY[:18], STEADY[:20] + 30])
    whole, parted = chart(values), chart(values, recalculations=[OPENED])
    assert whole.is_special.mean() > 0.9
    assert not parted.is_special.any()
    assert [one.mean for one in parted.limits] == pytest.approx([STEADY[:18].mean(), 40.0])
    assert parted.limits[1].start == 18


def test_a_run_does_not_cross_a_recalculation() -> None:
    values = STEADY[:36].copy()
    values[14:22] = 10.5
    assert chart(values).is_special[14:22].all()
    assert not chart(values, recalculations=[OPENED]).is_special[14:18].any()


def test_too_few_points_since_a_recalculation_are_said_and_the_earlier_limits_stay() -> None:
    found = chart(STEADY[:25], recalculations=[OPENED])
    assert found.variation == "too_few_points"
    assert "7 points since the limits were recalculated" in found.summary()
    assert np.isfinite(found.upper[:18]).all()
    assert np.isnan(found.upper[18:]).all()


@pytest.mark.parametrize(
    ("recalculations", "said"),
    [
        ([Recalculation(date(2021, 7, 1), " ")], "has no reason"),
        (
            [Recalculation(date(2021, 7, 15), "moved")],
            "not the date of a point.*nearest 2021-07-01, 2021-08-01",
        ),
        ([Recalculation(date(2031, 7, 1), "moved")], "not the date of a point"),
        ([Recalculation(date(2020, 1, 1), "moved")], "is the first point"),
        ([OPENED, OPENED], "is set twice"),
    ],
)
def test_a_recalculation_must_be_of_an_observed_date_once_and_with_a_reason(
    recalculations: list[Recalculation], said: str
) -> None:
    with pytest.raises(MethodError, match=said):
        chart(STEADY[:36], recalculations=recalculations)


@pytest.mark.parametrize(
    ("direction", "last", "shown"),
    [
        ("higher", 30, "special_cause_improvement_high"),
        ("higher", -10, "special_cause_concern_low"),
        ("lower", 30, "special_cause_concern_high"),
        ("lower", -10, "special_cause_improvement_low"),
        ("neutral", 30, "special_cause_neutral_high"),
        ("neutral", -10, "special_cause_neutral_low"),
        ("higher", 10, "common_cause"),
    ],
)
def test_the_variation_icon_says_which_way_the_last_point_went_and_whether_that_is_good(
    direction: Any, last: float, shown: str
) -> None:
    assert chart([*STEADY[:20], last], direction=direction).variation_icons[0].name == shown


def test_a_special_cause_before_the_last_point_does_not_set_the_icon() -> None:
    values = [*STEADY[:20], 30, 10, 12]
    assert chart(values, direction="higher").variation == "common_cause"
    ever = preset(icon_from="last-special-cause-point")
    assert chart(values, direction="higher", options=ever).variation == "special_cause_improvement"


def test_any_point_shows_one_icon_of_each_kind_the_latest_first() -> None:
    values = [*STEADY[:20], 40, 10, -20, 10, 12]
    found = chart(values, direction="higher", options=preset(icon_from="any-point"))
    assert [icon.kind for icon in found.variation_icons] == [
        "special_cause_concern",
        "special_cause_improvement",
    ]


def test_a_trend_is_named_by_its_slope_even_above_the_mean() -> None:
    falling = [*STEADY[:20], 16, 15.5, 15, 14.5, 14, 13.5, 13]
    found = chart(falling, direction="higher", options="mdcspc")
    assert found.variation_icons[0].name == "special_cause_concern_low"
    assert found.point_types[-1][0].rule == "trend"


def test_where_rules_point_both_ways_the_nhs_england_tool_shows_improvement() -> None:
    falling = [*STEADY[:20], 16, 15.5, 15, 14.5, 14, 13.5, 13]
    assert chart(falling, direction="higher").variation == "special_cause_improvement"
    assert chart(falling, direction="lower").variation == "special_cause_improvement"
    both = chart(falling, direction="higher", options="powerbi-spc").variation_icons
    assert [icon.kind for icon in both] == ["special_cause_improvement", "special_cause_concern"]


@pytest.mark.parametrize(
    ("direction", "target", "shown"),
    [
        ("higher", 30, "consistently_failing"),
        ("higher", -10, "consistently_passing"),
        ("lower", 30, "consistently_passing"),
        ("lower", -10, "consistently_failing"),
        ("higher", 10, "hit_or_miss"),
        ("neutral", 30, "no_target"),
        ("higher", None, "no_target"),
    ],
)
def test_assurance_follows_from_the_target_and_the_limits(
    direction: Any, target: float | None, shown: str
) -> None:
    assert chart(STEADY[:20], direction=direction, target=target).assurance == shown


def test_assurance_uses_the_latest_limits() -> None:
    values = np.concatenate([STEADY[:18], STEADY[:20] + 30])
    assert (
        chart(values, direction="higher", target=25, recalculations=[OPENED]).assurance
        == "consistently_passing"
    )
    assert (
        chart(STEADY[:25], direction="higher", target=25, recalculations=[OPENED]).assurance
        == "too_few_points"
    )


def test_a_target_on_the_limit_may_be_hit_or_missed_unless_the_options_say_otherwise() -> None:
    upper = chart(STEADY[:20]).limits[0].upper
    assert chart(STEADY[:20], direction="higher", target=upper).assurance == "hit_or_miss"
    told = preset(target_on_limit="consistent")
    assert (
        chart(STEADY[:20], direction="higher", target=upper, options=told).assurance == "consistently_failing"
    )


@pytest.mark.parametrize("name", sorted(presets()))
def test_a_series_that_never_changes_is_common_cause_and_says_so(name: str) -> None:
    found = chart([0.1] * 20, options=name, direction="higher", target=0.1)
    assert found.variation == "common_cause"
    assert "limits have no width" in found.summary()
    assert found.svg()


def test_trial_limits_are_called_so() -> None:
    assert "Trial limits: 9 points, 13 are wanted" in chart(STEADY[:9], options="nhsrplotthedots").summary()


def test_an_unknown_direction_and_a_target_that_is_no_number_are_refused() -> None:
    with pytest.raises(MethodError, match="direction is 'up'"):
        chart(STEADY[:20], direction="up")
    with pytest.raises(MethodError, match="the target is nan"):
        chart(STEADY[:20], target=float("nan"))


def test_a_chart_prints_itself() -> None:
    found = chart([*STEADY[:20] / 100, 0.3], direction="lower", unit="%", title="Waits", target=0.05)
    assert str(found) == (
        "Waits: Sep 2021: 30.0%, special cause concern, higher: above the upper limit; usual range 1.9% to 20.0%, mean 11.0%."
        " The process, left as it is, will meet the target of 5.0% in some periods and miss it in others."
    )


def test_the_table_has_every_point_with_its_lines_and_its_rule() -> None:
    table = chart([*STEADY[:20], 30], direction="higher").table()
    assert len(table) == 21
    assert (table[-1].date, table[-1].value, table[-1].kind) == (
        date(2021, 9, 1),
        30,
        "special_cause_improvement",
    )
    assert (table[-1].rule, table[0].rule) == ("outside_limits", None)


SVG = "{http://www.w3.org/2000/svg}"


def test_the_drawing_has_a_title_a_description_and_every_point() -> None:
    found = chart([*STEADY[:20], 30], title="Beds <2 & more", direction="lower", target=9)
    tree = ElementTree.fromstring(found.svg())
    assert tree.findtext(f"{SVG}title") == "Beds <2 & more"
    assert tree.findtext(f"{SVG}desc") == found.summary()
    assert len(tree.findall(f"{SVG}circle")) == 21


def test_the_icons_say_in_their_titles_what_they_show() -> None:
    found = chart([*STEADY[:20], 30], direction="lower", target=-20)
    variation = ElementTree.fromstring(found.variation_icon_svg())
    assert variation.findtext(f"{SVG}title") == "Special cause concern, higher"
    assurance = ElementTree.fromstring(found.assurance_icon_svg(size=20))
    assert assurance.findtext(f"{SVG}title") == "The target will be missed consistently"
    assert assurance.get("width") == "20"


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40), st.sampled_from(sorted(presets())))
def test_any_numbers_give_a_chart_that_draws_and_says_itself(values: list[float], name: str) -> None:
    found = chart(values, direction="lower", target=1.0, options=name, counts=np.abs(values))
    ElementTree.fromstring(found.svg())
    ElementTree.fromstring(found.sparkline_svg())
    assert found.summary()
    assert len(found.table()) == len(values)


@given(
    st.lists(st.integers(-1000, 1000), min_size=13, max_size=40),
    st.sampled_from([0.25, 2.0, 64.0]),
    st.sampled_from(sorted(presets())),
)
def test_the_unit_of_measurement_changes_nothing_that_is_shown(
    values: list[int], scale: float, name: str
) -> None:
    one, other = (
        chart(np.array(values) * times, direction="higher", target=3 * times, options=name)
        for times in (1.0, scale)
    )
    assert one.point_types == other.point_types
    assert one.variation_icons == other.variation_icons
    assert one.assurance == other.assurance


@given(st.lists(st.integers(-1000, 1000), min_size=13, max_size=40))
def test_what_is_improvement_when_higher_is_better_is_concern_when_lower_is(values: list[int]) -> None:
    told = preset(conflict="precedence")
    turned = {
        "special_cause_improvement": "special_cause_concern",
        "special_cause_concern": "special_cause_improvement",
    }
    one, other = (chart(values, direction=better, options=told) for better in ("higher", "lower"))
    assert [turned.get(p.kind, p.kind) for p in one.table()] == [p.kind for p in other.table()]
