"""The list of a care model's team becomes identities and spells on the caseload."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf

HEAD = "LocalPatientId | NHSNumber | PersonBirthDate | GivenName | FamilyName | Postcode | CareModel | JoinedOn | LeftOn"


def test_a_spell_ends_the_day_after_the_last_day_on_the_list(records_of: RecordsOf) -> None:
    records = records_of(
        "caseload",
        {
            "caseload_2023-06.csv": f"""
            {HEAD}
            H1 | 9434765919 | 1940-06-05 | Ann | Hill | bs1 4dj | Hubs | 2023-01-10 |
            H2 |            | 1950-06-05 | Bob | Dale |         | Hubs | 2023-02-01 | 2023-03-31
            H3 |            | 1950-06-05 | Cyd | Glen |         | Hubs | 2023-02-02 | 2999-12-31
            """
        },
    )
    records.are(
        "enrolment",
        """
        person_id | care_model | joined_on  | left_before | organisation_code
        1         | Hubs       | 2023-01-10 |             | RZZ1
        2         | Hubs       | 2023-02-01 | 2023-04-01  | RZZ1
        3         | Hubs       | 2023-02-02 |             | RZZ1
        """,
    )
    records.are(
        "identity",
        """
        local_person_key | nhs_number | given_name | birth_date | postcode | last_seen_on
        H1               | 9434765919 | Ann        | 1940-06-05 | BS1 4DJ  | 2023-01-10
        H2               |            | Bob        | 1950-06-05 |          | 2023-02-01
        H3               |            | Cyd        | 1950-06-05 |          | 2023-02-02
        """,
    )


def test_a_list_sent_again_tells_the_end_that_was_filled_in_since(records_of: RecordsOf) -> None:
    records = records_of(
        "caseload",
        {
            "caseload_2023-05.csv": f"{HEAD}\nH1 | | 1940-06-05 | | | | Hubs | 2023-01-10 |",
            "caseload_2023-06.csv": f"{HEAD}\nH1 | | 1940-06-05 | | | | Hubs | 2023-01-10 | 2023-05-20",
        },
    )
    records.are(
        "enrolment",
        """
        person_id | joined_on  | left_before
        1         | 2023-01-10 | 2023-05-21
        """,
    )


def test_leaving_before_joining_and_joining_in_the_future_are_set_aside(records_of: RecordsOf) -> None:
    records = records_of(
        "caseload",
        {
            "caseload_2023-06.csv": f"""
            {HEAD}
            H1 | | 1940-06-05 | | | | Hubs | 2023-05-10 | 2023-05-09
            H2 | | 1940-06-05 | | | | Hubs | 2035-05-10 |
            H3 | | 2024-06-05 | | | | Hubs | 2023-05-10 |
            H4 | | 1940-06-05 | | | | Hubs | 2023-05-10 | 2023-05-10
            """
        },
    )
    assert [rule for _, rule in records.rules_broken()] == [
        "left-before-joining",
        "day-in-the-future",
        "joined-before-birth",
    ]
    records.are(
        "enrolment",
        """
        joined_on  | left_before
        2023-05-10 | 2023-05-11
        """,
    )


def test_a_care_model_that_the_place_does_not_have_keeps_the_name_it_is_given(
    records_of: RecordsOf,
) -> None:
    rows = "H1 | | 1940-06-05 | | | | Falls  clinic | 2023-05-10 |"
    records = records_of("caseload", {"caseload_2023-06.csv": f"{HEAD}\n{rows}"})
    records.are("enrolment", "care_model\nFalls  clinic")
