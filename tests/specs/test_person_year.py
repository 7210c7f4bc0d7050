"""A person's years in the place."""

# ruff: noqa: E501 - a row of a table stays on one line, however wide
from __future__ import annotations

from tests.support.spec import SpecRunner

STRATA = """
    stratum_id | neighbourhood | segment | deprivation_quintile
    1          | Harbour       | healthy | 1
    2          | Hill          | healthy | 1
"""


def test_a_year_adds_up_its_days_and_keeps_the_practice_of_the_first(step: SpecRunner) -> None:
    step.answers(
        "person_year",
        given={
            "stratum": STRATA,
            "person": """
                person_id | sex    | birth_month
                1         | female | 1950-04-01
                2         | male   | 1950-05-01
            """,
            "resident_stretch": """
                person_id | year_starts_on | starts_on  | ends_before | practice_code | stratum_id
                1         | 2022-04-01     | 2022-05-01 | 2022-05-11  | L81001        | 1
                1         | 2022-04-01     | 2022-05-11 | 2022-05-31  | L81002        | 2
                2         | 2022-04-01     | 2022-04-01 | 2023-04-01  | L81002        | 2
            """,
        },
        expect="""
            person_id | year_starts_on | person_days | age | sex    | practice_code | neighbourhood | segment | deprivation_quintile | stratum_id | died
            1         | 2022-04-01     | 30          | 72  | female | L81001        | Harbour       | healthy | 1                    | 1          | false
            2         | 2022-04-01     | 365         | 71  | male   | L81002        | Hill          | healthy | 1                    | 2          | false
        """,
    )


def test_a_baby_is_nought_and_an_unknown_birth_has_no_age(step: SpecRunner) -> None:
    step.answers(
        "person_year",
        given={
            "stratum": STRATA,
            "person": """
                person_id | sex     | birth_month
                1         | female  | 2022-09-01
                2         | unknown |
            """,
            "resident_stretch": """
                person_id | year_starts_on | starts_on  | ends_before | practice_code | stratum_id
                1         | 2022-04-01     | 2022-09-11 | 2023-04-01  | L81001        | 1
                2         | 2022-04-01     | 2022-04-01 | 2023-04-01  | L81001        | 1
            """,
        },
        expect="""
            person_id | age
            1         | 0
            2         |
        """,
    )


def test_a_death_counts_in_the_year_of_those_who_lived_here_until_then(step: SpecRunner) -> None:
    # Person 1 died here on 9 May; person 2 left on 10 May and died later, elsewhere.
    step.answers(
        "person_year",
        given={
            "stratum": STRATA,
            "person": """
                person_id | birth_month | died_on
                1         | 1940-01-01  | 2022-05-09
                2         | 1940-01-01  | 2022-08-01
            """,
            "resident_stretch": """
                person_id | year_starts_on | starts_on  | ends_before | practice_code | stratum_id
                1         | 2022-04-01     | 2022-04-01 | 2022-05-10  | L81001        | 1
                2         | 2022-04-01     | 2022-04-01 | 2022-05-10  | L81001        | 1
            """,
        },
        expect="""
            person_id | person_days | died
            1         | 39          | true
            2         | 39          | false
        """,
    )
