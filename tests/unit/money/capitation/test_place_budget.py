"""From the national pot to the place's amount, through the keys of the place file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.capitation.place_budget import PlaceBudget, pace_rule, place_budget
from joinedup.money.capitation.pot import CapitationError
from joinedup.place.need import BudgetNeed, PaceOfChange
from tests.unit.money.capitation.practice_files import rows, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("place")
    write(made)
    return made


def asked(**more: object) -> BudgetNeed:
    return BudgetNeed.model_validate({"file": "practices.csv", "year": "2025/26", **more})


def budget(folder: Path, **more: object) -> PlaceBudget:
    return place_budget(asked(**more), ["A81001", "A81002"], folder)


def test_the_target_is_the_share_of_england_s_need(folder: Path) -> None:
    money = budget(folder, quantum=1_000_000, practices=("A81001",)).money
    assert money is not None
    # 4,600 of 10,000 weighted people, 4,000 of 10,000 heads.
    assert (money.target_pence, money.equal_pence) == (46_000_000, 40_000_000)
    assert money.paced is None
    assert money.allocation_pence == money.target_pence


def test_the_practices_of_the_neighbourhoods_are_meant_when_none_are_named(folder: Path) -> None:
    assert budget(folder).index.people == 7_500
    assert budget(folder, area="QBB").index.people == 2_500


def test_without_a_quantum_there_is_an_index_and_no_money(folder: Path) -> None:
    found = budget(folder)
    assert found.money is None
    assert found.index.index == pytest.approx(1.0)


@given(
    st.integers(1_000, 10**9),
    st.floats(0.9, 1.1),
    st.floats(0.2, 0.6),
    st.floats(0, 1),
)
def test_parts_of_practices_add_up_to_what_the_place_is_given(
    folder: Path, quantum: int, before: float, share: float, strength: float
) -> None:
    last_year = round(quantum * before)
    money = budget(
        folder,
        quantum=quantum,
        quantum_last_year=last_year,
        actual=max(1, round(last_year * share)),
        pace_of_change=PaceOfChange(strength=strength),
    ).money
    assert money is not None
    assert money.paced is not None
    assert int(money.practice_allocation_pence.sum()) == int(money.paced.allocation_pence[0])
    assert int(money.paced.allocation_pence.sum()) == quantum * 100
    assert int(money.practice_target_pence.sum()) == money.target_pence


def test_the_shipped_rule_fills_what_the_place_leaves_out() -> None:
    rule = pace_rule(asked(pace_of_change=PaceOfChange(cap=0.04)))
    assert (rule.cap, rule.furthest_under) == (0.04, 0.05)


def test_a_place_that_is_all_of_england_has_no_pace(folder: Path) -> None:
    with pytest.raises(CapitationError, match="neither none of it nor all"):
        budget(
            folder,
            practices=("A81001", "A81002", "B82003"),
            quantum=1_000,
            quantum_last_year=900,
            actual=800,
        )


def test_a_floor_above_the_cap_that_ships_says_what_to_write(folder: Path) -> None:
    with pytest.raises(CapitationError, match=r"floor 0\.5 is above the cap 0\.1; .*write both"):
        pace_rule(asked(pace_of_change=PaceOfChange(floor=0.5)))


def test_a_file_whose_weighted_people_are_all_nothing_is_named(tmp_path: Path) -> None:
    write(tmp_path, rows([("A81001", 10, 0), ("A81002", 10, 0)]))
    with pytest.raises(
        CapitationError, match=r"practices.csv: the weighted population of every practice is 0"
    ):
        budget(tmp_path, quantum=1_000)
