"""Contacts by month and stratum."""

from __future__ import annotations

from tests.support.spec import SpecRunner

STRETCHES = """
    person_id | year_starts_on | starts_on  | ends_before | stratum_id
    1         | 2022-04-01     | 2022-04-01 | 2022-05-15  | 1
    1         | 2022-04-01     | 2022-05-15 | 2023-04-01  | 2
    2         | 2022-04-01     | 2022-04-01 | 2022-06-21  | 2
"""


def test_contacts_count_in_the_month_and_stratum_of_their_first_day(step: SpecRunner) -> None:
    step.answers(
        "activity_month",
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
        },
        expect="""
            month      | stratum_id | setting  | kind      | began     | mark | contacts | bed_days
            2022-05-01 | 1          | hospital | admission | emergency | any  | 1        | 20
            2022-05-01 | 2          | hospital | admission | emergency | any  | 2        | 3
            2022-05-01 | 2          | hospital | admission | elective  | any  | 1        | 3
        """,
    )


def test_marked_contacts_are_counted_again_under_their_mark(step: SpecRunner) -> None:
    step.answers(
        "activity_month",
        given={
            "resident_stretch": STRETCHES,
            "contact_mark": """
                contact_id | mark       | person_id | starts_on  | setting  | kind      | began     | bed_days
                1          | readmitted | 1         | 2022-05-14 | hospital | admission | emergency | 20
            """,
        },
        expect="""
            month      | stratum_id | kind      | began     | mark       | contacts | bed_days
            2022-05-01 | 1          | admission | emergency | readmitted | 1        | 20
        """,
    )


def test_the_death_of_a_resident_counts_and_one_elsewhere_does_not(step: SpecRunner) -> None:
    step.answers(
        "activity_month",
        given={
            "resident_stretch": STRETCHES,
            "person": """
                person_id | died_on
                1         | 2023-05-01
                2         | 2022-06-20
            """,
        },
        expect="""
            month      | stratum_id | setting    | kind  | mark | contacts
            2022-06-01 | 2          | population | death | any  | 1
        """,
    )
