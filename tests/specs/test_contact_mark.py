"""What measures need to know about a contact beyond its kind."""

from __future__ import annotations

from tests.support.spec import SpecRunner

THRESHOLDS = """
    threshold         | amount
    within-four-hours | 240
    readmitted        | 30
"""


def test_an_attendance_of_four_hours_is_within_them_and_one_minute_more_is_not(step: SpecRunner) -> None:
    step.answers(
        "contact_mark",
        given={
            "measure_threshold": THRESHOLDS,
            "contact": """
                contact_id | person_id | setting  | kind                 | starts_on  | minutes | attended
                1          | 1         | hospital | emergency-department | 2022-05-01 | 240     | true
                2          | 1         | hospital | emergency-department | 2022-05-02 | 241     | true
                3          | 1         | hospital | emergency-department | 2022-05-03 |         | true
                4          | 1         | hospital | emergency-department | 2022-05-04 | 10      | false
            """,
        },
        expect="""
            contact_id | mark
            1          | timed
            1          | within-four-hours
            2          | timed
        """,
    )


def test_an_emergency_admission_within_thirty_days_of_a_stay_is_a_readmission(step: SpecRunner) -> None:
    # Discharged on 3 May (the stay ends before the 4th): 1 June is 29 days later, 2 June is 30.
    step.answers(
        "contact_mark",
        given={
            "measure_threshold": THRESHOLDS,
            "contact": """
                contact_id | person_id | setting  | kind      | began     | starts_on  | ends_before | attended
                1          | 1         | hospital | admission | elective  | 2022-05-01 | 2022-05-04  | true
                2          | 1         | hospital | admission | emergency | 2022-06-01 | 2022-06-02  | true
                3          | 2         | hospital | admission | emergency | 2022-05-01 | 2022-05-04  | true
                4          | 2         | hospital | admission | emergency | 2022-06-02 | 2022-06-03  | true
                5          | 3         | hospital | admission | emergency | 2022-05-01 | 2022-05-04  | true
                6          | 3         | hospital | admission | elective  | 2022-05-10 | 2022-05-11  | true
                7          | 3         | hospital | day-case  | elective  | 2022-05-12 | 2022-05-13  | true
            """,
        },
        expect="""
            contact_id | mark       | person_id | starts_on
            2          | readmitted | 1         | 2022-06-01
        """,
    )


def test_a_stay_inside_a_longer_one_is_no_readmission(step: SpecRunner) -> None:
    step.answers(
        "contact_mark",
        given={
            "measure_threshold": THRESHOLDS,
            "contact": """
                contact_id | person_id | setting  | kind      | began     | starts_on  | ends_before | attended
                1          | 1         | hospital | admission | emergency | 2022-05-01 | 2022-06-01  | true
                2          | 1         | hospital | admission | emergency | 2022-05-10 | 2022-05-12  | true
                3          | 2         | hospital | admission | emergency | 2022-05-01 |             | true
                4          | 2         | hospital | admission | emergency | 2022-05-10 | 2022-05-12  | true
            """,
        },
        expect="contact_id | mark",
    )


def test_an_emergency_admission_is_avoidable_by_its_main_diagnosis_alone(step: SpecRunner) -> None:
    step.answers(
        "contact_mark",
        given={
            "measure_threshold": THRESHOLDS,
            "ambulatory_care_code": """
                condition     | code
                angina        | I20
                heart-failure | I110
            """,
            "contact": """
                contact_id | person_id | setting  | kind      | began     | starts_on  | ends_before | attended
                1          | 1         | hospital | admission | emergency | 2022-05-01 | 2022-05-04  | true
                2          | 2         | hospital | admission | emergency | 2022-05-01 | 2022-05-04  | true
                3          | 3         | hospital | admission | elective  | 2022-05-01 | 2022-05-04  | true
                4          | 4         | hospital | admission | emergency | 2022-05-01 | 2022-05-04  | true
            """,
            "diagnosis": """
                person_id | contact_id | code_system | code | position
                1         | 1          | icd10       | I209 | 1
                2         | 2          | icd10       | I219 | 1
                2         | 2          | icd10       | I209 | 2
                3         | 3          | icd10       | I110 | 1
                4         | 4          | icd10       | I119 | 1
            """,
        },
        expect="""
            contact_id | mark
            1          | avoidable
        """,
    )


def test_a_move_from_one_care_home_to_another_is_no_new_placement(step: SpecRunner) -> None:
    step.answers(
        "contact_mark",
        given={
            "measure_threshold": THRESHOLDS,
            "contact": """
                contact_id | person_id | setting     | kind      | starts_on  | ends_before | attended
                1          | 1         | social-care | care-home | 2022-05-01 | 2022-06-01  | true
                2          | 1         | social-care | care-home | 2022-06-01 | 2022-07-01  | true
                3          | 1         | social-care | care-home | 2022-09-01 |             | true
                4          | 1         | social-care | care-home | 2023-09-01 |             | true
            """,
        },
        expect="""
            contact_id | mark
            1          | new-placement
            3          | new-placement
        """,
    )
