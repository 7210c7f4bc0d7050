"""The days people lived in the place, cut by year and practice, each with its stratum."""

from __future__ import annotations

from tests.support.spec import SpecRunner

TWO_YEARS = """
    as_of      | year_ends_before
    2022-04-01 | 2023-04-01
    2023-04-01 | 2024-04-01
    2024-04-01 |
"""
STRATA = """
    stratum_id | neighbourhood | segment  | deprivation_quintile
    1          |               |          |
    2          | Harbour       |          |
    3          | Harbour       | healthy  | 2
    4          | Harbour       | frailty  | 2
    5          | Hill          | healthy  | 2
"""
RULE = """
    counted    | segments
    registered | bridges-to-health
"""


def test_a_spell_is_cut_where_a_year_begins_and_takes_the_segment_of_that_day(step: SpecRunner) -> None:
    step.answers(
        "resident_stretch",
        given={
            "score_date": TWO_YEARS,
            "stratum": STRATA,
            "population_rule": RULE,
            "resident": """
                person_id | practice_code | neighbourhood | starts_on  | ends_before
                1         | L81001        | Harbour       | 1999-01-01 | 2024-04-01
            """,
            "person_segment": """
                person_id | as_of      | scheme            | segment
                1         | 2022-04-01 | bridges-to-health | healthy
                1         | 2022-04-01 | core-segments     | CS5
                1         | 2023-04-01 | bridges-to-health | frailty
            """,
            "person_home": """
                person_id | as_of      | deprivation_quintile
                1         | 2022-04-01 | 2
                1         | 2023-04-01 | 2
            """,
        },
        expect="""
            person_id | year_starts_on | starts_on  | ends_before | practice_code | stratum_id
            1         | 2022-04-01     | 2022-04-01 | 2023-04-01  | L81001        | 3
            1         | 2023-04-01     | 2023-04-01 | 2024-04-01  | L81001        | 4
        """,
    )


def test_a_move_within_the_year_makes_two_stretches(step: SpecRunner) -> None:
    step.answers(
        "resident_stretch",
        given={
            "score_date": TWO_YEARS,
            "stratum": STRATA,
            "population_rule": RULE,
            "resident": """
                person_id | practice_code | neighbourhood | starts_on  | ends_before
                1         | L81001        | Harbour       | 2022-01-01 | 2022-09-10
                1         | L81002        | Hill          | 2022-09-10 | 2022-12-01
            """,
            "person_segment": """
                person_id | as_of      | scheme            | segment
                1         | 2022-04-01 | bridges-to-health | healthy
            """,
            "person_home": """
                person_id | as_of      | deprivation_quintile
                1         | 2022-04-01 | 2
            """,
        },
        expect="""
            starts_on  | ends_before | practice_code | stratum_id
            2022-04-01 | 2022-09-10  | L81001        | 3
            2022-09-10 | 2022-12-01  | L81002        | 5
        """,
    )


def test_a_baby_is_not_scored_until_the_next_year(step: SpecRunner) -> None:
    step.answers(
        "resident_stretch",
        given={
            "score_date": TWO_YEARS,
            "stratum": STRATA,
            "population_rule": RULE,
            "resident": """
                person_id | practice_code | neighbourhood | starts_on  | ends_before
                1         | L81001        | Harbour       | 2022-06-15 | 2024-04-01
            """,
            "person_segment": """
                person_id | as_of      | scheme            | segment
                1         | 2023-04-01 | bridges-to-health | healthy
            """,
            "person_home": """
                person_id | as_of      | deprivation_quintile
                1         | 2023-04-01 | 2
            """,
        },
        expect="""
            starts_on  | ends_before | stratum_id
            2022-06-15 | 2023-04-01  | 2
            2023-04-01 | 2024-04-01  | 3
        """,
    )


def test_a_spell_that_ended_before_the_period_covered_has_no_stretch(step: SpecRunner) -> None:
    step.answers(
        "resident_stretch",
        given={
            "score_date": TWO_YEARS,
            "stratum": STRATA,
            "population_rule": RULE,
            "resident": """
                person_id | practice_code | neighbourhood | starts_on  | ends_before
                1         | L81001        | Harbour       | 2019-06-15 | 2022-04-01
            """,
        },
        expect="person_id | starts_on",
    )
