"""What the records said before a day, for the risk of an emergency admission in the twelve months from it."""

from __future__ import annotations

from tests.support.spec import SpecRunner

PERIOD = """
    data_from  | data_until | data_ends_before
    2021-04-01 | 2023-03-31 | 2023-04-01
"""
DAYS = """
    as_of      | year_ends_before
    2021-04-01 | 2022-04-01
    2022-04-01 | 2023-04-01
    2023-04-01 |
"""
ANN = """
    person_id | sex    | birth_month | died_on
    1         | female | 1950-05-01  |
"""
ALWAYS_HERE = """
    person_id | starts_on  | ends_before
    1         | 2015-01-01 | 2023-04-01
"""


STAYS = """
    contact_id | person_id | kind      | began     | starts_on  | bed_days | attended
    1          | 1         | admission | emergency | 2021-03-31 | 1        | true
    2          | 1         | admission | emergency | 2021-04-01 | 2        | true
    3          | 1         | admission | emergency | 2021-12-31 | 3        | true
    4          | 1         | admission | emergency | 2022-01-01 | 4        | true
    5          | 1         | admission | elective  | 2022-03-31 | 5        | true
    6          | 1         | admission | emergency | 2022-04-01 | 6        | true
"""
HERE = {"place_period": PERIOD, "score_date": DAYS, "person": ANN, "resident": ALWAYS_HERE}


def test_a_contact_counts_strictly_before_the_day_in_the_months_it_falls_in(step: SpecRunner) -> None:
    step.answers(
        "risk_feature",
        given=HERE | {"contact": STAYS},
        expect="""
            person_id | as_of      | emergency_admissions_3m | emergency_admissions_12m | emergency_admissions_13_24m | admitted
            1         | 2022-04-01 | 1                       | 3                        | 1                           | true
            1         | 2023-04-01 | 0                       | 1                        | 3                           |
        """,
    )


def test_nights_are_those_of_emergencies_and_planned_stays_are_apart(step: SpecRunner) -> None:
    step.answers(
        "risk_feature",
        given=HERE | {"contact": STAYS},
        expect="""
            person_id | as_of      | emergency_bed_days_12m | elective_admissions_12m
            1         | 2022-04-01 | 9                      | 1
            1         | 2023-04-01 | 6                      | 0
        """,
    )


def test_whether_somebody_was_admitted_is_known_once_the_twelve_months_are_over(step: SpecRunner) -> None:
    step.answers(
        "risk_feature",
        given=HERE,
        expect="""
            person_id | as_of      | age | male  | admitted
            1         | 2022-04-01 | 71  | false | false
            1         | 2023-04-01 | 72  | false |
        """,
    )


def test_only_people_who_lived_here_the_day_before_and_are_alive_have_a_row(step: SpecRunner) -> None:
    step.answers(
        "risk_feature",
        given={
            "place_period": PERIOD,
            "score_date": DAYS,
            "person": """
                person_id | sex    | birth_month | died_on
                1         | female | 1950-05-01  | 2022-03-31
                2         | male   | 1950-05-01  | 2022-04-01
                3         | other  |             |
                4         | female | 1950-05-01  |
            """,
            "resident": """
                person_id | starts_on  | ends_before
                1         | 2015-01-01 | 2022-04-01
                2         | 2015-01-01 | 2022-04-02
                3         | 2022-03-31 | 2022-04-01
                4         | 2022-04-01 | 2022-05-01
            """,
        },
        expect="""
            person_id | as_of      | age | male
            2         | 2022-04-01 | 71  | true
            3         | 2022-04-01 |     |
        """,
    )


def test_support_that_goes_on_counts_however_long_ago_it_began(step: SpecRunner) -> None:
    step.answers(
        "risk_feature",
        given={
            "place_period": PERIOD,
            "score_date": DAYS,
            "person": ANN,
            "resident": ALWAYS_HERE,
            "contact": """
                contact_id | person_id | kind      | starts_on  | ends_before | attended
                1          | 1         | care-home | 2018-01-01 |             | true
                2          | 1         | home-care | 2018-01-01 | 2022-04-01  | true
            """,
        },
        expect="""
            person_id | as_of      | care_home | home_care
            1         | 2022-04-01 | true      | true
            1         | 2023-04-01 | true      | false
        """,
    )


def test_appointments_and_items_are_counted_and_what_was_missed_is_apart(step: SpecRunner) -> None:
    step.answers(
        "risk_feature",
        given=HERE
        | {
            "contact": """
                contact_id | person_id | kind         | starts_on  | attended
                1          | 1         | outpatient   | 2022-03-01 | true
                2          | 1         | outpatient   | 2022-03-02 | false
                3          | 1         | outpatient   | 2021-06-02 | true
                4          | 1         | consultation | 2022-03-02 | false
            """,
            "medication": """
                medication_id | person_id | issued_on
                1             | 1         | 2022-03-31
                2             | 1         | 2021-04-01
                3             | 1         | 2021-03-31
            """,
        },
        expect="""
            as_of      | outpatient_3m | outpatient_12m | outpatient_missed_12m | gp_consultations_12m | prescription_items_12m
            2022-04-01 | 1             | 2              | 1                     | 0                    | 2
            2023-04-01 | 0             | 0              | 0                     | 0                    | 0
        """,
    )


def test_scores_and_the_home_are_those_of_the_day(step: SpecRunner) -> None:
    step.answers(
        "risk_feature",
        given=HERE
        | {
            "person_home": """
                person_id | as_of      | deprivation_quintile
                1         | 2022-04-01 | 1
            """,
            "person_score": """
                person_id | as_of      | charlson | elixhauser | hospital_frailty | cambridge | long_term_conditions
                1         | 2022-04-01 | 2        | -3         | 4.5              | 1.25      | 3
            """,
        },
        expect="""
            as_of      | deprivation | charlson | elixhauser | hospital_frailty | cambridge | long_term_conditions
            2022-04-01 | 5           | 2        | -3         | 4.5              | 1.25      | 3
            2023-04-01 |             | 0        | 0          | 0                | 0         | 0
        """,
    )
