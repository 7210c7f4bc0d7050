"""Community services in the names of CSDS become identities, residences and contacts."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf

INDEX = """
LocalPatientId | OrgIDLocalPatientId | NHSNumber  | PersonBirthDate | PersonStatedGender | EthnicCategory | Postcode | GivenName | FamilyName | PersonDeathDate | LSOA2011  | GMPReg | RecordDate
C7             | RZZ1                | 9434765919 | 1940-06-05      | 2                  | Z              | bs1 4dj  | Ann       | Hill       |                 | E01000001 | L81001 | 2022-04-01
C7             | RZZ1                | 9434765919 | 1940-06-05      | 2                  | N              | bs1 4dk  | Ann       | Hill       | 2023-07-01      | E01000002 | L81001 | 2023-05-01
C8             | RZZ1                |            | 1990-06-05      | X                  |                |          |           |            |                 |           |        | 2022-04-01
C9             | RZZ1                |            | 1990-06-05      | 1                  |                |          |           |            | 1989-01-01      |           |        | 2022-04-01
"""


def test_a_patient_is_who_the_latest_index_row_says(records_of: RecordsOf) -> None:
    records = records_of("community", {"CYP001MPI_2023.csv": INDEX})
    records.are(
        "identity",
        """
        local_person_key | nhs_number | given_name | birth_date | sex     | postcode | died_on    | ethnicity | opted_out | last_seen_on
        C7               | 9434765919 | Ann        | 1940-06-05 | female  | BS1 4DK  | 2023-07-01 | black     | false     | 2023-05-01
        C8               |            |            | 1990-06-05 | unknown |          |            | unknown   | false     | 2022-04-01
        C9               |            |            | 1990-06-05 | male    |          | 1989-01-01 | unknown   | false     | 2022-04-01
        """,
    )
    assert records.rules_broken() == [(4, "death-before-birth")]


def test_a_patient_lives_where_the_index_says_until_it_says_otherwise(records_of: RecordsOf) -> None:
    records = records_of("community", {"CYP001MPI_2023.csv": INDEX})
    records.are(
        "residence",
        """
        person_id | starts_on  | ends_before | lsoa_code | deprivation_quintile | care_home
        1         | 2022-04-01 | 2023-05-01  | E01000001 |                      | false
        1         | 2023-05-01 |             | E01000002 |                      | false
        """,
    )


def test_a_care_contact_was_attended_by_codes_5_and_6_only(records_of: RecordsOf) -> None:
    records = records_of(
        "community",
        {
            "CYP001MPI_2023.csv": INDEX,
            "CYP201CareContact_2023.csv": """
            CareContactId | LocalPatientId | ServiceRequestId | OrgIDComm | CareContDate | CareContTime | ClinContDurOfCareCont | ConsMediumUsed | AttendOrNot | TeamType
            1             | C7             | S1               | QZZ       | 2023-03-01   | 10:00        | 25                    | 01             | 5           | 12
            2             | C7             | S1               | QZZ       | 2023-03-02   | 10:00        |                       | 02             | 7           | 12
            3             | C7             | S1               | QZZ       | 2023-03-03   | 10:00        | 15                    | 02             | 9           | 12
            4             | C7             | S1               | QZZ       | 1801-01-01   | 10:00        | 15                    | 02             | 5           | 12
            """,
        },
    )
    records.are(
        "contact",
        """
        person_id | organisation_code | setting   | kind              | starts_on  | ends_before | minutes | attended
        1         | RZZ1              | community | community-contact | 2023-03-01 | 2023-03-02  | 25      | true
        1         | RZZ1              | community | community-contact | 2023-03-02 | 2023-03-03  |         | false
        1         | RZZ1              | community | community-contact | 2023-03-03 | 2023-03-04  | 15      |
        """,
    )
    assert (4, "too-long-ago") in records.rules_broken()
