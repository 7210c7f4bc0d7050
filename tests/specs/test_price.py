"""Unit prices laid out so that a contact finds its own."""

from __future__ import annotations

from tests.support.spec import SpecRunner

TWO_CALENDAR_YEARS = """
    month      | ends_before
    2022-12-01 | 2023-01-01
    2023-01-01 | 2023-02-01
"""


def test_a_price_has_a_row_for_each_calendar_year_it_applies_in(step: SpecRunner) -> None:
    step.answers(
        "price",
        given={
            "month": TWO_CALENDAR_YEARS,
            "unit_price": """
                price_code | setting  | kind      | began     | starts_on  | ends_before | unit    | amount_pence
                stay-2022  | hospital | admission | emergency | 2020-04-01 | 2023-01-01  | contact | 100
                stay-2023  | hospital | admission | emergency | 2023-01-01 |             | contact | 110
            """,
        },
        expect="""
            price_code | began     | calendar_year | starts_on  | ends_before | amount_pence
            stay-2022  | emergency | 2022          | 2020-04-01 | 2023-01-01  | 100
            stay-2022  | emergency | 2023          | 2020-04-01 | 2023-01-01  | 100
            stay-2023  | emergency | 2023          | 2023-01-01 | 9999-12-31  | 110
        """,
    )


def test_a_price_for_any_way_of_beginning_has_a_row_for_each_and_for_not_recorded(step: SpecRunner) -> None:
    step.answers(
        "price",
        given={
            "month": """
                month      | ends_before
                2022-12-01 | 2023-01-01
            """,
            "unit_price": """
                price_code | setting     | kind      | starts_on  | unit | amount_pence
                home       | social-care | care-home | 2020-04-01 | week | 700
            """,
        },
        expect="""
            price_code | began        | minimum_bed_days | maximum_bed_days | unit | days_in_unit
            home       | emergency    | -1               | 32767            | week | 7
            home       | elective     | -1               | 32767            | week | 7
            home       | maternity    | -1               | 32767            | week | 7
            home       | transfer     | -1               | 32767            | week | 7
            home       | other        | -1               | 32767            | week | 7
            home       | not recorded | -1               | 32767            | week | 7
        """,
    )
