"""Cost by month and stratum, and the measure made of it."""

from __future__ import annotations

from tests.support.spec import SpecRunner


def test_cost_lines_add_up_by_month_stratum_setting_and_kind(step: SpecRunner) -> None:
    step.answers(
        "cost_month",
        given={
            "resident_stretch": """
                person_id | year_starts_on | starts_on  | ends_before | stratum_id
                1         | 2022-04-01     | 2022-04-01 | 2022-05-15  | 1
                1         | 2022-04-01     | 2022-05-15 | 2023-04-01  | 2
                2         | 2022-04-01     | 2022-04-01 | 2023-04-01  | 2
            """,
            "cost": """
                person_id | day        | setting   | kind              | amount_pence | reason
                1         | 2022-05-14 | community | community-contact | 8873         | priced
                1         | 2022-05-15 | community | community-contact | 8873         | priced
                2         | 2022-05-31 | community | community-contact | 0            | no price
                2         | 2022-06-01 | community | community-contact | 8873         | priced
            """,
        },
        expect="""
            month      | stratum_id | setting   | kind              | cost_lines | unpriced | amount_pence
            2022-05-01 | 1          | community | community-contact | 1          | 0        | 8873
            2022-05-01 | 2          | community | community-contact | 2          | 1        | 8873
            2022-06-01 | 2          | community | community-contact | 1          | 0        | 8873
        """,
    )


def test_cost_per_person_year_divides_pence_by_days_lived_here(step: SpecRunner) -> None:
    # 731 days are 731 / 365.25 = 2.0013689 person-years; a stratum nobody cost anything in still has its person-years.
    step.answers(
        "cost_measure_month",
        given={
            "measure_definition": """
                measure         | mark | counts       | denominator   | multiplier
                cost_per_person | any  | amount_pence | person-years  | 0.01
                deaths          | any  | contacts     | person-years  | 1000
            """,
            "stratum": """
                stratum_id | neighbourhood | segment | deprivation_quintile
                1          | Harbour       | healthy | 1
                2          | Hill          | healthy |
            """,
            "population_month": """
                month      | stratum_id | people | person_days
                2022-05-01 | 1          | 24     | 731
                2022-05-01 | 2          | 1      | 31
            """,
            "cost_month": """
                month      | stratum_id | setting   | kind              | amount_pence
                2022-05-01 | 1          | community | community-contact | 8873
                2022-05-01 | 1          | hospital  | outpatient        | 17500
            """,
        },
        expect="""
            measure         | month      | neighbourhood | segment | deprivation_quintile | numerator | denominator
            cost_per_person | 2022-05-01 | Harbour       | healthy | 1                    | 26373     | 2.00136893
            cost_per_person | 2022-05-01 | Hill          | healthy |                      | 0         | 0.08487337
        """,
    )


def test_contacts_of_a_steady_kind_are_priced_together_and_missed_ones_cost_nothing(step: SpecRunner) -> None:
    step.answers(
        "cost_month",
        given={
            "steady_price": """
                span  | starts_on  | setting  | kind       | amount_pence
                month | 2022-05-01 | hospital | outpatient | 17500
            """,
            "care_month": """
                month      | stratum_id | setting  | kind       | attended | lines
                2022-05-01 | 1          | hospital | outpatient | true     | 5
                2022-05-01 | 1          | hospital | outpatient | false    | 2
                2022-05-01 | 1          | hospital | admission  | true     | 4
            """,
            "resident_stretch": """
                person_id | year_starts_on | starts_on  | ends_before | stratum_id
                1         | 2022-04-01     | 2022-04-01 | 2023-04-01  | 1
            """,
            "cost": """
                person_id | day        | setting  | kind       | amount_pence | reason
                1         | 2022-05-14 | hospital | outpatient | 17500        | priced
                1         | 2022-05-15 | hospital | admission  | 82586        | priced
            """,
        },
        expect="""
            month      | stratum_id | setting  | kind       | cost_lines | unpriced | amount_pence
            2022-05-01 | 1          | hospital | outpatient | 7          | 0        | 87500
            2022-05-01 | 1          | hospital | admission  | 1          | 0        | 82586
        """,
    )
