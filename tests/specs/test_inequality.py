"""Inequality by deprivation, for each measure and year."""

from __future__ import annotations

from tests.support.spec import SpecRunner

YEAR = {
    "place_period": """
        data_from  | data_until | data_ends_before
        2022-04-01 | 2023-03-31 | 2023-04-01
    """,
    "score_date": """
        as_of      | year_ends_before
        2022-04-01 | 2023-04-01
        2023-04-01 |
    """,
    "measure_definition": """
        measure              | mark | counts   | denominator  | multiplier
        emergency_admissions | any  | contacts | person-years | 1000
    """,
}


def test_the_slope_runs_from_the_least_to_the_most_deprived_person(step: SpecRunner) -> None:
    # Five equal quintiles with 50, 40, 30, 20 and 10 admissions per 1,000 person-years from the most to the least deprived
    # stand at ranks 0.9, 0.7, 0.5, 0.3 and 0.1: a line from 5 at rank 0 to 55 at rank 1. Slope 50, relative 55 / 5 = 11.
    # The quintile of the most deprived comes in two months, which add up; unknown homes are left out.
    step.answers(
        "inequality",
        given=YEAR
        | {
            "measure_month": """
                measure              | month      | deprivation_quintile | numerator | denominator
                emergency_admissions | 2022-04-01 | 1                    | 20        | 500
                emergency_admissions | 2022-05-01 | 1                    | 30        | 500
                emergency_admissions | 2022-04-01 | 2                    | 40        | 1000
                emergency_admissions | 2022-04-01 | 3                    | 30        | 1000
                emergency_admissions | 2022-04-01 | 4                    | 20        | 1000
                emergency_admissions | 2022-04-01 | 5                    | 10        | 1000
                emergency_admissions | 2022-04-01 |                      | 900       | 1000
            """
        },
        expect="""
            measure              | year_starts_on | quintiles | slope | relative | chance
            emergency_admissions | 2022-04-01     | 5         | 50    | 11       | poisson
        """,
    )


def test_two_quintiles_are_too_few_for_an_index(step: SpecRunner) -> None:
    step.answers(
        "inequality",
        given=YEAR
        | {
            "measure_month": """
                measure              | month      | deprivation_quintile | numerator | denominator
                emergency_admissions | 2022-04-01 | 1                    | 20        | 500
                emergency_admissions | 2022-04-01 | 2                    | 40        | 1000
            """
        },
        expect="measure | slope",
    )


def test_the_months_of_a_year_are_those_that_begin_in_it(step: SpecRunner) -> None:
    step.answers(
        "inequality",
        given=YEAR
        | {
            "score_date": """
                as_of      | year_ends_before
                2022-04-15 | 2023-04-15
                2023-04-15 | 2023-05-01
                2023-05-01 |
            """,
            "place_period": """
                data_from  | data_until | data_ends_before
                2022-04-15 | 2023-04-30 | 2023-05-01
            """,
            "measure_month": """
                measure              | month      | deprivation_quintile | numerator | denominator
                emergency_admissions | 2022-04-01 | 1                    | 30        | 1000
                emergency_admissions | 2022-04-01 | 2                    | 30        | 1000
                emergency_admissions | 2023-04-01 | 3                    | 30        | 1000
            """,
        },
        expect="""
            year_starts_on | quintiles | slope | relative
            2022-04-15     | 3         | 0     | 1
        """,
    )


def test_cost_per_person_has_its_own_index(step: SpecRunner) -> None:
    # 1,000 person-years each; 150,000, 130,000 and 110,000 pence a person-year at ranks 5/6, 1/2 and 1/6 lie on a line that
    # rises by 60,000: 600 pounds; 1,600 / 1,000 = 1.6. They lie on it exactly, so the limits close on it.
    step.answers(
        "cost_inequality",
        given={
            "place_period": YEAR["place_period"],
            "score_date": YEAR["score_date"],
            "measure_definition": """
                measure         | mark | counts       | denominator  | multiplier
                cost_per_person | any  | amount_pence | person-years | 0.01
            """,
            "cost_measure_month": """
                measure         | month      | deprivation_quintile | numerator | denominator
                cost_per_person | 2022-04-01 | 1                    | 150000000 | 1000
                cost_per_person | 2022-04-01 | 3                    | 130000000 | 1000
                cost_per_person | 2022-04-01 | 5                    | 110000000 | 1000
            """,
        },
        expect="""
            measure         | quintiles | slope | slope_low | slope_high | relative | relative_low | relative_high | chance
            cost_per_person | 3         | 600   | 600       | 600        | 1.6      | 1.6          | 1.6           | residual
        """,
    )
