"""Hospital Episode Statistics, with their quirks: fillers for days and practices, episodes that are one stay, marks on codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from joinedup.engine.interface import Engine
from tests.support.source_runner import SourceRunner, a_place
from tests.support.tiny_tables import read_cells

ReadHes = Callable[..., SourceRunner]

APC = "EPIKEY | PSEUDO_HESID | PROCODE3 | ADMIDATE | DISDATE | ADMIMETH | CLASSPAT | EPISTART | EPIORDER"


@pytest.fixture
def read_hes(duckdb_engine: Engine, tmp_path: Path) -> ReadHes:
    """Reads one HES table written with | between its cells."""

    def run(table: str, text: str, **population: Any) -> SourceRunner:
        names, rows = read_cells(text)
        folder = tmp_path / "place"
        folder.mkdir()
        lines = ["|".join(cells) for cells in [names, *rows]]
        (folder / f"{table}_2023.txt").write_text("\n".join(lines) + "\n")
        place = a_place({"organisation": "RZZ1", "format": f"hes-{table}", "files": "*.txt"})
        chosen = place.population.model_copy(update=population)
        return SourceRunner(duckdb_engine, tmp_path / "tables").run(
            place.model_copy(update={"population": chosen}), folder
        )

    return run


def contacts(ran: SourceRunner, *columns: str) -> list[tuple[Any, ...]]:
    return ran.engine.rows(f"select {', '.join(columns)} from contact order by contact_id")


def test_episodes_of_one_admission_are_one_stay_that_begins_as_its_first_episode_did(
    read_hes: ReadHes,
) -> None:
    ran = read_hes(
        "apc",
        f"""
        {APC}
        11 | P1 | RZZ | 2023-03-01 |            | 81 | 1 | 2023-03-04 | 2
        12 | P1 | RZZ | 2023-03-01 |            | 2A | 1 | 2023-03-01 | 1
        13 | P1 | RZZ | 2023-03-01 | 2023-03-09 | 81 | 1 | 2023-03-06 | 3
        14 | P1 | RYY | 2023-03-01 | 2023-03-02 | 11 | 1 | 2023-03-01 | 1
        15 | P2 | RZZ | 2023-03-01 | 2023-03-01 | 21 | 1 | 2023-03-01 | 1
        """,
    )
    assert ran.counts("apc_2023.txt") == (5, 5, 0, 0)
    assert contacts(
        ran, "person_id", "organisation_code", "began", "starts_on", "ends_before", "bed_days"
    ) == [
        (1, "RZZ", "emergency", date(2023, 3, 1), date(2023, 3, 10), 8),
        (1, "RYY", "elective", date(2023, 3, 1), date(2023, 3, 3), 1),
        (2, "RZZ", "emergency", date(2023, 3, 1), date(2023, 3, 2), 0),
    ]


def test_a_spell_number_tells_two_stays_of_one_day_apart(read_hes: ReadHes) -> None:
    ran = read_hes(
        "apc",
        f"""
        {APC} | PROVSPNO
        11 | P1 | RZZ | 2023-03-01 | 2023-03-01 | 21 | 1 | 2023-03-01 | 1 | S1
        12 | P1 | RZZ | 2023-03-01 | 2023-03-08 | 21 | 1 | 2023-03-01 | 1 | S2
        """,
    )
    assert contacts(ran, "bed_days") == [(0,), (7,)]


@pytest.mark.parametrize(
    ("method", "began"),
    [
        *(
            ("11", "elective"),
            ("13", "elective"),
            ("21", "emergency"),
            ("28", "emergency"),
            ("2d", "emergency"),
        ),
        *(
            ("31", "maternity"),
            ("81", "transfer"),
            ("82", "other"),
            ("83", "other"),
            ("99", "other"),
            ("", "other"),
        ),
    ],
)
def test_the_method_of_admission_says_how_a_stay_began(read_hes: ReadHes, method: str, began: str) -> None:
    ran = read_hes("apc", f"{APC}\n11 | P1 | RZZ | 2023-03-01 | 2023-03-02 | {method} | 1 | 2023-03-01 | 1")
    assert contacts(ran, "began") == [(began,)]


def test_day_cases_and_regular_attenders_are_day_cases_without_nights(read_hes: ReadHes) -> None:
    rows = "\n".join(
        f"{n} | P{n} | RZZ | 2023-03-01 | 2023-03-01 | 12 | {n} | 2023-03-01 | 1" for n in (1, 2, 3, 4, 5)
    )
    ran = read_hes("apc", f"{APC}\n{rows}")
    assert contacts(ran, "kind", "bed_days") == [
        ("admission", 0),
        ("day-case", 0),
        ("day-case", 0),
        ("day-case", 0),
        ("admission", 0),
    ]


def test_a_stay_without_a_true_day_of_discharge_goes_on(read_hes: ReadHes) -> None:
    rows = "\n".join(
        f"{n} | P{n} | RZZ | 2023-03-01 | {day} | 21 | 1 | 2023-03-01 | 1"
        for n, day in enumerate(["", "1800-01-01", "1801-01-01"])
    )
    assert contacts(read_hes("apc", f"{APC}\n{rows}"), "ends_before", "bed_days") == [(None, None)] * 3


def test_an_admission_on_no_true_day_and_a_discharge_before_admission_are_set_aside(
    read_hes: ReadHes,
) -> None:
    ran = read_hes(
        "apc",
        f"""
        {APC}
        11 | P1 | RZZ | 1801-01-01 | 2023-03-01 | 21 | 1 | 2023-03-01 | 1
        12 | P1 | RZZ | 2023-03-02 | 2023-03-01 | 21 | 1 | 2023-03-02 | 1
        13 |    | RZZ | 2023-03-02 | 2023-03-03 | 21 | 1 | 2023-03-02 | 1
        """,
    )
    assert ran.set_aside() == [(1, "too-long-ago"), (2, "discharge-before-admission"), (3, "no-person")]


def test_diagnoses_lose_their_marks_and_belong_to_the_stay(read_hes: ReadHes) -> None:
    ran = read_hes(
        "apc",
        f"""
        {APC} | EPISTAT | DIAG_4_01 | DIAG_4_02 | DIAG_4_03 | DIAG_4_20
        11 | P1 | RZZ | 2023-03-01 |            | 21 | 1 | 2023-03-01 | 1 | 3 | I10X  | -    | &    |
        12 | P1 | RZZ | 2023-03-01 | 2023-03-09 | 21 | 1 | 2023-03-04 | 2 | 3 | r69x  | 7999 |      | M0730D
        13 | P1 | RZZ | 2023-03-01 |            | 21 | 1 | 1801-01-01 | 3 | 3 | E11.9 |      | G01X | A
        14 | P1 | RZZ | 2023-03-01 |            | 21 | 1 | 2023-03-08 | 4 | 1 | C509  |      |      |
        """,
    )
    (first,) = contacts(ran, "contact_id")
    assert ran.engine.rows(
        "select contact_id, recorded_on, code, position from diagnosis order by recorded_on, code, position"
    ) == [
        (*first, date(2023, 3, 1), "E119", 1),
        (*first, date(2023, 3, 1), "G01", 3),
        (*first, date(2023, 3, 1), "I10", 1),
        (*first, date(2023, 3, 4), "M0730", 20),
        (*first, date(2023, 3, 4), "R69", 1),
    ]


def test_a_provider_s_own_extract_names_the_person(read_hes: ReadHes) -> None:
    ran = read_hes(
        "apc",
        f"""
        {APC.replace("PSEUDO_HESID", "LOPATID")} | NEWNHSNO | FORENAME | SURNAME | DOB | HOMEADD | SEX | ETHNOS | DISMETH
        11 | H1 | RZZ | 2023-03-01 | 2023-03-05 | 21 | 1 | 2023-03-01 | 1 | 9434765919 | Ann |     | 1950-02-03 | bs11aa | 2 | A | 1
        12 | H1 | RZZ | 2023-06-01 | 2023-06-05 | 21 | 1 | 2023-06-01 | 1 |            | Ann | Lee | 1801-01-01 |        | 9 | Z | 4
        """,
    )
    assert ran.dicts("identity") == [
        {
            "source_number": 1,
            "local_person_key": "H1",
            "nhs_number": "9434765919",
            "given_name": "Ann",
            "family_name": "Lee",
            "birth_date": date(1950, 2, 3),
            "sex": "other",
            "postcode": "BS1 1AA",
            "died_on": date(2023, 6, 5),
            "ethnicity": "white",
            "opted_out": False,
            "last_seen_on": date(2023, 6, 1),
        }
    ]


@pytest.mark.parametrize(
    ("month", "born"),
    [("021950", date(1950, 2, 1)), ("21950", date(1950, 2, 1)), ("011801", None), ("131950", None)],
)
def test_the_month_of_birth_stands_for_its_first_day(
    read_hes: ReadHes, month: str, born: date | None
) -> None:
    ran = read_hes(
        "ae",
        f"AEKEY | PSEUDO_HESID | ARRIVALDATE | PROCODE3 | MYDOB\n1 | P1 | 2023-01-01 | RZZ | {month}",
    )
    assert ran.engine.rows("select birth_date from identity") == [(born,)]


def test_registration_is_taken_from_hospitals_only_where_any_practice_counts(
    read_hes: ReadHes, duckdb_engine: Engine, tmp_path: Path
) -> None:
    text = """
        ATTENDKEY | PSEUDO_HESID | APPTDATE | ATTENDED | PROCODE3 | GPPRAC | LSOA11
        1 | P1 | 2023-01-01 | 5 | RZZ | L81001 | E01000001
        2 | P1 | 2023-02-01 | 5 | RZZ | L81001 | E01000001
        3 | P1 | 2023-03-01 | 5 | RZZ | L81002 | Z99999999
        4 | P2 | 2023-03-01 | 5 | RZZ | &      |
        5 | P2 | 2023-03-02 | 5 | RZZ | V81999 | E99999999
        """
    ran = read_hes("op", text, registered_with="any-practice")
    assert [tuple(row.values()) for row in ran.dicts("registration", "starts_on")] == [
        (1, "L81001", date(2023, 1, 1), date(2023, 3, 1)),
        (1, "L81002", date(2023, 3, 1), None),
    ]
    assert [row["lsoa_code"] for row in ran.dicts("residence")] == ["E01000001"]


def test_registration_is_left_to_the_practices_of_the_neighbourhoods(read_hes: ReadHes) -> None:
    text = """
        ATTENDKEY | PSEUDO_HESID | APPTDATE | ATTENDED | PROCODE3 | GPPRAC
        1 | P1 | 2023-01-01 | 5 | RZZ | L81001
        """
    ran = read_hes("op", text)
    assert ran.dicts("registration") == []
    assert ran.dicts("residence") == []


def test_appointments_were_attended_when_the_code_says_seen(read_hes: ReadHes) -> None:
    rows = "\n".join(f"{n} | P1 | 2023-01-01 | {code} | RZZ" for n, code in enumerate("5623470"))
    ran = read_hes("op", f"ATTENDKEY | PSEUDO_HESID | APPTDATE | ATTENDED | PROCODE3\n{rows}")
    assert [attended for (attended,) in contacts(ran, "attended")] == [True, True] + [False] * 4 + [None]
    assert contacts(ran, "kind", "starts_on", "ends_before")[0] == (
        "outpatient",
        date(2023, 1, 1),
        date(2023, 1, 2),
    )


def test_an_attendance_lasts_until_departure_and_a_site_of_the_place_is_preferred(read_hes: ReadHes) -> None:
    ran = read_hes(
        "ae",
        """
        AEKEY | PSEUDO_HESID | ARRIVALDATE | PROCODE3 | PROCODE5 | DEPDUR
        1 | P1 | 2023-01-01 | RZZ  | RZZ1  | 150
        2 | P1 | 2023-01-01 | RZZ1 | RZZ99 | 99999
        3 | P1 | 2023-01-01 | R0A  | R0A01 |
        """,
    )
    assert contacts(ran, "kind", "organisation_code", "minutes") == [
        ("emergency-department", "RZZ1", 150),
        ("emergency-department", "RZZ1", None),
        ("emergency-department", "R0A", None),
    ]


def test_the_published_artificial_files_reconcile(
    duckdb_engine: Engine, shared_data: Path, tmp_path: Path
) -> None:
    sources = [
        {"organisation": "RZZ1", "format": f"hes-{table}", "files": f"hes/artificial_hes_{table}_*.csv"}
        for table in ("apc", "op", "ae")
    ]
    place = a_place(*sources, data_from=date(2001, 4, 1), data_until=date(2008, 3, 31))
    ran = SourceRunner(duckdb_engine, tmp_path).run(place, shared_data)
    assert ran.counts("artificial_hes_apc_0102_truncated.csv") == (2075, 2074, 1, 0)
    assert ran.counts("artificial_hes_op_0304_truncated.csv") == (1000, 1000, 0, 0)
    assert ran.counts("artificial_hes_ae_0708_truncated.csv") == (1000, 1000, 0, 0)
    # One admission has no true day; no two episodes are of one stay.
    assert ran.set_aside() == [(1942, "too-long-ago")]
    assert ran.engine.rows("select kind, count(*) from contact group by kind order by kind") == [
        ("admission", 1422),
        ("day-case", 652),
        ("emergency-department", 1000),
        ("outpatient", 1000),
    ]
    assert ran.engine.rows("select count(*) from identity") == [(994 + 269 + 672,)]
