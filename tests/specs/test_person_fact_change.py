"""What is known of a person, as changes from month to month; months are numbered year x 12 + month of the year."""

from __future__ import annotations

from tests.support.spec import SpecRunner

# March 2022 is month 24267.
MONTHS = """
    month      | ends_before
    2022-03-01 | 2022-04-01
    2022-04-01 | 2022-05-01
    2022-05-01 | 2022-06-01
"""


def test_an_emergency_admission_is_known_from_the_next_month_and_leaves_each_span_after_its_months(
    step: SpecRunner,
) -> None:
    step.answers(
        "person_fact_change",
        given={
            "contact": """
                person_id | kind      | began     | starts_on  | ends_before | bed_days | attended
                1         | admission | emergency | 2022-03-31 | 2022-04-01  | 0        | true
            """
        },
        expect="""
            person_id | kind      | month_number | emergency_admissions_12m | emergency_admissions_3m | emergency_admissions_13_24m
            1         | admission | 24268        | 1                        | 1                       | 0
            1         | admission | 24271        | 0                        | -1                      | 0
            1         | admission | 24280        | -1                       | 0                       | 1
            1         | admission | 24292        | 0                        | 0                       | -1
        """,
    )


def test_contacts_of_other_kinds_count_for_twelve_months_and_only_when_the_person_came(
    step: SpecRunner,
) -> None:
    step.answers(
        "person_fact_change",
        given={
            "contact": """
                person_id | kind                 | starts_on  | attended
                2         | emergency-department | 2022-03-02 | true
                3         | outpatient           | 2022-03-02 | true
                4         | consultation         | 2022-03-02 | true
                5         | outpatient           | 2022-03-02 | false
                6         | outpatient           | 2022-03-02 |
                7         | day-case             | 2022-03-02 | true
            """
        },
        expect="""
            person_id | month_number | emergency_department_attendances_12m | outpatient_attendances_12m | gp_consultations_12m
            2         | 24268        | 1                                    | 0                          | 0
            2         | 24280        | -1                                   | 0                          | 0
            3         | 24268        | 0                                    | 1                          | 0
            3         | 24280        | 0                                    | -1                         | 0
            4         | 24268        | 0                                    | 0                          | 1
            4         | 24280        | 0                                    | 0                          | -1
        """,
    )


def test_a_stay_counts_among_admissions_however_it_began(step: SpecRunner) -> None:
    step.answers(
        "person_fact_change",
        given={
            "contact": """
                person_id | kind      | began    | starts_on  | ends_before | bed_days | attended
                1         | admission | elective | 2022-03-02 | 2022-03-03  | 0        | true
            """
        },
        expect="""
            person_id | month_number | emergency_admissions_12m | admissions_12m
            1         | 24268        | 0                        | 1
            1         | 24271        | 0                        | 0
            1         | 24280        | 0                        | -1
            1         | 24292        | 0                        | 0
        """,
    )


def test_nights_count_in_the_month_they_were_spent_in_those_of_a_stay_that_goes_on_too(
    step: SpecRunner,
) -> None:
    nights = """
        person_id | kind      | began    | starts_on  | ends_before | bed_days | attended
        1         | admission | transfer | 2022-03-30 | 2022-05-02  | 32       | true
        2         | admission | transfer | 2022-04-29 |             |          | true
    """
    step.answers(
        "person_fact_change",
        given={"month": MONTHS, "contact": nights},
        expect="""
            person_id | kind      | month_number | bed_days_12m
            1         | admission | 24268        | 0
            1         | admission | 24271        | 0
            1         | admission | 24280        | 0
            1         | admission | 24292        | 0
            1         | bed-day   | 24268        | 2
            1         | bed-day   | 24280        | -2
            1         | bed-day   | 24269        | 30
            1         | bed-day   | 24281        | -30
            2         | admission | 24269        | 0
            2         | admission | 24272        | 0
            2         | admission | 24281        | 0
            2         | admission | 24293        | 0
            2         | bed-day   | 24269        | 2
            2         | bed-day   | 24281        | -2
            2         | bed-day   | 24270        | 31
            2         | bed-day   | 24282        | -31
        """,
    )


def test_a_condition_counts_from_the_month_after_it_was_recorded_until_it_no_longer_does(
    step: SpecRunner,
) -> None:
    step.answers(
        "person_fact_change",
        given={
            "person_condition": """
                person_id | condition_number | first_recorded_on | ends_before
                1         | 1                | 2022-03-31        |
                1         | 2                | 2022-03-01        | 2022-05-01
                1         | 3                | 2022-03-01        | 2022-05-02
                2         | 2                | 2022-03-05        | 2022-03-20
            """,
            "condition_weight": """
                condition_number | code_list           | charlson | elixhauser | cambridge
                1                | long-term-condition |          |            | 0.92
                2                | charlson            | 2        |            |
                3                | elixhauser          |          | -7         |
            """,
        },
        expect="""
            person_id | kind      | month_number | long_term_conditions | charlson | elixhauser | cambridge_hundredths
            1         | condition | 24268        | 1                    | 0        | 0          | 92
            1         | condition | 24268        | 0                    | 2        | 0          | 0
            1         | condition | 24269        | 0                    | -2       | 0          | 0
            1         | condition | 24268        | 0                    | 0        | -7         | 0
            1         | condition | 24270        | 0                    | 0        | 7          | 0
        """,
    )


def test_a_frailty_code_counts_once_however_often_it_was_recorded(step: SpecRunner) -> None:
    step.answers(
        "person_fact_change",
        given={
            "contact": """
                contact_id | person_id | kind      | began     | starts_on  | attended
                1          | 1         | admission | emergency | 2022-03-02 |
                2          | 1         | admission | emergency | 2022-05-02 |
                3          | 1         | admission | elective  | 2022-05-02 |
            """,
            "diagnosis": """
                person_id | contact_id | recorded_on | code_system | code
                1         | 1          | 2022-03-02  | icd10       | F00
                1         | 1          | 2022-03-02  | icd10       | F001
                1         | 2          | 2022-05-02  | icd10       | F00
                1         | 3          | 2022-05-02  | icd10       | R29
            """,
            "frailty_code": """
                code | points
                F00  | 7.1
                R29  | 3.6
            """,
        },
        expect="""
            person_id | kind    | month_number | hospital_frailty_tenths
            1         | frailty | 24268        | 71
            1         | frailty | 24292        | -71
            1         | frailty | 24292        | 71
            1         | frailty | 24294        | -71
        """,
    )


def test_a_care_home_counts_while_the_person_lives_in_it(step: SpecRunner) -> None:
    step.answers(
        "person_fact_change",
        given={
            "residence": """
                person_id | starts_on  | ends_before | care_home
                1         | 2022-03-31 | 2022-05-01  | true
                2         | 2022-03-31 |             | false
            """,
            "contact": """
                person_id | kind      | starts_on  | ends_before | attended
                3         | care-home | 2022-03-01 |             | true
                4         | care-home | 2022-03-01 | 2022-04-30  | false
            """,
        },
        expect="""
            person_id | kind | month_number | care_homes
            1         | home | 24268        | 1
            1         | home | 24270        | -1
            3         | home | 24268        | 1
        """,
    )
