"""What each contact cost, and which price says so."""

# ruff: noqa: E501 - a row of a table stays on one line, however wide
from __future__ import annotations

from tests.support.spec import SpecRunner

PRICES = """
    price_code  | setting          | kind                    | began        | calendar_year | minimum_bed_days | maximum_bed_days | starts_on  | ends_before | unit    | days_in_unit | amount_pence
    short-2022  | hospital         | admission               | emergency    | 2022          | -1               | 1                | 2020-01-01 | 9999-12-31  | contact |              | 82586
    long-2022   | hospital         | admission               | emergency    | 2022          | 2                | 32767            | 2020-01-01 | 9999-12-31  | contact |              | 541928
    visit-2022  | general-practice | consultation            | not recorded | 2022          | -1               | 32767            | 2020-01-01 | 2022-10-01  | contact |              | 4800
    visit-2023  | general-practice | consultation            | not recorded | 2022          | -1               | 32767            | 2022-10-01 | 9999-12-31  | contact |              | 5000
    home-2022   | social-care      | care-home               | not recorded | 2022          | -1               | 32767            | 2020-01-01 | 9999-12-31  | week    | 7            | 87000
    bed-2022    | mental-health    | mental-health-admission | emergency    | 2022          | -1               | 32767            | 2020-01-01 | 9999-12-31  | bed day | 1            | 83756
    item-2022   | general-practice | prescription-item       | not recorded | 2022          | -1               | 32767            | 2020-01-01 | 9999-12-31  | item    |              | 889
"""
AUTUMN = """
    data_from  | data_until | data_ends_before
    2022-09-15 | 2022-11-30 | 2022-12-01
"""
MONTHS = """
    month      | ends_before
    2022-09-01 | 2022-10-01
    2022-10-01 | 2022-11-01
    2022-11-01 | 2022-12-01
"""


def autumn(**tables: str) -> dict[str, str]:
    """Seven prices and ten weeks of 2022, with the contacts or items given."""
    return {"price": PRICES, "place_period": AUTUMN, "month": MONTHS} | tables


def test_an_emergency_stay_costs_the_price_for_its_bed_days(step: SpecRunner) -> None:
    step.answers(
        "cost",
        given=autumn(
            contact="""
                contact_id | person_id | organisation_code | setting  | kind      | began     | starts_on  | ends_before | bed_days | attended
                10         | 1         | RZZ1              | hospital | admission | emergency | 2022-10-05 | 2022-10-07  | 1        | true
                11         | 1         | RZZ1              | hospital | admission | emergency | 2022-10-15 | 2022-10-18  | 2        | true
            """
        ),
        expect="""
            source_id | person_id | organisation_code | day        | setting  | kind      | price_code | part | units | amount_pence | reason
            10        | 1         | RZZ1              | 2022-10-05 | hospital | admission | short-2022 | 1    | 1     | 82586        | priced
            11        | 1         | RZZ1              | 2022-10-15 | hospital | admission | long-2022  | 1    | 1     | 541928       | priced
        """,
    )


def test_a_contact_costs_the_price_of_its_day(step: SpecRunner) -> None:
    step.answers(
        "cost",
        given=autumn(
            contact="""
                contact_id | person_id | setting          | kind         | starts_on  | ends_before | attended
                10         | 1         | general-practice | consultation | 2022-09-30 | 2022-10-01  | true
                11         | 1         | general-practice | consultation | 2022-10-01 | 2022-10-02  | true
            """
        ),
        expect="""
            source_id | price_code | amount_pence
            10        | visit-2022 | 4800
            11        | visit-2023 | 5000
        """,
    )


def test_a_contact_that_the_person_did_not_come_to_costs_nothing_and_says_why(step: SpecRunner) -> None:
    step.answers(
        "cost",
        given=autumn(
            contact="""
                contact_id | person_id | setting          | kind         | starts_on  | ends_before | attended
                10         | 1         | general-practice | consultation | 2022-10-01 | 2022-10-02  | false
            """
        ),
        expect="""
            source_id | price_code | amount_pence | reason
            10        |            | 0            | did not attend
        """,
    )


def test_a_contact_without_a_price_is_kept_and_says_so(step: SpecRunner) -> None:
    step.answers(
        "cost",
        given=autumn(
            contact="""
                contact_id | person_id | setting  | kind       | starts_on  | ends_before | attended
                10         | 1         | hospital | outpatient | 2022-10-01 | 2022-10-02  | true
            """
        ),
        expect="""
            source_id | price_code | amount_pence | reason
            10        |            | 0            | no price
        """,
    )


def test_a_week_in_a_care_home_is_priced_by_the_days_of_each_month(step: SpecRunner) -> None:
    # 20 to 30 September is 11 days: 11 / 7 x 87,000 = 136,714.29 pence; 1 to 3 October is 3 days: 37,285.71.
    step.answers(
        "cost",
        given=autumn(
            contact="""
                contact_id | person_id | setting     | kind      | starts_on  | ends_before | attended
                10         | 1         | social-care | care-home | 2022-09-20 | 2022-10-04  | true
            """
        ),
        expect="""
            source_id | day        | price_code | part | units             | amount_pence | reason
            10        | 2022-09-20 | home-2022  | 1    | 1.571428571428571 | 136714       | priced
            10        | 2022-10-01 | home-2022  | 2    | 0.428571428571429 | 37286        | priced
        """,
    )


def test_a_spell_that_goes_on_is_priced_within_the_period_covered(step: SpecRunner) -> None:
    # From 15 September: 16 days, then 31 of October and 30 of November.
    step.answers(
        "cost",
        given=autumn(
            contact="""
                contact_id | person_id | setting     | kind      | starts_on  | ends_before | attended
                10         | 1         | social-care | care-home | 2019-01-01 |             | true
            """
        ),
        expect="""
            day        | part | amount_pence
            2022-09-15 | 1    | 198857
            2022-10-01 | 2    | 385286
            2022-11-01 | 3    | 372857
        """,
    )


def test_a_stay_priced_by_bed_day_counts_nights_and_at_least_one(step: SpecRunner) -> None:
    # In on 29 September, out on 2 October: the nights of the 29th, the 30th and the 1st.
    step.answers(
        "cost",
        given=autumn(
            contact="""
                contact_id | person_id | setting       | kind                    | began     | starts_on  | ends_before | bed_days | attended
                10         | 1         | mental-health | mental-health-admission | emergency | 2022-09-29 | 2022-10-03  | 3        | true
                11         | 2         | mental-health | mental-health-admission | emergency | 2022-10-10 | 2022-10-11  | 0        | true
            """
        ),
        expect="""
            source_id | day        | units | amount_pence
            10        | 2022-09-29 | 2     | 167512
            10        | 2022-10-01 | 1     | 83756
            11        | 2022-10-10 | 1     | 83756
        """,
    )


def test_a_prescribed_item_costs_the_price_of_an_item(step: SpecRunner) -> None:
    step.answers(
        "cost",
        given=autumn(
            medication="""
                medication_id | person_id | organisation_code | issued_on
                70            | 1         | L81001            | 2022-11-30
                71            | 1         | L81001            | 2022-12-01
            """
        ),
        expect="""
            source_id | organisation_code | day        | setting          | kind              | price_code | amount_pence
            70        | L81001            | 2022-11-30 | general-practice | prescription-item | item-2022  | 889
        """,
    )


def test_a_contact_before_the_period_covered_has_no_cost_line(step: SpecRunner) -> None:
    step.answers(
        "cost",
        given=autumn(
            contact="""
                contact_id | person_id | setting          | kind         | starts_on  | ends_before | attended
                10         | 1         | general-practice | consultation | 2022-09-14 | 2022-09-15  | true
            """
        ),
        expect="source_id | amount_pence",
    )
