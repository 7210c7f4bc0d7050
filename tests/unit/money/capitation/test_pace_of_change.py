"""Pace of change: the pot is kept to the penny whatever the rule; floor and cap hold where they can, and it is said where not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.capitation.distance import distance_from_target, opening_distance
from joinedup.money.capitation.pace_of_change import Paced, PaceRule, paced
from joinedup.money.capitation.pot import CapitationError

AMOUNTS = st.lists(st.integers(10**6, 10**11), min_size=1, max_size=25)


@st.composite
def years(draw: st.DrawFn) -> tuple[list[int], list[int], PaceRule]:
    actual = draw(AMOUNTS)
    target = [max(1, round(a * draw(st.floats(0.8, 1.3)))) for a in actual]
    floor = draw(st.floats(-0.2, 0.1))
    rule = PaceRule(
        draw(st.floats(0, 2)),
        floor,
        floor + draw(st.floats(0, 0.3)),
        draw(st.none() | st.floats(0, 0.2)),
    )
    return actual, target, rule


@given(years())
def test_the_pot_is_kept_to_the_penny_whatever_the_rule(year: tuple[list[int], list[int], PaceRule]) -> None:
    actual, target, rule = year
    assert int(paced(actual, target, rule).allocation_pence.sum()) == sum(target)


@given(years())
def test_floor_and_cap_hold_to_the_penny_unless_it_is_said_that_one_gave_way(
    year: tuple[list[int], list[int], PaceRule],
) -> None:
    actual, target, rule = year
    found = paced(actual, target, rule)
    if found.gave_way:
        return
    before = np.array(actual)
    assert np.all(found.allocation_pence >= before * (1 + rule.floor) - 1.001)
    assert np.all(found.allocation_pence <= before * (1 + rule.cap) + 1.001)
    if rule.furthest_under is not None:
        assert np.all(found.allocation_pence >= np.array(target) * (1 - rule.furthest_under) - 1.001)


@given(years(), st.integers(2, 1000))
def test_ten_times_the_money_is_ten_times_the_amounts(
    year: tuple[list[int], list[int], PaceRule], scale: int
) -> None:
    actual, target, rule = year
    small = paced(actual, target, rule)
    large = paced([a * scale for a in actual], [t * scale for t in target], rule)
    assert np.allclose(large.growth, small.growth, atol=2e-6)


@given(years())
def test_who_is_further_under_target_never_grows_less_under_the_same_bounds(
    year: tuple[list[int], list[int], PaceRule],
) -> None:
    actual, target, rule = year
    plain = PaceRule(rule.strength, rule.floor, rule.cap)
    found = paced(actual, target, plain)
    if found.gave_way:
        return
    by_distance = np.argsort(found.opening)
    assert np.all(np.diff(found.growth[by_distance]) <= 4e-6)


def test_a_rule_without_strength_gives_everybody_england_s_growth() -> None:
    found = paced([100_00, 300_00], [250_00, 190_00], PaceRule(0, -0.5, 0.5))
    assert found.growth.tolist() == pytest.approx([0.1, 0.1])
    assert found.mean_growth == pytest.approx(0.1)


def test_a_quarter_of_the_distance_is_made_up_for() -> None:
    # Both opened ten per cent from targets of £100 each; nothing grows: 110 loses 0.25 × 10 per cent.
    found = paced([110_00, 90_00], [100_00, 100_00], PaceRule(0.25, -0.5, 0.5))
    assert found.opening.tolist() == pytest.approx([0.1, -0.1])
    assert found.wished_pence.tolist() == pytest.approx([107_25, 92_25])
    # 107.25 + 92.25 = 199.50: the mean rises by 0.25 per cent, so that £200 is shared out.
    assert found.allocation_pence.tolist() == [107_53, 92_47]


def test_the_rule_of_2016_17_leaves_nobody_more_than_five_per_cent_under() -> None:
    found = paced([80_00, 120_00], [100_00, 100_00], PaceRule(0.25, 0.0 - 0.2, 0.25, 0.05))
    assert found.allocation_pence[0] == 95_00
    assert found.closing[0] == pytest.approx(-0.05)
    assert found.gave_way == ()


def gave_way(found: Paced) -> str:
    return " ".join(found.gave_way)


def test_floors_that_come_to_more_than_there_is_are_cut_alike_and_it_is_said() -> None:
    found = paced([100_00, 100_00], [95_00, 95_00], PaceRule(0.25, 0.0, 0.1))
    assert found.allocation_pence.tolist() == [95_00, 95_00]
    assert "comes to 5.3% more than there is: floors were all cut" in gave_way(found)


def test_caps_that_leave_money_over_are_lifted_alike_and_it_is_said() -> None:
    found = paced([100_00, 100_00], [120_00, 120_00], PaceRule(0.25, 0.0, 0.1))
    assert found.allocation_pence.tolist() == [120_00, 120_00]
    assert "leaves 8.3% of the money over: caps were all lifted" in gave_way(found)


def test_the_cap_gives_way_to_the_limit_on_distance_and_it_is_said() -> None:
    found = paced([80_00, 120_00], [100_00, 100_00], PaceRule(0.25, -0.2, 0.1, 0.05))
    assert found.allocation_pence[0] == 95_00
    assert found.lifted_above_cap.tolist() == [True, False]
    assert "the cap gave way" in gave_way(found)


@pytest.mark.parametrize(
    "rule", [(-0.1, 0.0, 0.1, None), (0.1, 0.2, 0.1, None), (0.1, 0.0, 0.1, 1.5), (float("nan"), 0, 1, None)]
)
def test_a_rule_that_cannot_be_is_refused(rule: tuple[float, float, float, float | None]) -> None:
    with pytest.raises(CapitationError):
        PaceRule(*rule)


@pytest.mark.parametrize(("actual", "target"), [([], []), ([0], [5]), ([5], [0]), ([5, 5], [5])])
def test_parts_without_money_are_refused(actual: list[int], target: list[int]) -> None:
    with pytest.raises(CapitationError, match="last year's amount and a target"):
        paced(actual, target, PaceRule(0.25, 0.0, 0.1))


def test_distance_is_actual_less_target_over_target() -> None:
    assert distance_from_target([95, 110], [100, 100]).tolist() == pytest.approx([-0.05, 0.1])
    with pytest.raises(CapitationError, match="target above 0"):
        distance_from_target([1], [0])


@given(AMOUNTS)
def test_distances_weighted_by_target_cancel_out(actual: list[int]) -> None:
    target = np.array(actual)[::-1]
    assert float((opening_distance(actual, target) * target).sum()) == pytest.approx(0, abs=len(actual) + 1)
