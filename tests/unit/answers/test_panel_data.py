"""The panel of practices that a care model reaches one after another, read from a published build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from joinedup.answers.panel_data import panel_of_practices, practice_panel
from joinedup.answers.published import Published, open_published
from joinedup.errors import JoinedupError
from tests.unit.answers.tiny_build import publish

MODELS = """
    care_model     | starts_on  | capacity | eligible
    Frailty at home| 2023-02-01 | 100      | age >= 75
"""
SITES = """
    care_model      | practice_code | starts_on
    Frailty at home | L1            | 2023-03-15
    Frailty at home | L2            | 2023-04-01
"""
MEASURES = """
    measure              | title                | counts   | denominator  | multiplier | unit
    emergency_admissions | Emergency admissions | contacts | person-years | 1000       | per 1,000 person-years
    cost_per_person      | Cost                 | amount_pence | person-years | 0.01   | pounds
"""


def months(*codes: str, without: tuple[str, str] = ("", "")) -> str:
    lines = ["practice_code | month | measure | numerator | person_years"]
    for code in codes:
        for month in range(1, 7):
            if (code, f"2023-{month:02d}-01") != without:
                lines.append(f"{code} | 2023-{month:02d}-01 | emergency_admissions | {month * 10} | 500")
    return "\n".join(lines)


@contextmanager
def build(folder: Path, rows: str, sites: str = SITES, until: str = "2023-06-30") -> Iterator[Published]:
    period = f"data_from | data_until | data_ends_before\n2023-01-01 | {until} | 2023-07-01"
    tables = {
        "care_model": MODELS,
        "care_model_site": sites,
        "measure_definition": MEASURES,
        "practice_month": rows,
        "place_period": period,
    }
    with open_published(publish(folder, tables)) as published:
        yield published


def test_outcomes_are_in_the_measure_s_unit_and_times_exposure_are_counts(tmp_path: Path) -> None:
    with build(tmp_path, months("L1", "L2", "L3")) as published:
        panel = practice_panel(published, "Frailty at home", "emergency_admissions").panel
    assert panel.exposure is not None
    assert panel.outcomes[0].tolist() == pytest.approx([20, 40, 60, 80, 100, 120])
    assert (panel.outcomes * panel.exposure)[0].tolist() == pytest.approx([10, 20, 30, 40, 50, 60])


def test_a_practice_starts_with_the_month_that_holds_its_first_day(tmp_path: Path) -> None:
    with build(tmp_path, months("L1", "L2", "L3")) as published:
        found = practice_panel(published, "Frailty at home", "emergency_admissions")
    assert found.panel.units == ("L1", "L2", "L3")
    assert found.panel.starts.tolist() == [2, 3, -1]
    assert found.panel.times[2] == date(2023, 3, 1)
    assert not found.everywhere_at_once
    assert found.person_years_each == 1000


def test_a_month_that_the_data_do_not_reach_to_the_end_is_left_out(tmp_path: Path) -> None:
    with build(tmp_path, months("L1", "L2", "L3"), until="2023-06-29") as published:
        panel = practice_panel(published, "Frailty at home", "emergency_admissions").panel
    assert panel.times[-1] == date(2023, 5, 1)


def test_a_practice_without_every_month_is_left_out_and_counted(tmp_path: Path) -> None:
    rows = months("L1", "L2", "L3", "L4", without=("L4", "2023-02-01"))
    with build(tmp_path, rows) as published:
        panel = practice_panel(published, "Frailty at home", "emergency_admissions").panel
    assert "L4" not in panel.units
    assert sum(one.rows for one in panel.dropped) == 5


def test_a_practice_reached_before_the_data_begin_is_left_out_and_counted(tmp_path: Path) -> None:
    sites = SITES + "    Frailty at home | L3 | 2022-11-01\n"
    with build(tmp_path, months("L1", "L2", "L3", "L4"), sites) as published:
        panel = practice_panel(published, "Frailty at home", "emergency_admissions").panel
    assert panel.units == ("L1", "L2", "L4")
    assert any("before the data" in one.reason for one in panel.dropped)


def test_without_sites_everyone_starts_at_once_and_it_says_what_can_be_used(tmp_path: Path) -> None:
    with build(tmp_path, months("L1", "L2"), "care_model | practice_code | starts_on\n") as published:
        found = practice_panel(published, "Frailty at home", "emergency_admissions")
    assert found.everywhere_at_once
    assert found.panel.starts.tolist() == [1, 1]
    assert "only interrupted-time-series can be used" in found.cautions[0].message


def test_a_care_model_or_measure_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with build(tmp_path, months("L1", "L2", "L3")) as published:
        with pytest.raises(JoinedupError, match=r"place\.toml has Frailty at home"):
            practice_panel(published, "Frailty", "emergency_admissions")
        with pytest.raises(JoinedupError, match="choose from emergency_admissions"):
            practice_panel(published, "Frailty at home", "cost_per_person")


def test_a_place_without_practices_is_told_to_compare_people(tmp_path: Path) -> None:
    with (
        build(tmp_path, "practice_code | month | measure | numerator | person_years\n") as published,
        pytest.raises(JoinedupError, match="compare people instead"),
    ):
        practice_panel(published, "Frailty at home", "emergency_admissions")


def test_for_a_rehearsal_nobody_is_treated(tmp_path: Path) -> None:
    with build(tmp_path, months("L1", "L2", "L3")) as published:
        panel = panel_of_practices(published, "emergency_admissions")
    assert not panel.is_treated.any()
    assert panel.outcome_name == "Emergency admissions"
