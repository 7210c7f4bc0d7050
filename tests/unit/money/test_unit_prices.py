"""The price files leave no contact with two prices, and every kind with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from joinedup.records.tables import CONTACT_KINDS, HOW_IT_BEGAN, SETTINGS
from joinedup.reference.prices import UNIT_PRICE, unit_price_rows

UNITS = {"contact", "bed day", "week", "item"}


def prices() -> Iterator[dict[str, Any]]:
    for row in unit_price_rows():
        yield dict(zip(UNIT_PRICE.column_names, row, strict=True))


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether one contact on one day could find both prices."""
    if (one["setting"], one["kind"]) != (other["setting"], other["kind"]):
        return False
    if one["began"] and other["began"] and one["began"] != other["began"]:
        return False
    bed_days = [(row["minimum_bed_days"] or 0, row["maximum_bed_days"] or 32767) for row in (one, other)]
    days = [(row["starts_on"], row["ends_before"] or date.max) for row in (one, other)]
    return (
        bed_days[0][0] <= bed_days[1][1]
        and bed_days[1][0] <= bed_days[0][1]
        and days[0][0] < days[1][1]
        and days[1][0] < days[0][1]
    )


def test_no_contact_can_find_two_prices() -> None:
    assert [(a["price_code"], b["price_code"]) for a, b in combinations(prices(), 2) if overlap(a, b)] == []


def test_every_kind_of_contact_and_a_prescribed_item_has_a_price() -> None:
    assert {row["kind"] for row in prices()} == {*CONTACT_KINDS, "prescription-item"}


def test_prices_use_the_words_of_the_records_and_name_their_year_and_source() -> None:
    for row in prices():
        assert row["setting"] in SETTINGS
        assert row["began"] in {*HOW_IT_BEGAN, None}
        assert row["unit"] in UNITS
        assert row["amount_pence"] > 0
        assert re.search(r"-\d{4}-\d{2}$", row["price_code"]), row["price_code"]
        assert row["source"]


def test_a_kind_is_always_priced_in_the_same_unit() -> None:
    units: dict[str, set[str]] = {}
    for row in prices():
        units.setdefault(row["kind"], set()).add(row["unit"])
    assert [kind for kind, found in units.items() if len(found) > 1] == []


def test_a_stay_of_one_night_is_short_and_of_two_is_long() -> None:
    stays = {
        (row["minimum_bed_days"], row["maximum_bed_days"]): row["amount_pence"]
        for row in prices()
        if row["kind"] == "admission" and row["began"] == "emergency"
    }
    assert stays == {(None, 1): 82586, (2, None): 541928}


def test_the_national_prices_are_those_of_the_published_collection(shared_data: Any) -> None:
    published = (shared_data / "costs" / "ncc_2024_25_by_department.csv").read_text(encoding="utf-8")
    means = {
        line.split(",")[0]: round(float(line.split(",")[-1]) * 100) for line in published.splitlines()[1:]
    }
    found = {row["price_code"]: row["amount_pence"] for row in prices()}
    assert found["emergency-department-2024-25"] == means["Emergency Care"]
    assert found["non-elective-short-stay-2024-25"] == means["Non-Elective Inpatient - Short Stay"]
    assert found["non-elective-long-stay-2024-25"] == means["Non-Elective Inpatient - Long Stay"]
    assert found["elective-inpatient-2024-25"] == means["Elective Inpatients"]
    assert found["day-case-2024-25"] == means["Daycase"]
    assert found["community-contact-2024-25"] == means["Community Health Service"]
    assert found["mental-health-contact-2024-25"] == means["Mental Health Care Contact"]
    assert found["mental-health-bed-day-2024-25"] == means["Mental Health Provider Spell"]
