"""Who is on the caseload of a care model, and whether they were eligible when they joined."""

from __future__ import annotations

from tests.support.spec import SpecRunner

PLACE = {
    "place_period": """
        data_from  | data_until | data_ends_before
        2021-04-01 | 2023-03-31 | 2023-04-01
    """,
    "care_model": """
        care_model | starts_on  | capacity | eligible
        Hubs       | 2022-05-01 | 10       | age >= 65
    """,
}


def test_the_first_spell_counts_and_of_two_with_one_first_day_the_later_end(step: SpecRunner) -> None:
    step.answers(
        "caseload",
        given=PLACE
        | {
            "enrolment": """
                person_id | care_model | joined_on  | left_before | organisation_code
                1         | Hubs       | 2022-06-09 | 2022-08-01  | L81001
                1         | Hubs       | 2023-01-05 |             | L81001
                2         | Hubs       | 2022-06-09 | 2022-08-01  | L81001
                2         | Hubs       | 2022-06-09 |             | L81002
            """
        },
        expect="""
            care_model | person_id | joined_on  | left_before
            Hubs       | 1         | 2022-06-09 | 2022-08-01
            Hubs       | 2         | 2022-06-09 |
        """,
    )


def test_eligibility_is_looked_up_on_the_first_day_of_the_month_of_joining_with_the_rule_in_words(
    step: SpecRunner,
) -> None:
    step.answers(
        "caseload",
        given=PLACE
        | {
            "enrolment": """
                person_id | care_model | joined_on
                1         | Hubs       | 2022-06-09
                2         | Hubs       | 2022-06-01
            """,
            "eligible_person_month": """
                care_model | month      | person_id
                Hubs       | 2022-06-01 | 1
                Hubs       | 2022-07-01 | 2
                Other      | 2022-06-01 | 2
            """,
        },
        expect="""
            person_id | eligible_on_joining_month | reason
            1         | true                      | eligible on 2022-06-01: age >= 65
            2         | false                     | not eligible on 2022-06-01 as known before that day: age >= 65
        """,
    )


def test_it_is_not_known_before_a_year_into_the_data_or_for_a_care_model_the_place_does_not_have(
    step: SpecRunner,
) -> None:
    step.answers(
        "caseload",
        given=PLACE
        | {
            "enrolment": """
                person_id | care_model   | joined_on
                1         | Hubs         | 2022-03-31
                2         | Falls clinic | 2022-06-01
            """
        },
        expect="""
            person_id | eligible_on_joining_month | reason
            1         |                           | eligibility is not known for 2022-03-01
            2         |                           | the place file has no care model of this name
        """,
    )
