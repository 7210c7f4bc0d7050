"""Points at the door: put in order, counted when they cannot be used, refused when they make no sense."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from joinedup.evaluation.methods.control_charts.observations import observations_of
from joinedup.evaluation.methods.results import Dropped, MethodError

MONTHS = np.arange("2023-01", "2024-01", dtype="datetime64[M]")


def test_points_that_are_out_of_order_are_put_in_order_and_that_is_said() -> None:
    found = observations_of(["2023-03-01", "2023-01-01", "2023-02-01"], [3, 1, 2], [30, 10, 20])
    assert found.values.tolist() == [1, 2, 3]
    assert found.counts is not None
    assert found.counts.tolist() == [10, 20, 30]
    assert [note.name for note in found.notes] == ["sorted"]


def test_dates_may_be_dates_times_or_texts() -> None:
    for days in (
        [date(2023, 1, 1), date(2023, 2, 1)],
        [datetime(2023, 1, 1, 9), datetime(2023, 2, 1)],
        ["2023-01-01", "2023-02-01"],
        np.array(["2023-01", "2023-02"], dtype="datetime64[M]"),
    ):
        assert observations_of(days, [1, 2]).dates.tolist() == [date(2023, 1, 1), date(2023, 2, 1)]


def test_a_point_without_a_value_is_left_out_and_counted() -> None:
    found = observations_of(MONTHS, [1, np.nan, *range(10)])
    assert len(found) == 11
    assert found.dropped == (Dropped("no value", 1),)


def test_a_month_without_a_point_is_named() -> None:
    found = observations_of(np.delete(MONTHS, [4, 5]), range(10))
    assert found.missing == (date(2023, 5, 1), date(2023, 6, 1))
    assert "2 months have no point (May 2023 and Jun 2023)" in found.notes[0].message


def test_a_quarterly_or_weekly_series_misses_no_month() -> None:
    assert observations_of(MONTHS[::3], range(4)).missing == ()
    assert (
        observations_of(np.arange("2023-01-02", "2023-04-01", 7, dtype="datetime64[D]"), range(13)).missing
        == ()
    )


def test_two_points_of_one_date_are_refused() -> None:
    with pytest.raises(MethodError, match="1 date has more than one value, the first 2023-01-01"):
        observations_of(["2023-01-01", "2023-01-01", "2023-02-01"], [1, 2, 3])


def test_a_negative_count_is_refused_and_a_negative_value_is_not() -> None:
    with pytest.raises(MethodError, match="the count of 2023-02-01 is negative"):
        observations_of(["2023-01-01", "2023-02-01"], [1, 2], [4, -1])
    assert observations_of(["2023-01-01"], [-5]).values.tolist() == [-5]


@pytest.mark.parametrize(
    ("dates", "values", "said"),
    [
        ([], [], "no point has a value"),
        (["2023-01-01"], [np.nan], "no point has a value"),
        (["2023-01-01"], [np.inf], "not finite"),
        (["2023-01-01"], [1, 2], "found 1 dates, 2 values"),
        (["first of May"], [1], "dates cannot be read"),
        ([None], [1], "dates cannot be read|no date"),
        ([20230101], [1], "plain numbers"),
        (["2023-01-01"], ["many"], "values are not all numbers"),
    ],
)
def test_what_cannot_be_charted_is_refused_in_words(
    dates: list[object], values: list[object], said: str
) -> None:
    with pytest.raises(MethodError, match=said):
        observations_of(dates, values)
