"""Measures as they may be shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.answers.page.measure_values import (
    WHOLE_PLACE,
    Definition,
    best_months,
    period_name,
    series_of,
)

MONTHS = [date(2021, 4 + n, 1) for n in range(9)] + [date(2022, 1 + n, 1) for n in range(3)]


def definition(
    *, denominator: str = "person-years", counts: str = "contacts", multiplier: float = 1000
) -> Definition:
    return Definition(
        "m",
        "M",
        denominator,
        multiplier,
        "a unit",
        "lower",
        counts,
        "nobody",
        ("hospital", None, None, "any"),
    )


def cells(**areas: tuple[float, float]) -> dict[tuple[str, date], tuple[float, float]]:
    """The same numerator and denominator in each of twelve months."""
    return {(area, month): values for area, values in areas.items() for month in MONTHS}


def test_a_rate_is_worked_out_from_rounded_counts() -> None:
    series = series_of(definition(), cells(Harbour=(11.0, 100.2)), 12)
    assert series.areas == ("Harbour", WHOLE_PLACE)
    value = series.values[0][0]
    # 132 events, shown as 130; 1,202.4 person-years in a year are 1,200 people.
    assert value is not None
    assert value.value == pytest.approx(1000 * 130 / 1200)
    assert value.low < value.value < value.high


def test_a_small_count_has_no_rate_and_takes_another_with_it_so_that_the_place_does_not_give_it_away() -> (
    None
):
    series = series_of(definition(), cells(Downs=(0.5, 100), Harbour=(20, 100), Quay=(30, 100)), 12)
    shown = {area: row[0] is not None for area, row in zip(series.areas, series.values, strict=True)}
    assert shown == {"Downs": False, "Harbour": False, "Quay": True, WHOLE_PLACE: True}
    assert series.suppressed == 2


def test_a_share_is_never_more_than_all() -> None:
    series = series_of(definition(denominator="contacts", multiplier=1), cells(Harbour=(1.1, 1.0)), 12)
    value = series.values[0][0]
    assert value is not None
    assert value.value == 1.0


def test_bed_days_are_hidden_where_few_were_admitted() -> None:
    many_days, few_stays = cells(Harbour=(60.0, 100)), cells(Harbour=(0.25, 100))
    assert series_of(definition(counts="bed_days"), many_days, 12, few_stays).values[0][0] is None


@pytest.mark.parametrize(("a_month", "months"), [(150.0, 1), (60.0, 3), (4.0, 12), (0.0, 12)])
def test_a_point_stands_for_as_many_months_as_its_counts_need(a_month: float, months: int) -> None:
    assert best_months(definition(), cells(Harbour=(a_month, 100))) == months


def test_periods_are_named_as_people_say_them() -> None:
    assert period_name(date(2023, 4, 1), 1) == "Apr 2023"
    assert period_name(date(2023, 4, 1), 3) == "Apr to Jun 2023"
    assert period_name(date(2023, 4, 1), 12) == "2023/24"
    assert period_name(date(2023, 1, 1), 12) == "2023"


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6))
def test_no_value_comes_from_a_count_of_one_to_seven(counts: list[int]) -> None:
    month = MONTHS[0]
    found = {(f"area {n}", month): (float(count), 500.0) for n, count in enumerate(counts)}
    series = series_of(definition(), found, 1)
    for count, row in zip([*counts, sum(counts)], series.values, strict=True):
        if 1 <= count <= 7:
            assert row == (None,)
