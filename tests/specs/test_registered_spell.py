"""Registrations as sent by practices, made into one practice a person on any day."""

from __future__ import annotations

from tests.support.spec import SpecRunner


def test_a_person_who_registers_elsewhere_leaves_the_former_practice_that_day(step: SpecRunner) -> None:
    step.answers(
        "registered_spell",
        given={
            "registration": """
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 |
                1         | L81002        | 2022-06-15 |
            """
        },
        expect="""
            person_id | practice_code | starts_on  | ends_before | joined_as
            1         | L81001        | 2020-01-01 | 2022-06-15  |
            1         | L81002        | 2022-06-15 |             |
        """,
    )


def test_a_registration_that_ended_before_the_next_began_leaves_a_gap(step: SpecRunner) -> None:
    step.answers(
        "registered_spell",
        given={
            "registration": """
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 | 2021-01-01
                1         | L81001        | 2021-03-01 |
            """
        },
        expect="""
            person_id | practice_code | starts_on  | ends_before
            1         | L81001        | 2020-01-01 | 2021-01-01
            1         | L81001        | 2021-03-01 |
        """,
    )


def test_the_later_of_two_overlapping_registrations_counts_even_when_it_ends_first(step: SpecRunner) -> None:
    # L81001 never learnt that the person left it in 2021, so its open registration proves nothing after that.
    step.answers(
        "registered_spell",
        given={
            "registration": """
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 |
                1         | L81002        | 2021-01-01 | 2021-07-01
            """
        },
        expect="""
            person_id | practice_code | starts_on  | ends_before
            1         | L81001        | 2020-01-01 | 2021-01-01
            1         | L81002        | 2021-01-01 | 2021-07-01
        """,
    )


def test_of_two_registrations_that_begin_on_one_day_the_one_that_ends_later_counts(step: SpecRunner) -> None:
    step.answers(
        "registered_spell",
        given={
            "registration": """
                person_id | practice_code | starts_on  | ends_before
                1         | L81003        | 2020-01-01 | 2020-02-01
                1         | L81001        | 2020-01-01 |
                2         | L81001        | 2020-01-01 |
                2         | L81002        | 2020-01-01 |
            """
        },
        expect="""
            person_id | practice_code | starts_on  | ends_before
            1         | L81001        | 2020-01-01 |
            2         | L81002        | 2020-01-01 |
        """,
    )


def test_a_registration_sent_twice_counts_once(step: SpecRunner) -> None:
    step.answers(
        "registered_spell",
        given={
            "registration": """
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 |
                1         | L81001        | 2020-01-01 |
            """
        },
        expect="""
            person_id | practice_code | starts_on  | ends_before
            1         | L81001        | 2020-01-01 |
        """,
    )


def test_patients_of_a_practice_that_merged_stay_in_one_spell_with_its_successor(step: SpecRunner) -> None:
    step.answers(
        "registered_spell",
        given={
            "registration": """
                person_id | practice_code | starts_on  | ends_before
                1         | L81009        | 2019-01-01 | 2021-04-01
                1         | L81001        | 2021-04-01 |
                2         | L81009        | 2019-01-01 |
            """,
            "standing_organisation": """
                organisation_code | standing_code
                L81009            | L81001
                L81001            | L81001
            """,
        },
        expect="""
            person_id | practice_code | starts_on  | ends_before | joined_as
            1         | L81001        | 2019-01-01 |             | L81009
            2         | L81001        | 2019-01-01 |             | L81009
        """,
    )


def test_a_registration_that_ends_before_it_starts_does_not_count(step: SpecRunner) -> None:
    step.answers(
        "registered_spell",
        given={
            "registration": """
                person_id | practice_code | starts_on  | ends_before
                1         | L81001        | 2020-01-01 | 2019-01-01
                2         | L81001        | 2020-01-01 | 2020-01-01
            """
        },
        expect="person_id | practice_code | starts_on | ends_before",
    )
