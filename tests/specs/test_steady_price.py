"""Kinds that cost the same all through each month or year."""

# ruff: noqa: E501 - a row of a table stays on one line, however wide
from __future__ import annotations

from tests.support.spec import SpecRunner

MONTHS = """
    month      | ends_before
    2022-04-01 | 2022-05-01
    2022-05-01 | 2022-06-01
"""
YEARS = """
    as_of      | year_ends_before
    2022-04-01 | 2022-06-01
    2022-06-01 |
"""


def test_one_price_for_all_its_contacts_from_the_first_day_to_the_last_is_steady(step: SpecRunner) -> None:
    step.answers(
        "steady_price",
        given={
            "month": MONTHS,
            "score_date": YEARS,
            "unit_price": """
                price_code | setting  | kind       | starts_on  | ends_before | unit    | amount_pence
                visit-2021 | hospital | outpatient | 2021-04-01 | 2022-04-01  | contact | 16000
                visit-2022 | hospital | outpatient | 2022-04-01 |             | contact | 17500
            """,
        },
        expect="""
            span  | starts_on  | setting  | kind       | amount_pence
            month | 2022-04-01 | hospital | outpatient | 17500
            month | 2022-05-01 | hospital | outpatient | 17500
            year  | 2022-04-01 | hospital | outpatient | 17500
        """,
    )


def test_a_price_that_changes_between_two_months_is_steady_only_by_month(step: SpecRunner) -> None:
    step.answers(
        "steady_price",
        given={
            "month": MONTHS,
            "score_date": YEARS,
            "unit_price": """
                price_code | setting  | kind       | starts_on  | ends_before | unit    | amount_pence
                visit-old  | hospital | outpatient | 2021-04-01 | 2022-05-01  | contact | 16000
                visit-new  | hospital | outpatient | 2022-05-01 |             | contact | 17500
                came-late  | hospital | day-case   | 2022-05-01 |             | contact | 90000
            """,
        },
        expect="""
            span  | starts_on  | kind       | amount_pence
            month | 2022-04-01 | outpatient | 16000
            month | 2022-05-01 | outpatient | 17500
        """,
    )


def test_prices_by_way_of_beginning_by_bed_days_or_by_time_are_not_steady(step: SpecRunner) -> None:
    step.answers(
        "steady_price",
        given={
            "month": MONTHS,
            "score_date": YEARS,
            "unit_price": """
                price_code | setting       | kind                    | began    | maximum_bed_days | starts_on  | unit    | amount_pence
                planned    | hospital      | admission               | elective |                  | 2021-04-01 | contact | 668901
                short      | hospital      | day-case                |          | 1                | 2021-04-01 | contact | 107747
                ward       | mental-health | mental-health-admission |          |                  | 2021-04-01 | bed day | 83756
                home       | social-care   | care-home               |          |                  | 2021-04-01 | week    | 87000
            """,
        },
        expect="span | kind",
    )
