"""Segments of the population"""

from tests.support.spec import SpecRunner

ONE_DAY = """
    as_of      | year_ends_before
    2023-04-01 |
"""
PERSON = """
    person_id | birth_month | died_on
    1         | 1950-06-01  |
"""
CONDITION = """
    condition_number | code_list | condition
    1                | segment   | dementia
    2                | segment   | pregnancy
"""
RULES = """
    scheme      | scheme_number | rule | segment   | reason            | fact                 | code_list | condition | within_months | minimum | minimum_age | below_age
    by-need     | 1             | 1    | frailty   | has dementia      | condition            | segment   | dementia  |               |         |             |
    by-need     | 1             | 2    | frailty   | frail at 65+      | hospital-frailty     |           |           |               | 5       | 65          |
    by-need     | 1             | 3    | maternal  | pregnant          | condition            | segment   | pregnancy | 12            |         |             |
    by-need     | 1             | 4    | maternal  | under one         | age                  |           |           |               |         |             | 1
    by-need     | 1             | 5    | acute     | was admitted      | emergency-admissions |           |           | 12            | 2       |             |
    by-need     | 1             | 6    | healthy   | none of the above | everyone             |           |           |               |         |             |
    by-score    | 2             | 1    | high      | 2 or more         | cambridge            |           |           |               | 2       |             |
    by-score    | 2             | 2    | low       | below 2           | everyone             |           |           |               |         |             |
"""  # noqa: E501
NEED = "\n".join(line for line in RULES.splitlines() if "by-score" not in line)


def test_everyone_is_in_one_segment_of_each_segmentation_with_the_rule_that_decided(step: SpecRunner) -> None:
    """The first rule that holds decides; whom no rule fits is where the last rule puts everyone."""
    step.answers(
        "person_segment",
        given={
            "person": PERSON + "    2         | 1990-01-01  |",
            "score_date": ONE_DAY,
            "segment_rule": RULES,
            "condition": CONDITION,
            "person_condition": """
                person_id | condition_number | code_list | condition | first_recorded_on
                1         | 1                | segment   | dementia  | 2022-01-01
            """,
            "person_score": """
                person_id | as_of      | cambridge | hospital_frailty | long_term_conditions
                1         | 2023-04-01 | 2.5       | 7.1              | 1
            """,
        },
        expect="""
            person_id | as_of      | scheme   | segment | rule | reason
            1         | 2023-04-01 | by-need  | frailty | 1    | has dementia
            1         | 2023-04-01 | by-score | high    | 1    | 2 or more
            2         | 2023-04-01 | by-need  | healthy | 6    | none of the above
            2         | 2023-04-01 | by-score | low     | 2    | below 2
        """,
    )


def test_only_people_born_and_not_dead_before_the_day_are_in_a_segment(step: SpecRunner) -> None:
    """Someone of unknown age is counted; who dies on the day itself was alive when it began."""
    step.answers(
        "person_segment",
        given={
            "person": """
                person_id | birth_month | died_on
                1         | 1950-06-01  | 2023-03-31
                2         | 1950-06-01  | 2023-04-01
                3         | 2023-04-01  |
                4         |             |
            """,
            "score_date": ONE_DAY,
            "segment_rule": NEED,
        },
        expect="""
            person_id | segment
            2         | healthy
            4         | healthy
        """,
    )


def test_a_rule_with_an_age_holds_for_that_age_only(step: SpecRunner) -> None:
    """The same frailty score counts at 65 and not at 64, nor where the age is not known."""
    step.answers(
        "person_segment",
        given={
            "person": """
                person_id | birth_month
                1         | 1958-04-01
                2         | 1958-05-01
                3         |
                4         | 2022-05-01
                5         | 2022-04-01
            """,
            "score_date": ONE_DAY,
            "segment_rule": NEED,
            "person_score": """
                person_id | as_of      | cambridge | hospital_frailty | long_term_conditions
                1         | 2023-04-01 | 0         | 5                | 0
                2         | 2023-04-01 | 0         | 5                | 0
                3         | 2023-04-01 | 0         | 5                | 0
            """,
        },
        expect="""
            person_id | segment  | reason
            1         | frailty  | frail at 65+
            2         | healthy  | none of the above
            3         | healthy  | none of the above
            4         | maternal | under one
            5         | healthy  | none of the above
        """,
    )


def test_a_rule_may_look_at_the_months_before_the_day_only(step: SpecRunner) -> None:
    """Pregnant within twelve months; admitted as an emergency twice within twelve months."""
    step.answers(
        "person_segment",
        given={
            "person": """
                person_id | birth_month
                1         | 1990-01-01
                2         | 1990-01-01
                3         | 1950-01-01
                4         | 1950-01-01
            """,
            "score_date": ONE_DAY,
            "segment_rule": NEED,
            "condition": CONDITION,
            "code_condition": """
                code_system | code | condition_number
                snomed      | 777  | 2
            """,
            "diagnosis": """
                person_id | recorded_on | code_system | code
                1         | 2022-04-01  | snomed      | 777
                2         | 2022-03-31  | snomed      | 777
                2         | 2023-04-01  | snomed      | 777
            """,
            "contact": """
                contact_id | person_id | kind      | began     | starts_on
                1          | 3         | admission | emergency | 2022-04-01
                2          | 3         | admission | emergency | 2023-03-31
                3          | 4         | admission | emergency | 2022-03-31
                4          | 4         | admission | emergency | 2023-03-31
                5          | 4         | admission | elective  | 2023-03-31
            """,
        },
        expect="""
            person_id | segment
            1         | maternal
            2         | healthy
            3         | acute
            4         | healthy
        """,
    )
