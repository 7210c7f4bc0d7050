"""The contacts of people who were ever eligible, by the measure that counts them."""

from __future__ import annotations

from tests.support.spec import SpecRunner

GIVEN = {
    "place_period": """
        data_from  | data_until | data_ends_before
        2021-04-01 | 2023-03-31 | 2023-04-01
    """,
    "measure_definition": """
        measure              | setting    | kind       | began     | mark      | counts       | denominator
        emergency_admissions | hospital   | admission  | emergency | any       | contacts     | person-years
        emergency_bed_days   | hospital   | admission  | emergency | any       | bed_days     | person-years
        avoidable            | hospital   | admission  | emergency | avoidable | contacts     | person-years
        outpatients          | hospital   | outpatient |           | any       | contacts     | person-years
        deaths               | population | death      |           | any       | contacts     | person-years
        cost_per_person      |            |            |           | any       | amount_pence | person-years
    """,
    "eligible_person_month": """
        care_model | month      | person_id
        Hubs       | 2022-05-01 | 1
        Hubs       | 2022-06-01 | 1
        Other      | 2022-06-01 | 1
        Hubs       | 2022-06-01 | 2
    """,
}


def test_each_measure_has_its_contacts_once_whatever_the_months_the_person_was_eligible_in(
    step: SpecRunner,
) -> None:
    step.answers(
        "candidate_event",
        given=GIVEN
        | {
            "contact": """
                person_id | setting  | kind       | began     | starts_on  | bed_days | attended
                1         | hospital | admission  | emergency | 2021-04-01 | 4        | true
                1         | hospital | admission  | emergency | 2022-04-01 |          | true
                1         | hospital | admission  | elective  | 2022-04-01 | 1        | true
                1         | hospital | outpatient |           | 2022-04-02 |          | true
                1         | hospital | outpatient |           | 2022-04-03 |          | false
                3         | hospital | outpatient |           | 2022-04-03 |          | true
            """
        },
        expect="""
            person_id | measure              | happened_on | amount
            1         | emergency_admissions | 2021-04-01  | 1
            1         | emergency_bed_days   | 2021-04-01  | 4
            1         | emergency_admissions | 2022-04-01  | 1
            1         | emergency_bed_days   | 2022-04-01  | 0
            1         | outpatients          | 2022-04-02  | 1
        """,
    )


def test_only_days_of_the_period_covered_count(step: SpecRunner) -> None:
    step.answers(
        "candidate_event",
        given=GIVEN
        | {
            "contact": """
                person_id | setting  | kind       | starts_on  | attended
                1         | hospital | outpatient | 2021-03-31 | true
                1         | hospital | outpatient | 2023-03-31 | true
                1         | hospital | outpatient | 2023-04-01 | true
            """
        },
        expect="""
            measure     | happened_on
            outpatients | 2023-03-31
        """,
    )


def test_marked_contacts_count_for_the_measures_of_their_mark_and_deaths_for_theirs(
    step: SpecRunner,
) -> None:
    step.answers(
        "candidate_event",
        given=GIVEN
        | {
            "contact_mark": """
                person_id | mark       | setting  | kind      | began     | starts_on  | bed_days
                1         | avoidable  | hospital | admission | emergency | 2022-04-01 | 3
                1         | readmitted | hospital | admission | emergency | 2022-04-01 | 3
                3         | avoidable  | hospital | admission | emergency | 2022-04-01 | 3
            """,
            "person": """
                person_id | died_on
                1         |
                2         | 2022-06-30
                3         | 2022-06-30
            """,
        },
        expect="""
            person_id | measure   | happened_on | amount
            1         | avoidable | 2022-04-01  | 1
            2         | deaths    | 2022-06-30  | 1
        """,
    )
