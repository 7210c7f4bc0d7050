"""Contacts and prescribed items by month and stratum, attended or not."""

from __future__ import annotations

from tests.support.spec import SpecRunner

STRETCHES = """
    person_id | year_starts_on | starts_on  | ends_before | stratum_id | practice_code
    1         | 2022-04-01     | 2022-04-01 | 2022-05-15  | 1          | L81001
    1         | 2022-04-01     | 2022-05-15 | 2023-04-01  | 2          | L81002
    2         | 2022-04-01     | 2022-04-01 | 2022-06-21  | 2          | L81002
"""


def test_lines_count_in_the_month_stratum_and_practice_of_their_first_day(step: SpecRunner) -> None:
    step.answers(
        "care_month",
        given={
            "resident_stretch": STRETCHES,
            "contact": """
                contact_id | person_id | setting  | kind      | began     | starts_on  | bed_days | attended
                1          | 1         | hospital | admission | emergency | 2022-05-14 | 20       | true
                2          | 1         | hospital | admission | emergency | 2022-05-15 | 1        | true
                3          | 2         | hospital | admission | emergency | 2022-05-31 | 2        | true
                4          | 2         | hospital | admission | elective  | 2022-05-31 | 3        | true
                5          | 2         | hospital | admission | emergency | 2022-06-21 | 4        | true
                6          | 2         | hospital | outpatient |          | 2022-06-20 |          | false
            """,
            "medication": """
                medication_id | person_id | issued_on
                70            | 1         | 2022-05-14
                71            | 1         | 2022-05-14
                72            | 2         | 2022-06-21
            """,
        },
        expect="""
            month      | stratum_id | practice_code | setting          | kind              | began     | attended | lines | bed_days
            2022-05-01 | 1          | L81001        | hospital         | admission         | emergency | true     | 1     | 20
            2022-05-01 | 2          | L81002        | hospital         | admission         | emergency | true     | 2     | 3
            2022-05-01 | 2          | L81002        | hospital         | admission         | elective  | true     | 1     | 3
            2022-06-01 | 2          | L81002        | hospital         | outpatient        |           | false    | 1     |
            2022-05-01 | 1          | L81001        | general-practice | prescription-item |           | true     | 2     |
        """,
    )
