"""The measures by practice."""

from __future__ import annotations

from tests.support.spec import SpecRunner

GIVEN = {
    "month": """
        month      | ends_before
        2022-04-01 | 2022-05-01
        2022-05-01 | 2022-06-01
    """,
    "measure_definition": """
        measure      | setting    | kind       | began     | mark       | counts   | denominator  | denominator_mark
        admissions   | hospital   | admission  | emergency | any        | contacts | person-years |
        bed_days     | hospital   | admission  | emergency | any        | bed_days | person-years |
        readmissions | hospital   | admission  | emergency | readmitted | contacts | contacts     | any
        deaths       | population | death      |           | any        | contacts | person-years |
    """,
    "resident": """
        person_id | practice_code | neighbourhood | starts_on  | ends_before
        1         | L81001        | Harbour       | 2015-01-01 | 2022-06-01
        2         | L81002        |               | 2015-01-01 | 2022-05-11
    """,
    "resident_stretch": """
        person_id | practice_code | starts_on  | ends_before
        1         | L81001        | 2022-04-01 | 2022-06-01
        2         | L81002        | 2022-04-21 | 2022-05-11
    """,
}


def test_every_month_lived_in_has_its_person_years_and_counts_from_nought(step: SpecRunner) -> None:
    step.answers(
        "practice_month",
        given=GIVEN
        | {
            "care_month": """
                month      | stratum_id | practice_code | setting  | kind      | began     | attended | lines | bed_days
                2022-04-01 | 1          | L81001        | hospital | admission | emergency | true     | 2     | 9
                2022-04-01 | 2          | L81001        | hospital | admission | emergency | true     | 1     | 1
                2022-04-01 | 2          | L81001        | hospital | admission | elective  | true     | 1     | 1
                2022-04-01 | 2          | L81001        | hospital | admission | emergency | false    | 1     | 1
            """,
            "contact_mark": """
                person_id | mark       | starts_on  | setting  | kind      | began     | bed_days
                1         | readmitted | 2022-04-30 | hospital | admission | emergency | 1
                2         | readmitted | 2022-04-20 | hospital | admission | emergency | 1
            """,
        },
        expect="""
            practice_code | neighbourhood | month      | measure      | numerator | person_years         | denominator
            L81001        | Harbour       | 2022-04-01 | admissions   | 3         | 0.082135523613963    |
            L81001        | Harbour       | 2022-04-01 | bed_days     | 10        | 0.082135523613963    |
            L81001        | Harbour       | 2022-04-01 | readmissions | 1         | 0.082135523613963    | 3
            L81001        | Harbour       | 2022-04-01 | deaths       | 0         | 0.082135523613963    |
            L81001        | Harbour       | 2022-05-01 | admissions   | 0         | 0.084873374401095    |
            L81001        | Harbour       | 2022-05-01 | bed_days     | 0         | 0.084873374401095    |
            L81001        | Harbour       | 2022-05-01 | deaths       | 0         | 0.084873374401095    |
            L81002        |               | 2022-04-01 | admissions   | 0         | 0.027378507871321    |
            L81002        |               | 2022-04-01 | bed_days     | 0         | 0.027378507871321    |
            L81002        |               | 2022-04-01 | deaths       | 0         | 0.027378507871321    |
            L81002        |               | 2022-05-01 | admissions   | 0         | 0.027378507871321    |
            L81002        |               | 2022-05-01 | bed_days     | 0         | 0.027378507871321    |
            L81002        |               | 2022-05-01 | deaths       | 0         | 0.027378507871321    |
        """,
    )


def test_a_death_counts_with_the_practice_of_the_day(step: SpecRunner) -> None:
    step.answers(
        "practice_month",
        given=GIVEN
        | {
            "month": "month | ends_before\n2022-05-01 | 2022-06-01",
            "measure_definition": """
                measure | setting    | kind  | mark | counts   | denominator
                deaths  | population | death | any  | contacts | person-years
            """,
            "person": """
                person_id | died_on
                1         | 2023-01-01
                2         | 2022-05-10
            """,
        },
        expect="""
            practice_code | month      | numerator
            L81001        | 2022-05-01 | 0
            L81002        | 2022-05-01 | 1
        """,
    )


def test_a_place_that_counts_people_seen_has_no_practices(step: SpecRunner) -> None:
    step.answers(
        "practice_month",
        given=GIVEN
        | {
            "resident": "person_id | starts_on | ends_before\n1 | 2015-01-01 | 2022-06-01",
            "resident_stretch": "person_id | starts_on | ends_before\n1 | 2022-04-01 | 2022-06-01",
        },
        expect="practice_code",
    )
