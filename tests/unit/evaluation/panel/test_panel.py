"""What a panel takes and refuses, and how long rows become one."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from joinedup.evaluation.methods.panel.panel import NEVER, Panel, panel_of
from joinedup.evaluation.methods.results import MethodError
from tests.support.panels import drawn_panel, plain_panel

LONG: dict[str, list[Any]] = {
    "unit": ["a", "a", "a", "b", "b", "b"],
    "time": [1, 2, 3, 1, 2, 3],
    "outcome": [5.0, 6.0, 7.0, 1.0, 2.0, 3.0],
}


def read(starts: dict[Any, Any] | None = None, exposure: list[float] | None = None, **changed: Any) -> Panel:
    rows = LONG | changed
    return panel_of(rows["unit"], rows["time"], rows["outcome"], starts or {"a": 2}, exposure=exposure)


def test_long_rows_become_units_by_times() -> None:
    panel = read()
    assert panel.units == ("a", "b")
    assert panel.times == (1, 2, 3)
    assert panel.outcomes.tolist() == [[5, 6, 7], [1, 2, 3]]
    assert panel.starts.tolist() == [1, NEVER]
    assert panel.treated_cells.tolist() == [[False, True, True], [False, False, False]]


def test_rows_in_any_order_give_the_same_panel() -> None:
    shuffled = {name: [column[i] for i in (4, 0, 3, 5, 2, 1)] for name, column in LONG.items()}
    assert read(**shuffled).outcomes.tolist() == read().outcomes.tolist()


def test_two_rows_for_one_month_are_refused_with_their_names() -> None:
    with pytest.raises(MethodError, match="a has 2 rows for 2"):
        read(time=[1, 2, 2, 1, 2, 3])


def test_a_unit_with_a_gap_is_left_out_and_its_rows_are_counted_with_whether_it_was_treated() -> None:
    rows = {"unit": ["a", "a", "b", "b", "b"], "time": [1, 2, 1, 2, 3], "outcome": [5.0, 6.0, 1.0, 2.0, 3.0]}
    panel = read(**rows)
    assert panel.units == ("b",)
    assert [(dropped.rows, dropped.reason.split(" unit")[0]) for dropped in panel.dropped] == [
        (2, "of a treated")
    ]


def test_an_outcome_that_is_not_a_number_leaves_its_unit_out() -> None:
    panel = read(outcome=[5.0, 6.0, 7.0, 1.0, float("nan"), 3.0])
    assert panel.units == ("a",)
    assert [dropped.rows for dropped in panel.dropped] == [3]
    assert "never treated" in panel.dropped[0].reason


def test_a_month_without_people_leaves_its_unit_out() -> None:
    panel = read(exposure=[10, 10, 10, 10, 0, 10])
    assert panel.units == ("a",)
    assert panel.dropped[0].rows == 3


def test_when_every_unit_has_a_gap_it_says_what_to_do() -> None:
    with pytest.raises(MethodError, match="keep only times that units share"):
        read(unit=["a", "a", "b"], time=[1, 2, 3], outcome=[1.0, 2.0, 3.0])


def test_no_rows_are_refused() -> None:
    with pytest.raises(MethodError, match="no rows"):
        panel_of([], [], [], {})


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(MethodError, match="found 6, 6, 5"):
        read(outcome=[1.0] * 5)


def test_a_start_outside_the_window_is_refused() -> None:
    with pytest.raises(MethodError, match=r"a starts at 9.*widen the window"):
        read(starts={"a": 9})


def test_a_start_of_a_unit_without_rows_is_refused() -> None:
    with pytest.raises(MethodError, match="the unit c, which has no rows"):
        read(starts={"c": 2})


@pytest.mark.parametrize("kind", ["dates", "numpy", "pandas"])
def test_days_of_any_kind_become_dates(kind: str) -> None:
    days: Any = [date(2024, month, 1) for month in (1, 2, 3)] * 2
    if kind == "numpy":
        days = np.array(days, dtype="datetime64[ns]")
    if kind == "pandas":
        days = pd.Series(pd.to_datetime(days))
    assert read(time=days, starts={"a": date(2024, 2, 1)}).times == tuple(
        date(2024, month, 1) for month in (1, 2, 3)
    )
    assert read(time=days, starts={"a": pd.Timestamp("2024-02-01")}).starts.tolist() == [1, NEVER]


def test_a_panel_with_a_hole_is_refused_and_names_it() -> None:
    with pytest.raises(MethodError, match="no outcome for B at 1"):
        plain_panel([[1, 2], [3, float("nan")]], [NEVER, NEVER])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"units": ("A", "A")}, "the unit A stands twice"),
        ({"times": (0, 0, 1)}, "the time 0 stands twice"),
        ({"times": (2, 1, 0)}, "not in order"),
        ({"outcomes": np.zeros((2, 4))}, "outcomes of that shape"),
        ({"starts": np.array([3, NEVER])}, "index of a time"),
        ({"starts": np.array([1])}, "index of a time"),
        ({"exposure": np.ones((2, 2))}, "shape of the outcomes"),
        ({"exposure": np.array([[1.0, 1, 1], [1, 0, 1]])}, "exposure of B at 1 is 0"),
        ({"units": (), "outcomes": np.zeros((0, 3)), "starts": np.array([], int)}, "at least one unit"),
    ],
)
def test_a_panel_that_contradicts_itself_is_refused(changed: dict[str, Any], said: str) -> None:
    right: dict[str, Any] = {
        "units": ("A", "B"),
        "times": (0, 1, 2),
        "outcomes": np.zeros((2, 3)),
        "starts": np.array([1, NEVER]),
    }
    with pytest.raises(MethodError, match=said):
        Panel(**(right | changed))


def test_a_window_moves_the_starts_and_forgets_later_ones() -> None:
    panel = drawn_panel(np.random.default_rng(1), units=6, treated=3, apart=4)
    window = panel.only(times=slice(12, 29))
    assert window.times == tuple(range(12, 29))
    assert window.starts[:3].tolist() == [12, 16, NEVER]
    assert window.exposure is not None
    assert window.exposure.shape == (6, 17)


def test_a_window_without_a_time_before_a_start_is_refused() -> None:
    panel = drawn_panel(np.random.default_rng(1))
    with pytest.raises(MethodError, match="begin the window earlier"):
        panel.only(times=slice(24, 36))
    with pytest.raises(MethodError, match="at least one time"):
        panel.only(times=slice(5, 5))


def test_units_can_be_left_out() -> None:
    panel = drawn_panel(np.random.default_rng(1), units=6, treated=3)
    rest = panel.only(units=np.array([False, True, True, True, True, False]))
    assert rest.units == panel.units[1:5]
    assert not rest.is_staggered
