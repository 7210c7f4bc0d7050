"""Contacts by month and stratum."""

from __future__ import annotations

from tests.support.spec import SpecRunner

STRETCHES = """
    person_id | year_starts_on | starts_on  | ends_before | stratum_id
    1         | 2022-04-01     | 2022-04-01 | 2022-05-15  | 1
    1         | 2022-04-01     | 2022-05-15 | 2023-04-01  | 2
    2         | 2022-04-01     | 2022-04-01 | 2022-06-21  | 2
"""


def test_contacts_that_the_person_came_to_count_and_prescribed_items_do_not(step: SpecRunner) -> None:
    step.answers(
        "activity_month",
        given={
            "care_month": """
            month      | stratum_id | practice_code | setting          | kind              | began     | attended | lines | bed_days
            2022-05-01 | 1          | L81001        | hospital         | admission         | emergency | true     | 1     | 15
            2022-05-01 | 1          | L81002        | hospital         | admission         | emergency | true     | 1     | 5
            2022-05-01 | 1          | L81001        | hospital         | outpatient        |           | true     | 5     |
            2022-05-01 | 1          | L81001        | hospital         | outpatient        |           | false    | 3     |
            2022-05-01 | 1          | L81001        | general-practice | prescription-item |           | true     | 9     |
            """,
        },
        expect="""
            month      | stratum_id | setting  | kind       | began     | mark | contacts | bed_days
            2022-05-01 | 1          | hospital | admission  | emergency | any  | 2        | 20
            2022-05-01 | 1          | hospital | outpatient |           | any  | 5        |
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
