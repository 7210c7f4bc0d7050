"""The segmentations as shipped: the code lists, weights and rules of reference/, on people whose segment is plain."""

from __future__ import annotations

import pytest

from joinedup.engine.interface import Engine
from tests.support.analysis import run_steps

STEPS = (
    "condition_weight",
    "code_condition",
    "person_condition",
    "hospital_frailty",
    "person_score",
    "person_segment",
)
PEOPLE = """
    person_id | birth_month | died_on
    1         | 1940-01-01  |
    2         | 1950-01-01  |
    3         | 1955-01-01  |
    4         | 1990-01-01  |
    5         | 1970-01-01  |
    6         | 1995-01-01  |
    7         | 1995-01-01  |
    8         | 1960-01-01  |
    9         | 2022-09-01  |
    10        | 1935-01-01  |
"""
DIAGNOSES = """
    person_id | contact_id | recorded_on | code_system | code
    1         |            | 2020-01-01  | snomed      | 52448006
    1         |            | 2020-01-01  | snomed      | 84114007
    2         |            | 2020-01-01  | snomed      | 84114007
    3         | 31         | 2020-01-01  | icd10       | C787
    4         | 41         | 2020-01-01  | icd10       | Q909
    5         |            | 2020-01-01  | snomed      | 44054006
    5         |            | 2020-01-01  | snomed      | 59621000
    6         | 61         | 2023-02-01  | icd10       | O800
    7         | 71         | 2023-01-01  | icd10       | S525
    10        | 101        | 2023-01-01  | icd10       | F059
    10        | 101        | 2023-01-01  | icd10       | R296
"""
CONTACTS = """
    contact_id | person_id | kind      | began     | starts_on
    61         | 6         | admission | maternity | 2023-02-01
    71         | 7         | admission | emergency | 2023-01-01
    101        | 10        | admission | emergency | 2023-01-01
"""


@pytest.fixture(scope="module")
def segments(duckdb_engine: Engine) -> dict[tuple[int, str], str]:
    score_date = "as_of | year_ends_before\n2023-04-01 |"
    given = {"person": PEOPLE, "diagnosis": DIAGNOSES, "contact": CONTACTS, "score_date": score_date}
    run_steps(duckdb_engine, STEPS, given=given)
    rows = duckdb_engine.rows("select person_id, scheme, segment from person_segment")
    assert len(rows) == len({row[:2] for row in rows}) == 10 * 3
    return {(person, scheme): segment for person, scheme, segment in rows}


@pytest.mark.parametrize(
    ("person", "segment"),
    [
        (1, "frailty and dementia"),
        (2, "organ failure"),
        (3, "incurable cancer"),
        (4, "disability"),
        (5, "long-term conditions"),
        (6, "maternal and infant"),
        (7, "acutely ill"),
        (8, "healthy"),
        (9, "maternal and infant"),
        (10, "frailty and dementia"),
    ],
)
def test_bridges_to_health_puts_people_where_their_greatest_need_is(
    segments: dict[tuple[int, str], str], person: int, segment: str
) -> None:
    """Person 1 has heart failure too; person 10 is 88 with 3.2 + 3.6 frailty points from one emergency admission."""
    assert segments[person, "bridges-to-health"] == segment


@pytest.mark.parametrize(
    ("person", "segment"),
    [
        (1, "core segment 5"),  # dementia 2.5 + heart failure 1.18
        (2, "core segment 3"),  # heart failure 1.18
        (5, "core segment 2"),  # diabetes 0.75 + hypertension 0.08
        (8, "core segment 1"),  # nothing
    ],
)
def test_core_segments_follow_the_cambridge_score(
    segments: dict[tuple[int, str], str], person: int, segment: str
) -> None:
    assert segments[person, "core-segments"] == segment


@pytest.mark.parametrize(
    ("person", "segment"), [(1, "two conditions"), (2, "one condition"), (8, "no long-term condition")]
)
def test_condition_counts_follow_the_number_of_long_term_conditions(
    segments: dict[tuple[int, str], str], person: int, segment: str
) -> None:
    assert segments[person, "condition-counts"] == segment
