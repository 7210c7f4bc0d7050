from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.settlement.contract_years import (
    Coverage,
    YearError,
    contract_year,
    coverage,
    months_later,
    years_later,
)
from joinedup.place.contracts import Baseline, Contract

STARTS = date(2024, 4, 1)


def a_contract(**keys: Any) -> Contract:
    baseline = Baseline(measured_from=date(2023, 4, 1), method="person-based")
    return Contract(**{"name": "Outcomes", "starts_on": STARTS, "years": 5, "baseline": baseline, **keys})


def covered(contract: Contract, number: int, data_from: date, data_ends_before: date) -> Coverage:
    year = contract_year(contract, number, date(2023, 4, 1))
    return coverage(contract, year, data_from, data_ends_before, date(2023, 4, 1))


def test_year_one_begins_on_the_first_day_and_year_nought_a_year_before() -> None:
    first, shadow = (contract_year(a_contract(), n, date(2023, 4, 1)) for n in (1, 0))
    assert (first.starts_on, first.ends_before) == (date(2024, 4, 1), date(2025, 4, 1))
    assert (shadow.starts_on, shadow.ends_before) == (date(2023, 4, 1), date(2024, 4, 1))
    assert shadow.is_shadow
    assert not first.is_shadow


@pytest.mark.parametrize("number", [-1, 6])
def test_a_year_that_the_contract_does_not_have_is_refused(number: int) -> None:
    with pytest.raises(YearError, match=f"years 1 to 5, .* there is no year {number}"):
        contract_year(a_contract(), number, None)


@pytest.mark.parametrize(
    ("shadow_from", "told"), [(None, "does not say"), (date(2023, 5, 1), "begins on 2023-05-01")]
)
def test_a_shadow_year_needs_figures_that_run_in_shadow_by_then(shadow_from: date | None, told: str) -> None:
    with pytest.raises(YearError, match=f"{told}.*write shadow_from = 2023-04-01"):
        contract_year(a_contract(), 0, shadow_from)


def test_a_year_with_no_day_in_the_records_names_the_years_that_can_be_settled() -> None:
    with pytest.raises(YearError, match="no day of that year; what can be settled: year 0 or 1"):
        covered(a_contract(), 3, date(2022, 4, 1), date(2024, 10, 1))
    with pytest.raises(YearError, match="no year of it can be settled yet"):
        covered(a_contract(), 1, date(2020, 4, 1), date(2021, 4, 1))


def test_a_year_held_whole_is_final_where_no_month_of_run_out_is_asked_for() -> None:
    found = covered(a_contract(), 1, date(2022, 4, 1), date(2025, 4, 1))
    assert found.share == 1
    assert found.is_final


def test_a_year_held_whole_is_not_final_before_its_run_out_months() -> None:
    contract = a_contract(run_out_months=3)
    assert not covered(contract, 1, date(2022, 4, 1), date(2025, 6, 30)).is_final
    assert covered(contract, 1, date(2022, 4, 1), date(2025, 7, 1)).is_final


def test_a_year_held_in_part_says_how_many_of_its_days() -> None:
    found = covered(a_contract(), 1, date(2024, 7, 1), date(2024, 10, 1))
    assert (found.days, found.of_days) == (92, 365)
    assert not found.is_whole
    assert not found.is_final


def test_a_contract_that_begins_on_a_leap_day_has_whole_years() -> None:
    contract = a_contract(starts_on=date(2024, 2, 29), years=4)
    years = [contract_year(contract, n, None) for n in (1, 2, 3, 4)]
    assert all(one.ends_before == next_.starts_on for one, next_ in itertools.pairwise(years))
    assert years[-1].ends_before == date(2028, 2, 29)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-60, 60))
def test_months_later_is_in_the_month_it_says(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


def test_a_year_after_the_last_of_february() -> None:
    assert years_later(date(2024, 2, 29), 1) == date(2025, 2, 28)
