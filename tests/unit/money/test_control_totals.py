"""The system's control total."""

from __future__ import annotations

import tomllib
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.money.control_totals import control_total_findings, system_totals
from joinedup.money.pence import of_pounds
from joinedup.place.budgets import ControlTotal, NetNeutralMove
from joinedup.place.key_paths import shown

YEAR = date(2024, 4, 1)


@st.composite
def totals(draw: st.DrawFn) -> tuple[ControlTotal, ...]:
    codes = [f"ORG{n}" for n in range(draw(st.integers(1, 5)))]
    amounts = st.integers(-(10**9), 10**9)
    return tuple(
        ControlTotal(
            organisation=code,
            amount=draw(amounts),
            year_starts_on=YEAR,
            actual=draw(st.none() | amounts),
            moves=tuple(
                NetNeutralMove(to=to, amount=draw(st.integers(1, 10**9)), reason="agreed")
                for to in draw(st.lists(st.sampled_from(codes), max_size=3))
                if to != code
            ),
        )
        for code in codes
    )


@given(totals())
@settings(max_examples=100, deadline=None)
def test_moves_never_change_the_systems_total(written: tuple[ControlTotal, ...]) -> None:
    (system,) = system_totals(written)
    assert system.total_pence == sum(of_pounds(one.amount) for one in written)
    assert sum(one.moved_pence for one in system.organisations) == 0


def test_a_move_changes_two_organisations() -> None:
    move = NetNeutralMove(to="B1", amount=300, reason="its beds closed")
    written = (
        ControlTotal(organisation="A1", amount=100, year_starts_on=YEAR, moves=(move,), actual=-150),
        ControlTotal(organisation="B1", amount=0, year_starts_on=YEAR, actual=310),
        ControlTotal(organisation="C1", amount=7, year_starts_on=YEAR),
    )
    (system,) = system_totals(written)
    assert [one.total_pence for one in system.organisations] == [-200_00, 300_00, 7_00]
    assert [one.better_by_pence for one in system.organisations] == [50_00, 10_00, None]
    assert system.actual_pence is None


def test_years_are_summed_by_themselves() -> None:
    written = tuple(
        ControlTotal(organisation="A1", amount=year, year_starts_on=date(year, 4, 1)) for year in (2025, 2024)
    )
    assert [(one.year_starts_on.year, one.total_pence) for one in system_totals(written)] == [
        (2024, 2024_00),
        (2025, 2025_00),
    ]


def test_a_move_to_nobody_and_a_second_total_are_found() -> None:
    text = """
[[control_totals]]
organisation = "A1"
amount = 1
year_starts_on = 2024-04-01
moves = [{ to = "B1", amount = 1, reason = "r" }, { to = "A1", amount = 1, reason = "r" }]
[[control_totals]]
organisation = "A1"
amount = 2
year_starts_on = 2024-04-01
"""
    found = list(control_total_findings(tomllib.loads(text)))
    assert [shown(one.path) for one in found] == [
        "control_totals[1].moves[1].to",
        "control_totals[1].moves[2].to",
        "control_totals[2].organisation",
    ]
