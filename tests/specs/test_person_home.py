"""The home a person lived in on a day that people are scored on."""

from __future__ import annotations

from tests.support.spec import SpecRunner

DAY = """
    as_of      | year_ends_before
    2023-04-01 |
"""


def test_the_latest_home_that_began_by_the_day_counts(step: SpecRunner) -> None:
    step.answers(
        "person_home",
        given={
            "score_date": DAY,
            "residence": """
                person_id | starts_on  | deprivation_quintile
                1         | 2010-01-01 | 1
                1         | 2023-04-01 | 4
                1         | 2023-04-02 | 5
            """,
        },
        expect="""
            person_id | as_of      | deprivation_quintile
            1         | 2023-04-01 | 4
        """,
    )


def test_a_person_first_known_later_has_the_earliest_home_known(step: SpecRunner) -> None:
    step.answers(
        "person_home",
        given={
            "score_date": DAY,
            "residence": """
                person_id | starts_on  | deprivation_quintile
                1         | 2023-07-01 | 2
                1         | 2023-12-01 | 5
            """,
        },
        expect="""
            person_id | deprivation_quintile
            1         | 2
        """,
    )


def test_of_two_homes_that_began_on_one_day_the_more_deprived_counts(step: SpecRunner) -> None:
    step.answers(
        "person_home",
        given={
            "score_date": DAY,
            "residence": """
                person_id | starts_on  | deprivation_quintile
                1         | 2020-07-01 | 3
                1         | 2020-07-01 | 2
            """,
        },
        expect="""
            person_id | deprivation_quintile
            1         | 2
        """,
    )


def test_a_home_without_a_known_small_area_is_passed_over(step: SpecRunner) -> None:
    step.answers(
        "person_home",
        given={
            "score_date": DAY,
            "residence": """
                person_id | starts_on  | deprivation_quintile
                1         | 2010-01-01 | 3
                1         | 2020-07-01 |
                2         | 2020-07-01 |
            """,
        },
        expect="""
            person_id | deprivation_quintile
            1         | 3
        """,
    )
