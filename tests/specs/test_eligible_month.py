"""What is known of the people eligible for a care model on the first day of a month."""

from __future__ import annotations

from tests.support.people_living_here import PLACE
from tests.support.spec import SpecRunner

ELIGIBLE = """
    care_model | month      | person_id | risk_of_emergency_admission
    Hubs       | 2022-05-01 | 1         | 0.25
    Hubs       | 2022-04-01 | 3         |
"""


def test_an_eligible_person_has_the_counts_known_on_the_day(step: SpecRunner) -> None:
    step.answers(
        "eligible_month",
        given=PLACE
        | {
            "eligible_person_month": ELIGIBLE,
            "person_fact_change": """
                person_id | month_number | emergency_admissions_12m | emergency_admissions_3m | admissions_12m | bed_days_12m
                1         | 24266        | 2                        | 2                       | 3              | 9
                1         | 24269        | 0                        | -1                      | 0              | 0
                1         | 24270        | 7                        | 7                       | 7              | 7
                2         | 24266        | 9                        | 9                       | 9              | 9
            """,
        },
        expect="""
            month      | person_id | emergency_admissions_12m | emergency_admissions_3m | admissions_12m | bed_days_12m
            2022-05-01 | 1         | 2                        | 1                       | 3              | 9
            2022-04-01 | 3         | 0                        | 0                       | 0              | 0
        """,
    )


def test_contacts_outside_a_bed_are_counted_too(step: SpecRunner) -> None:
    step.answers(
        "eligible_month",
        given=PLACE
        | {
            "eligible_person_month": ELIGIBLE,
            "person_fact_change": """
                person_id | month_number | emergency_department_attendances_12m | outpatient_attendances_12m | gp_consultations_12m
                1         | 24266        | 4                                    | 5                          | 6
                1         | 24270        | 7                                    | 7                          | 7
            """,
        },
        expect="""
            person_id | emergency_department_attendances_12m | outpatient_attendances_12m | gp_consultations_12m
            1         | 4                                    | 5                          | 6
            3         | 0                                    | 0                          | 0
        """,
    )


def test_a_care_home_is_lived_in_until_every_spell_in_one_is_over(step: SpecRunner) -> None:
    step.answers(
        "eligible_month",
        given=PLACE
        | {
            "eligible_person_month": """
                care_model | month      | person_id
                Hubs       | 2022-04-01 | 1
                Hubs       | 2022-05-01 | 1
                Hubs       | 2022-05-01 | 3
            """,
            "person_fact_change": """
                person_id | kind      | month_number | care_homes | long_term_conditions
                1         | home      | 24266        | 2          | 0
                1         | condition | 24266        | 0          | 3
                1         | home      | 24268        | -1         | 0
                1         | home      | 24269        | -1         | 0
            """,
        },
        expect="""
            month      | person_id | care_home | long_term_conditions
            2022-04-01 | 1         | true      | 3
            2022-05-01 | 1         | false     | 3
            2022-05-01 | 3         | false     | 0
        """,
    )


def test_an_eligible_person_has_the_scores_of_the_day_and_what_is_known_of_who_they_are(
    step: SpecRunner,
) -> None:
    step.answers(
        "eligible_month",
        given=PLACE
        | {
            "eligible_person_month": ELIGIBLE,
            "person_fact_change": """
                person_id | month_number | charlson | elixhauser | cambridge_hundredths | hospital_frailty_tenths
                1         | 20000        | 2        | -4         | 292                  | 0
                1         | 24266        | 0        | 0          | 0                    | 71
                1         | 24270        | 7        | 7          | 7                    | 7
            """,
        },
        expect="""
            person_id | charlson | elixhauser | cambridge | hospital_frailty
            1         | 2        | -4         | 2.92      | 7.1
            3         | 0        | 0          | 0         | 0
        """,
    )
    step.answers(
        "eligible_month",
        given=PLACE | {"eligible_person_month": ELIGIBLE},
        expect="""
            person_id | age | sex    | ethnicity | practice_code | neighbourhood | risk_of_emergency_admission
            1         | 65  | female | white     | L81001        | Harbour       | 0.25
            3         |     | male   | unknown   | L81001        | Harbour       |
        """,
    )


def test_the_year_before_the_last_is_known_where_the_data_reach_back(step: SpecRunner) -> None:
    step.answers(
        "eligible_month",
        given=PLACE
        | {
            "place_period": "data_from | data_until | data_ends_before\n2020-05-01 | 2022-06-30 | 2022-07-01",
            "eligible_person_month": """
                care_model | month      | person_id
                Hubs       | 2022-04-01 | 1
                Hubs       | 2022-05-01 | 1
            """,
            "person_fact_change": """
                person_id | kind      | month_number | emergency_admissions_13_24m
                1         | admission | 24267        | 2
            """,
        },
        expect="""
            month      | emergency_admissions_13_24m
            2022-04-01 |
            2022-05-01 | 2
        """,
    )


def test_the_day_a_person_joined_is_the_first_ever_and_of_this_care_model(step: SpecRunner) -> None:
    step.answers(
        "eligible_month",
        given=PLACE
        | {
            "eligible_person_month": ELIGIBLE,
            "enrolment": """
                person_id | care_model | joined_on  | left_before
                1         | Hubs       | 2023-01-05 |
                1         | Hubs       | 2022-06-09 | 2022-08-01
                1         | Other      | 2022-01-01 |
                3         | Other      | 2022-01-01 |
            """,
        },
        expect="""
            person_id | joined_on
            1         | 2022-06-09
            3         |
        """,
    )


def test_segment_and_deprivation_of_an_eligible_person_are_those_of_the_last_day_scored(
    step: SpecRunner,
) -> None:
    step.answers(
        "eligible_month",
        given=PLACE
        | {
            "eligible_person_month": ELIGIBLE,
            "population_rule": "counted | segments\nregistered | bridges-to-health",
            "person_segment": """
                person_id | as_of      | scheme            | segment
                1         | 2021-04-01 | bridges-to-health | healthy
                1         | 2022-04-01 | bridges-to-health | frail
                1         | 2022-04-01 | core-segments     | CS5
            """,
            "person_home": """
                person_id | as_of      | deprivation_quintile
                1         | 2022-04-01 | 2
                1         | 2022-07-01 | 1
            """,
        },
        expect="""
            person_id | segment | deprivation_quintile
            1         | frail   | 2
            3         |         |
        """,
    )
