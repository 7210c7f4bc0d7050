"""Who is in the population, and why."""

from __future__ import annotations

from tests.support.spec import SpecRunner

REGISTERED = """
    counted    | registered_with
    registered | neighbourhoods
"""
TWO_YEARS = """
    data_from  | data_until | data_ends_before
    2022-04-01 | 2024-03-31 | 2024-04-01
"""
PRACTICES = """
    practice_code | neighbourhood
    L81001        | Harbour
    L81002        | Hill
"""
ALIVE = """
    person_id | birth_month
    1         | 1960-05-01
"""


def place(**tables: str) -> dict[str, str]:
    """A place that counts people registered, with two practices and one person of sixty, changed by what is given."""
    usual = {
        "population_rule": REGISTERED,
        "place_period": TWO_YEARS,
        "place_practice": PRACTICES,
        "person": ALIVE,
    }
    return usual | tables


def test_a_person_is_a_resident_from_the_first_day_registered(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2022-07-09 |
            """
        ),
        expect="""
            person_id | practice_code | neighbourhood | starts_on  | ends_before | reason
            1         | L81001        | Harbour       | 2022-07-09 | 2024-04-01  | registered with L81001 from 2022-07-09
        """,
    )


def test_a_spell_that_began_before_the_data_keeps_its_own_start(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 1998-03-02 |
            """
        ),
        expect="""
            person_id | starts_on  | ends_before
            1         | 1998-03-02 | 2024-04-01
        """,
    )


def test_a_person_who_moves_within_the_place_has_a_spell_in_each_neighbourhood(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 | 2023-02-10
                1         | L81002        | 2023-02-10 |
            """
        ),
        expect="""
            person_id | neighbourhood | starts_on  | ends_before
            1         | Harbour       | 2020-01-01 | 2023-02-10
            1         | Hill          | 2023-02-10 | 2024-04-01
        """,
    )


def test_a_person_who_registers_outside_the_place_has_left_it(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 | 2023-02-10
                1         | Y99999        | 2023-02-10 |
            """
        ),
        expect="""
            person_id | neighbourhood | starts_on  | ends_before
            1         | Harbour       | 2020-01-01 | 2023-02-10
        """,
    )


def test_a_place_that_counts_any_practice_keeps_people_of_practices_in_no_neighbourhood(
    step: SpecRunner,
) -> None:
    step.answers(
        "resident",
        given=place(
            population_rule="""
                counted    | registered_with
                registered | any-practice
            """,
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | Y99999        | 2023-02-10 |
            """,
        ),
        expect="""
            person_id | practice_code | neighbourhood | starts_on  | ends_before
            1         | Y99999        |               | 2023-02-10 | 2024-04-01
        """,
    )


def test_the_day_of_death_is_the_last_day_of_living_here(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            person="""
                person_id | birth_month | died_on
                1         | 1930-05-01  | 2023-11-20
            """,
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 |
            """,
        ),
        expect="""
            person_id | starts_on  | ends_before
            1         | 2020-01-01 | 2023-11-21
        """,
    )


def test_nobody_registers_after_death_or_lives_here_before_birth(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            person="""
                person_id | birth_month | died_on
                1         | 1930-05-01  | 2019-11-20
                2         | 2023-06-01  |
            """,
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 |
                2         | L81001        | 2023-05-20 |
            """,
        ),
        expect="""
            person_id | starts_on  | ends_before
            2         | 2023-06-01 | 2024-04-01
        """,
    )


def test_a_baby_lives_here_from_the_day_registered(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            person="""
                person_id | birth_month
                2         | 2023-06-01
            """,
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                2         | L81001        | 2023-06-28 |
            """,
        ),
        expect="""
            person_id | starts_on  | ends_before | reason
            2         | 2023-06-28 | 2024-04-01  | registered with L81001 from 2023-06-28
        """,
    )


def test_the_reason_names_the_practice_joined_before_it_merged(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before | joined_as
                1         | L81001        | 2019-01-01 |             | L81009
            """
        ),
        expect="""
            person_id | practice_code | reason
            1         | L81001        | registered with L81001 from 2019-01-01, first as L81009
        """,
    )


def test_the_successor_of_a_practice_of_the_place_belongs_to_its_neighbourhood(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            standing_organisation="""
                organisation_code | standing_code
                L81002            | L81050
            """,
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | L81050        | 2019-01-01 |
            """,
        ),
        expect="""
            person_id | practice_code | neighbourhood
            1         | L81050        | Hill
        """,
    )


def test_a_person_without_registration_is_no_resident_where_people_registered_count(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            first_seen="""
                person_id | seen_on
                1         | 2022-05-05
            """
        ),
        expect="person_id | starts_on",
    )


def test_a_person_is_a_resident_from_the_first_day_seen_where_people_seen_count(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            population_rule="""
                counted | registered_with
                seen    | any-practice
            """,
            first_seen="""
                person_id | seen_on
                1         | 2022-05-05
            """,
        ),
        expect="""
            person_id | practice_code | neighbourhood | starts_on  | ends_before | reason
            1         |               |               | 2022-05-05 | 2024-04-01  | first seen on 2022-05-05
        """,
    )


def test_a_registration_that_begins_after_the_data_end_does_not_count_yet(step: SpecRunner) -> None:
    step.answers(
        "resident",
        given=place(
            registered_spell="""
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2024-04-01 |
            """
        ),
        expect="person_id | starts_on",
    )
