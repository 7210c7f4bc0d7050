"""Who lived here in a month, for how many days, and how many that makes."""

from __future__ import annotations

from tests.support.spec import SpecRunner

SPRING = """
    month      | ends_before
    2022-04-01 | 2022-05-01
    2022-05-01 | 2022-06-01
"""
STRETCHES = """
    person_id | year_starts_on | starts_on  | ends_before | practice_code | stratum_id
    1         | 2022-04-01     | 2022-04-01 | 2022-06-01  | L81001        | 1
    2         | 2022-04-01     | 2022-04-11 | 2022-05-06  | L81001        | 1
    3         | 2022-04-01     | 2022-04-01 | 2022-04-21  | L81001        | 1
    3         | 2022-04-01     | 2022-04-21 | 2022-05-03  | L81002        | 2
"""


def test_a_person_has_the_days_lived_here_in_each_month(step: SpecRunner) -> None:
    step.answers(
        "resident_month",
        given={"month": SPRING, "resident_stretch": STRETCHES},
        expect="""
            person_id | month      | days | practice_code | stratum_id
            1         | 2022-04-01 | 30   | L81001        | 1
            1         | 2022-05-01 | 31   | L81001        | 1
            2         | 2022-04-01 | 20   | L81001        | 1
            2         | 2022-05-01 | 5    | L81001        | 1
            3         | 2022-04-01 | 30   | L81001        | 1
            3         | 2022-05-01 | 2    | L81002        | 2
        """,
    )


def test_a_month_that_a_year_begins_in_the_middle_of_is_one_month(step: SpecRunner) -> None:
    step.answers(
        "resident_month",
        given={
            "month": SPRING,
            "resident_stretch": """
                person_id | year_starts_on | starts_on  | ends_before | stratum_id
                1         | 2021-04-15     | 2022-01-01 | 2022-04-15  | 1
                1         | 2022-04-15     | 2022-04-15 | 2022-06-01  | 2
            """,
        },
        expect="""
            person_id | month      | days | stratum_id
            1         | 2022-04-01 | 30   | 1
            1         | 2022-05-01 | 31   | 2
        """,
    )


def test_a_month_counts_the_people_of_its_first_day_and_the_days_of_everybody(step: SpecRunner) -> None:
    # April, stratum 1: 30 + 20 + 20 days; person 2 was not here on the first.
    step.answers(
        "population_month",
        given={
            "month": SPRING,
            "resident_stretch": STRETCHES,
            "place_period": """
                data_from  | data_until | data_ends_before
                2022-04-01 | 2022-05-31 | 2022-06-01
            """,
        },
        expect="""
            month      | stratum_id | people | person_days
            2022-04-01 | 1          | 2      | 70
            2022-04-01 | 2          | 0      | 10
            2022-05-01 | 1          | 2      | 36
            2022-05-01 | 2          | 1      | 2
        """,
    )


def test_a_first_month_covered_in_part_counts_the_people_of_its_first_day_covered(step: SpecRunner) -> None:
    step.answers(
        "population_month",
        given={
            "month": SPRING,
            "resident_stretch": """
                person_id | year_starts_on | starts_on  | ends_before | stratum_id
                1         | 2022-04-15     | 2022-04-15 | 2022-06-01  | 1
            """,
            "place_period": """
                data_from  | data_until | data_ends_before
                2022-04-15 | 2022-05-31 | 2022-06-01
            """,
        },
        expect="""
            month      | people | person_days
            2022-04-01 | 1      | 16
            2022-05-01 | 1      | 31
        """,
    )
