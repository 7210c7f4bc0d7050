"""Published monthly totals of emergency departments become provider months, and make no people."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf


def test_a_row_by_code_is_a_provider_kind_of_department_and_month(records_of: RecordsOf) -> None:
    records = records_of(
        "ae-monthly",
        {
            "ae_attendances_2022.csv": """
            period     | org_code | type  | attendances | breaches | admissions
            2022-03-01 | RF4      | 1     | 21289.0     | 2879.0   | 5060.0
            2022-03-01 | RF4      | other | 2850.0      | 6.0      | 0.0
            2022-03-01 | RF4      | 3     | 2850.0      | 6.0      | 0.0
            2022-03-01 | R1H      | 1     | 10          | 11       | 0
            2022-03-01 | R1J      | 1     | -5          | 0        | 0
            """
        },
    )
    records.are(
        "provider_month",
        """
        organisation_code | organisation_name | department_type | month      | attendances | over_four_hours | emergency_admissions
        RF4               |                   | 1               | 2022-03-01 | 21289       | 2879            | 5060
        RF4               |                   | other           | 2022-03-01 | 2850        | 6               | 0
        """,
    )
    assert records.rules_broken() == [
        (3, "unknown-department-type"),
        (4, "more-over-four-hours-than-attendances"),
        (5, "impossible-count"),
    ]
    records.are("identity", "local_person_key | nhs_number")


def test_the_row_for_england_is_left_out_so_that_nothing_counts_twice(records_of: RecordsOf) -> None:
    records = records_of(
        "ae-monthly",
        {
            "ae_monthly_by_provider_2020.csv": """
            org_name         | period     | attendances | over_4h
            Harbour Hospital | 2020-05-01 | 7298.0      |
            Harbour Hospital | 2020-06-01 | 7187.0      | 51.0
            England          | 2020-06-01 | 1718000.0   | 9000.0
            """
        },
    )
    records.are(
        "provider_month",
        """
        organisation_code | organisation_name | department_type | month      | attendances | over_four_hours | emergency_admissions
                          | Harbour Hospital  | all             | 2020-05-01 | 7298        |                 |
                          | Harbour Hospital  | all             | 2020-06-01 | 7187        | 51              |
        """,
    )
    assert records.rules_broken() == [(3, "national-total")]
