"""Community services in the names of CSDS become identities, residences and contacts."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf, by_column

INDEX = by_column(
    """
    LocalPatientId: C7 | C7 | C8 | C9
    OrgIDLocalPatientId: RZZ1 | RZZ1 | RZZ1 | RZZ1
    NHSNumber: 9434765919 | 9434765919 |  |
    PersonBirthDate: 1940-06-05 | 1940-06-05 | 1990-06-05 | 1990-06-05
    PersonStatedGender: 2 | 2 | X | 1
    EthnicCategory: Z | N |  |
    Postcode: bs1 4dj | bs1 4dk |  |
    GivenName: Ann | Ann |  |
    FamilyName: Hill | Hill |  |
    PersonDeathDate:  | 2023-07-01 |  | 1989-01-01
    LSOA2011: E01000001 | E01000002 |  |
    GMPReg: L81001 | L81001 |  |
    RecordDate: 2022-04-01 | 2023-05-01 | 2022-04-01 | 2022-04-01
    """
)


def test_a_patient_is_who_the_latest_index_row_says(records_of: RecordsOf) -> None:
    records = records_of("community", {"CYP001MPI_2023.csv": INDEX})
    records.are(
        "identity",
        """
        local_person_key | nhs_number | given_name | birth_date | sex     | postcode | died_on    | ethnicity | last_seen_on
        C7               | 9434765919 | Ann        | 1940-06-05 | female  | BS1 4DK  | 2023-07-01 | black     | 2023-05-01
        C8               |            |            | 1990-06-05 | unknown |          |            | unknown   | 2022-04-01
        C9               |            |            | 1990-06-05 | male    |          | 1989-01-01 | unknown   | 2022-04-01
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
            CareContactId | LocalPatientId | OrgIDComm | CareContDate | ClinContDurOfCareCont | ConsMediumUsed | AttendOrNot
            1             | C7             | QZZ       | 2023-03-01   | 25                    | 01             | 5
            2             | C7             | QZZ       | 2023-03-02   |                       | 02             | 7
            3             | C7             | QZZ       | 2023-03-03   | 15                    | 02             | 9
            4             | C7             | QZZ       | 1801-01-01   | 15                    | 02             | 5
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
