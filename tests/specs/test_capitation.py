"""What person-based need is measured from: the year, the people of it, who serves them and what was known of them before."""

# ruff: noqa: E501 - a row of a table stays on one line, however wide
from __future__ import annotations

from tests.support.spec import SpecRunner

YEAR = """
    year_starts_on | year_ends_before | year_days | is_whole | has_year_before
    2023-04-01     | 2024-04-01       | 366       | true     | true
"""
LIVED = """
    person_id | year_starts_on | person_days | age | sex    | practice_code | neighbourhood | segment | deprivation_quintile
    1         | 2023-04-01     | 366         | 83  | female | L81001        | Harbour       | healthy | 1
    2         | 2023-04-01     | 100         | 91  | male   | L81002        |               |         |
    3         | 2023-04-01     | 366         |     | other  | L81001        | Harbour       | healthy | 5
    1         | 2022-04-01     | 365         | 82  | female | L81002        |               | healthy | 1
"""


def test_need_is_measured_in_the_latest_year_that_is_whole(step: SpecRunner) -> None:
    step.answers(
        "capitation_year",
        given={
            "score_date": """
                as_of      | year_ends_before
                2022-01-01 | 2023-01-01
                2023-01-01 | 2024-01-01
                2024-01-01 | 2024-06-01
                2024-06-01 |
            """,
            "place_period": "data_from | data_ends_before\n 2022-01-01 | 2024-06-01",
        },
        expect="""
            year_starts_on | year_ends_before | year_days | is_whole | has_year_before
            2023-01-01     | 2024-01-01       | 365       | true     | true
        """,
    )


def test_where_no_year_is_whole_it_is_the_latest_and_nothing_was_known_before_the_first(
    step: SpecRunner,
) -> None:
    step.answers(
        "capitation_year",
        given={
            "score_date": "as_of | year_ends_before\n 2024-01-01 | 2024-03-01\n 2024-03-01 | ",
            "place_period": "data_from | data_ends_before\n 2024-01-01 | 2024-03-01",
        },
        expect="""
            year_starts_on | year_ends_before | year_days | is_whole | has_year_before
            2024-01-01     | 2024-03-01       | 60        | false    | false
        """,
    )


def test_people_stand_with_what_was_known_and_what_their_care_cost_in_the_year(step: SpecRunner) -> None:
    step.answers(
        "capitation_person",
        given={
            "capitation_year": YEAR,
            "person_year": LIVED,
            "practice_hospital": "practice_code | hospital_code | contacts\n L81001 | RZZ1 | 9",
            "person_year_cost": """
                person_id | year_starts_on | setting          | amount_pence
                1         | 2023-04-01     | hospital         | 500000
                1         | 2023-04-01     | general-practice | 4800
                1         | 2022-04-01     | hospital         | 999999
            """,
        },
        expect="""
            person_id | person_days | age_band | sex    | deprivation_quintile | segment | practice_code | neighbourhood | hospital_code | cost_pence
            1         | 366         | 80       | female | 1                    | healthy | L81001        | Harbour       | RZZ1          | 504800
            2         | 100         | 85       | male   |                      |         | L81002        |               |               | 0
            3         | 366         |          | other  | 5                    | healthy | L81001        | Harbour       | RZZ1          | 0
        """,
    )


def test_a_practice_is_served_by_the_acute_trust_its_people_met_the_most_and_the_first_by_code_of_two(
    step: SpecRunner,
) -> None:
    step.answers(
        "practice_hospital",
        given={
            "capitation_year": YEAR,
            "person_year": LIVED,
            "organisation": """
                organisation_code | organisation_kind
                RZZ1              | acute
                RZZ2              | acute
                RZZ3              | community
            """,
            "person_year_organisation": """
                person_id | year_starts_on | organisation_code | contacts
                1         | 2023-04-01     | RZZ2              | 3
                3         | 2023-04-01     | RZZ2              | 1
                3         | 2023-04-01     | RZZ1              | 3
                3         | 2023-04-01     | RZZ3              | 50
                2         | 2023-04-01     | RZZ1              | 2
                2         | 2023-04-01     | RZZ2              | 2
                2         | 2022-04-01     | RZZ2              | 9
            """,
        },
        expect="""
            practice_code | hospital_code | contacts
            L81001        | RZZ2          | 4
            L81002        | RZZ1          | 2
        """,
    )


def test_a_condition_is_known_when_it_was_recorded_before_the_year_and_still_counts(step: SpecRunner) -> None:
    step.answers(
        "capitation_condition",
        given={
            "capitation_year": YEAR,
            "person_year": LIVED,
            "long_term_condition": """
                person_id | condition | title    | starts_on  | ends_before
                1         | diabetes  | Diabetes | 2023-04-01 |
                1         | cancer    | Cancer   | 2015-01-01 | 2023-04-01
                1         | asthma    | Asthma   | 2023-04-02 |
                2         | cancer    | Cancer   | 2020-01-01 | 2025-01-01
                9         | diabetes  | Diabetes | 2010-01-01 |
            """,
        },
        expect="""
            person_id | condition | title
            1         | diabetes  | Diabetes
            2         | cancer    | Cancer
        """,
    )


def test_with_too_few_people_need_is_not_measured_and_the_card_says_why(step: SpecRunner) -> None:
    step.answers(
        "capitation_card",
        given={
            "capitation_year": YEAR,
            "capitation_person": """
                person_id | person_days | age_band | sex    | practice_code | cost_pence
                1         | 366         | 40       | female | L81001        | 5000
            """,
        },
        expect="""
            item                     | words
            year                     | 2023-04-01, 366 days
            why need is not measured | only 1 person in the year; 200 are needed
        """,
    )
    step.answers("capitation_fit", given={}, expect="model | adds")


def test_need_follows_what_tells_people_apart_and_the_cost_of_the_year_is_shared_out_whole(
    step: SpecRunner,
) -> None:
    people = [(n, "female", "L81001", 100_000) for n in range(1, 111)]
    people += [(n, "male", "L81002", 200_000) for n in range(111, 221)]
    rows = [f"{n} | 366 | 40 | {sex} | {practice} | {pence}" for n, sex, practice, pence in people]
    head = "person_id | person_days | age_band | sex | practice_code | cost_pence"
    step.answers(
        "practice_need",
        given={"capitation_year": YEAR, "capitation_person": "\n".join([head, *rows])},
        expect="""
            practice_code | people | person_years | cost_pence | need_index  | cost_to_expected | believed    | index_used  | budget_pence
            L81001        | 110    | 110          | 11000000   | 0.666666667 | 1                | 0.029649596 | 0.666666667 | 11000000
            L81002        | 110    | 110          | 22000000   | 1.333333333 | 1                | 0.029649596 | 1.333333333 | 22000000
        """,
    )


def test_in_the_first_year_of_the_data_need_is_measured_and_the_card_says_what_was_not_known(
    step: SpecRunner,
) -> None:
    rows = [f"{n} | 366 | 40 | female | L81001 | {1000 * (n % 2)}" for n in range(1, 221)]
    head = "person_id | person_days | age_band | sex | practice_code | cost_pence"
    step.answers(
        "capitation_card",
        given={
            "capitation_year": YEAR.replace("true     | true", "true     | false"),
            "capitation_person": "\n".join([head, *rows]),
        },
        expect="""
            item                                              | value
            year                                              | 366
            history before the year                           |
            people                                            | 220
            mean cost of a person-year, pence                 | 500
            threshold for a person-year, pence                | 1000
            share of cost above the threshold, pooled         | 0
            people predicted below nothing, counted as nothing | 0
            characteristics left out                          | 4
            person-years at which own cost counts for half    | 3600
        """,
    )
