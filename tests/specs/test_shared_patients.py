"""Organisations that care for the same people."""

from __future__ import annotations

from tests.support.spec import SpecRunner


def test_a_pair_counts_the_people_both_saw_and_their_contacts(step: SpecRunner) -> None:
    step.answers(
        "shared_patients",
        given={
            "measure_threshold": "threshold | amount\nshared-patients | 2",
            "organisation_people": """
                person_id | organisation_code | year_starts_on | contacts
                1         | L81001            | 2023-04-01     | 3
                1         | RZZ1              | 2023-04-01     | 2
                2         | L81001            | 2023-04-01     | 1
                2         | RZZ1              | 2023-04-01     | 4
                2         | RY1               | 2023-04-01     | 5
                3         | L81001            | 2023-04-01     | 9
            """,
        },
        expect="""
            year_starts_on | organisation_a | organisation_b | people | contacts | people_a | people_b | tied
            2023-04-01     | L81001         | RZZ1           | 2      | 10       | 3        | 2        | true
            2023-04-01     | L81001         | RY1            | 1      | 6        | 3        | 1        | false
            2023-04-01     | RY1            | RZZ1           | 1      | 9        | 1        | 2        | false
        """,
    )


def test_the_network_is_drawn_of_the_latest_whole_year(step: SpecRunner) -> None:
    step.answers(
        "organisation_people",
        given={
            "score_date": """
                as_of      | year_ends_before
                2021-04-01 | 2022-04-01
                2022-04-01 | 2023-04-01
                2023-04-01 | 2023-05-01
                2023-05-01 |
            """,
            "person_year_organisation": """
                person_id | year_starts_on | organisation_code | contacts
                1         | 2021-04-01     | L81001            | 3
                1         | 2022-04-01     | L81002            | 4
                1         | 2023-04-01     | L81003            | 5
            """,
        },
        expect="""
            person_id | organisation_code | year_starts_on | contacts
            1         | L81002            | 2022-04-01     | 4
        """,
    )


def test_a_place_with_less_than_a_year_draws_what_it_has(step: SpecRunner) -> None:
    step.answers(
        "organisation_people",
        given={
            "score_date": """
                as_of      | year_ends_before
                2023-04-01 | 2023-08-01
                2023-08-01 |
            """,
            "person_year_organisation": """
                person_id | year_starts_on | organisation_code | contacts
                1         | 2023-04-01     | L81003            | 5
            """,
        },
        expect="""
            person_id | organisation_code | contacts
            1         | L81003            | 5
        """,
    )
