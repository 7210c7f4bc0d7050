"""What a person had in a year, kind by kind."""

# ruff: noqa: E501 - a row of a table stays on one line, however wide
from __future__ import annotations

from tests.support.spec import SpecRunner

STRETCHES = """
    person_id | year_starts_on | starts_on  | ends_before | stratum_id
    1         | 2022-04-01     | 2022-04-01 | 2023-04-01  | 1
    1         | 2023-04-01     | 2023-04-01 | 2023-06-01  | 1
    2         | 2022-04-01     | 2022-04-01 | 2023-04-01  | 1
"""

YEARS = """
    as_of      | year_ends_before
    2022-04-01 | 2023-04-01
    2023-04-01 | 2024-04-01
    2024-04-01 |
"""


def test_contacts_and_bed_days_are_counted_by_kind_in_the_year_they_began(step: SpecRunner) -> None:
    step.answers(
        "person_year_activity",
        given={
            "score_date": YEARS,
            "resident_stretch": STRETCHES,
            "contact": """
                contact_id | person_id | setting  | kind                 | began     | starts_on  | bed_days | attended
                1          | 1         | hospital | emergency-department |           | 2023-03-31 |          | true
                2          | 1         | hospital | admission            | emergency | 2023-03-31 | 5        | true
                3          | 1         | hospital | admission            | elective  | 2023-02-01 | 2        | true
                4          | 1         | hospital | admission            | maternity | 2023-01-01 | 1        | true
                5          | 1         | hospital | outpatient           |           | 2023-04-01 |          | true
            """,
        },
        expect="""
            person_id | year_starts_on | emergency_department_attendances | emergency_admissions | elective_admissions | other_admissions | emergency_bed_days | bed_days | outpatient_attendances
            1         | 2022-04-01     | 1                                | 1                    | 1                   | 1                | 5                  | 8        | 0
            1         | 2023-04-01     | 0                                | 0                    | 0                   | 0                | 0                  | 0        | 1
        """,
    )


def test_missed_contacts_and_days_lived_elsewhere_do_not_count(step: SpecRunner) -> None:
    step.answers(
        "person_year_activity",
        given={
            "score_date": YEARS,
            "resident_stretch": STRETCHES,
            "contact": """
                contact_id | person_id | setting          | kind         | starts_on  | attended
                1          | 1         | general-practice | consultation | 2022-05-01 | true
                2          | 1         | general-practice | consultation | 2022-06-01 | false
                3          | 1         | general-practice | consultation | 2023-06-01 | true
            """,
        },
        expect="""
            person_id | year_starts_on | gp_consultations
            1         | 2022-04-01     | 1
        """,
    )


def test_prescribed_items_count_for_people_with_and_without_contacts(step: SpecRunner) -> None:
    step.answers(
        "person_year_activity",
        given={
            "score_date": YEARS,
            "resident_stretch": STRETCHES,
            "contact": """
                contact_id | person_id | setting          | kind         | starts_on  | attended
                1          | 1         | general-practice | consultation | 2022-05-01 | true
            """,
            "medication": """
                medication_id | person_id | issued_on
                70            | 1         | 2022-05-01
                71            | 1         | 2022-05-01
                72            | 2         | 2022-07-01
            """,
        },
        expect="""
            person_id | year_starts_on | gp_consultations | prescription_items
            1         | 2022-04-01     | 1                | 2
            2         | 2022-04-01     | 0                | 1
        """,
    )
