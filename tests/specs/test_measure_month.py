"""Measures by month, neighbourhood, segment and deprivation."""

from __future__ import annotations

from tests.support.spec import SpecRunner

STRATA = """
    stratum_id | neighbourhood | segment | deprivation_quintile
    1          | Harbour       | healthy | 1
    2          | Hill          | frailty |
"""
MAY = """
    month      | stratum_id | people | person_days
    2022-05-01 | 1          | 100    | 1461
    2022-05-01 | 2          | 1      | 31
"""


def test_a_rate_divides_contacts_by_the_days_lived_here(step: SpecRunner) -> None:
    # 1,461 days are 4 person-years. Nobody of stratum 2 was admitted: their time at risk still counts.
    step.answers(
        "measure_month",
        given={
            "stratum": STRATA,
            "population_month": MAY,
            "measure_definition": """
                measure              | setting  | kind      | began     | mark | counts   | denominator
                emergency_admissions | hospital | admission | emergency | any  | contacts | person-years
                emergency_bed_days   | hospital | admission | emergency | any  | bed_days | person-years
            """,
            "activity_month": """
                month      | stratum_id | setting  | kind      | began     | mark       | contacts | bed_days
                2022-05-01 | 1          | hospital | admission | emergency | any        | 3        | 11
                2022-05-01 | 1          | hospital | admission | emergency | readmitted | 1        | 4
                2022-05-01 | 1          | hospital | admission | elective  | any        | 2        | 5
            """,
        },
        expect="""
            measure              | month      | neighbourhood | segment | deprivation_quintile | numerator | denominator
            emergency_admissions | 2022-05-01 | Harbour       | healthy | 1                    | 3         | 4
            emergency_admissions | 2022-05-01 | Hill          | frailty |                      | 0         | 0.08487337
            emergency_bed_days   | 2022-05-01 | Harbour       | healthy | 1                    | 11        | 4
            emergency_bed_days   | 2022-05-01 | Hill          | frailty |                      | 0         | 0.08487337
        """,
    )


def test_a_measure_of_any_beginning_adds_them_up(step: SpecRunner) -> None:
    step.answers(
        "measure_month",
        given={
            "stratum": STRATA,
            "population_month": "month | stratum_id | person_days\n2022-05-01 | 1 | 1461",
            "measure_definition": """
                measure    | setting  | kind      | mark | counts   | denominator
                admissions | hospital | admission | any  | contacts | person-years
            """,
            "activity_month": """
                month      | stratum_id | setting  | kind      | began     | mark | contacts
                2022-05-01 | 1          | hospital | admission | emergency | any  | 3
                2022-05-01 | 1          | hospital | admission | elective  | any  | 2
                2022-05-01 | 1          | hospital | day-case  | elective  | any  | 7
            """,
        },
        expect="""
            measure    | numerator | denominator
            admissions | 5         | 4
        """,
    )


def test_a_share_divides_marked_contacts_by_the_contacts_it_is_of(step: SpecRunner) -> None:
    step.answers(
        "measure_month",
        given={
            "stratum": STRATA,
            "population_month": MAY,
            "measure_definition": """
                measure         | setting  | kind                 | mark              | counts   | denominator | denominator_mark
                four_hour_waits | hospital | emergency-department | within-four-hours | contacts | contacts    | timed
            """,
            "activity_month": """
                month      | stratum_id | setting  | kind                 | mark              | contacts
                2022-05-01 | 1          | hospital | emergency-department | any               | 40
                2022-05-01 | 1          | hospital | emergency-department | timed             | 30
                2022-05-01 | 1          | hospital | emergency-department | within-four-hours | 24
                2022-05-01 | 2          | hospital | emergency-department | timed             | 2
            """,
        },
        expect="""
            measure         | neighbourhood | numerator | denominator
            four_hour_waits | Harbour       | 24        | 30
            four_hour_waits | Hill          | 0         | 2
        """,
    )


def test_measures_counted_in_pence_are_not_among_them(step: SpecRunner) -> None:
    step.answers(
        "measure_month",
        given={
            "stratum": STRATA,
            "population_month": MAY,
            "measure_definition": """
                measure         | mark | counts       | denominator
                cost_per_person | any  | amount_pence | person-years
            """,
        },
        expect="measure | numerator",
    )
