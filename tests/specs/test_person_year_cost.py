"""What a person's care cost in a year, by setting."""

# ruff: noqa: E501 - a row of a table stays on one line, however wide
from __future__ import annotations

from tests.support.spec import SpecRunner

STRETCHES = """
    person_id | year_starts_on | starts_on  | ends_before | stratum_id
    1         | 2022-04-01     | 2022-04-01 | 2023-04-01  | 1
    1         | 2023-04-01     | 2023-04-01 | 2023-06-01  | 1
"""


def test_cost_lines_add_up_by_person_year_and_setting(step: SpecRunner) -> None:
    step.answers(
        "person_year_cost",
        given={
            "resident_stretch": STRETCHES,
            "cost": """
                person_id | day        | setting          | kind              | amount_pence
                1         | 2022-05-01 | hospital         | admission         | 82586
                1         | 2022-06-01 | hospital         | outpatient        | 17500
                1         | 2022-06-01 | general-practice | prescription-item | 889
                1         | 2023-04-01 | general-practice | consultation      | 4800
            """,
        },
        expect="""
            person_id | year_starts_on | setting          | amount_pence
            1         | 2022-04-01     | hospital         | 100086
            1         | 2022-04-01     | general-practice | 889
            1         | 2023-04-01     | general-practice | 4800
        """,
    )


def test_care_on_days_lived_elsewhere_and_lines_of_nothing_do_not_count(step: SpecRunner) -> None:
    step.answers(
        "person_year_cost",
        given={
            "resident_stretch": STRETCHES,
            "cost": """
                person_id | day        | setting   | kind              | amount_pence
                1         | 2023-06-01 | community | community-contact | 8873
                1         | 2022-06-01 | community | community-contact | 0
            """,
        },
        expect="person_id | setting | amount_pence",
    )


def test_contacts_of_a_steady_kind_are_priced_together_and_added_to_the_other_lines(step: SpecRunner) -> None:
    step.answers(
        "person_year_cost",
        given={
            "resident_stretch": STRETCHES,
            "steady_price": """
                span  | starts_on  | setting          | kind              | amount_pence
                year  | 2022-04-01 | hospital         | outpatient        | 17500
                year  | 2022-04-01 | general-practice | prescription-item | 889
                month | 2022-04-01 | hospital         | day-case          | 107747
            """,
            "person_year_activity": """
                person_id | year_starts_on | gp_consultations | prescription_items | emergency_department_attendances | emergency_admissions | elective_admissions | other_admissions | day_cases | outpatient_attendances
                1         | 2022-04-01     | 3                | 2                  | 0                                | 1                    | 0                   | 0                | 1         | 4
            """,
            "cost": """
                person_id | day        | setting  | kind       | amount_pence
                1         | 2022-05-01 | hospital | admission  | 82586
                1         | 2022-06-01 | hospital | outpatient | 17500
            """,
        },
        expect="""
            person_id | year_starts_on | setting          | amount_pence
            1         | 2022-04-01     | general-practice | 1778
            1         | 2022-04-01     | hospital         | 152586
        """,
    )
