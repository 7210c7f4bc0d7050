"""Mental health services in the names of MHSDS become identities, contacts, stays and diagnoses."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf, by_column

INDEX = by_column(
    """
    LocalPatientId: M1 | M2
    NHSNumber: 9434765919 |
    PersonBirthDate: 1980-06-05 | 1990-06-05
    Gender: 1 | 9
    EthnicCategory: R | S
    Postcode: bs1 4dj |
    GivenName: Jo |
    FamilyName: Lee |
    PersDeathDate:  |
    LSOA2011: E01000001 |
    RecordDate: 2022-04-01 | 2022-04-01
    """
)


def test_a_patient_is_who_the_index_says(records_of: RecordsOf) -> None:
    records = records_of("mental-health", {"MHS001MPI_2023.csv": INDEX})
    records.are(
        "identity",
        """
        local_person_key | nhs_number | given_name | birth_date | sex   | postcode | ethnicity | last_seen_on
        M1               | 9434765919 | Jo         | 1980-06-05 | male  | BS1 4DJ  | asian     | 2022-04-01
        M2               |            |            | 1990-06-05 | other |          | other     | 2022-04-01
        """,
    )


def test_a_care_contact_is_attended_by_the_code_under_its_old_or_its_new_name(records_of: RecordsOf) -> None:
    head = "UniqCareContID | LocalPatientId | UniqServReqID | OrgIDProv | CareContDate | ClinContDurOfCareCont | ConsMechanismMH"
    records = records_of(
        "mental-health",
        {
            "MHS001MPI_2023.csv": INDEX,
            "MHS201CareContact_2022.csv": f"""
            {head} | AttendOrDNACode
            1 | M1 | R1 | RZZ1 | 2022-03-01 | 45 | 01 | 6
            2 | M1 | R1 |      | 2022-03-02 |    | 02 | 3
            """,
            "MHS201CareContact_2023.csv": f"""
            {head} | AttendStatus
            3 | M2 | R2 | RXX  | 2023-03-01 | 45 | 11 | 5
            """,
        },
    )
    records.are(
        "contact",
        """
        person_id | organisation_code | setting       | kind                  | starts_on  | ends_before | minutes | attended
        1         | RZZ1              | mental-health | mental-health-contact | 2022-03-01 | 2022-03-02  | 45      | true
        1         | RZZ1              | mental-health | mental-health-contact | 2022-03-02 | 2022-03-03  |         | false
        2         | RXX               | mental-health | mental-health-contact | 2023-03-01 | 2023-03-02  | 45      | true
        """,
    )


def test_a_stay_counts_nights_once_it_has_ended(records_of: RecordsOf) -> None:
    records = records_of(
        "mental-health",
        {
            "MHS001MPI_2023.csv": INDEX,
            "MHS501HospProvSpell_2023.csv": """
            UniqHospProvSpellID | LocalPatientId | StartDateHospProvSpell | DischDateHospProvSpell | MethAdmMHHospProvSpell
            1                   | M1             | 2023-01-10             | 2023-01-25             | 2A
            2                   | M1             | 2023-02-10             |                        | 11
            3                   | M1             | 2023-03-10             | 2023-03-10             | 81
            4                   | M1             | 2023-04-10             | 2023-04-09             | 21
            5                   | M2             | 2023-05-10             | 9999-12-31             |
            6                   | M2             | 1950-05-10             | 2900-01-01             | 31
            """,
        },
    )
    records.are(
        "contact",
        """
        person_id | kind                    | began     | starts_on  | ends_before | bed_days | attended
        1         | mental-health-admission | emergency | 2023-01-10 | 2023-01-26  | 15       | true
        1         | mental-health-admission | elective  | 2023-02-10 |             |          | true
        1         | mental-health-admission | transfer  | 2023-03-10 | 2023-03-11  | 0        | true
        2         | mental-health-admission | other     | 2023-05-10 |             |          | true
        2         | mental-health-admission | maternity | 1950-05-10 | 2900-01-02  |          | true
        """,
    )
    assert records.rules_broken() == [(4, "discharge-before-admission")]


def test_a_diagnosis_is_read_by_the_scheme_it_is_coded_in(records_of: RecordsOf) -> None:
    records = records_of(
        "mental-health",
        {
            "MHS001MPI_2023.csv": INDEX,
            "MHS604PrimDiag_2023.csv": """
            PrimDiagId | LocalPatientId | UniqServReqID | PrimDiag          | DiagSchemeInUse | CodedDiagTimestamp
            1          | M1             | R1            | f32.1             | 02              | 2023-01-10
            2          | M1             | R1            | F03X              | 2               | 2023-01-11T09:30:00+00:00
            3          | M2             | R2            | 35489007          | 06              | 2023-01-12
            4          | M2             | R2            | 35489007:246454002=1 | 06           | 2023-01-13
            5          | M2             | R2            | E2003             | 04              | 2023-01-13
            6          | M2             | R2            | depression        | 02              | 2023-01-13
            7          | M2             | R2            | F321              | 06              | 2023-01-13
            """,
        },
    )
    records.are(
        "diagnosis",
        """
        person_id | contact_id | recorded_on | code_system | code     | position
        1         |            | 2023-01-10  | icd10       | F321     | 1
        1         |            | 2023-01-11  | icd10       | F03      | 1
        2         |            | 2023-01-12  | snomed      | 35489007 | 1
        2         |            | 2023-01-13  | snomed      | 35489007 | 1
        """,
    )
    assert records.rules_broken() == [
        (5, "unknown-diagnosis-scheme"),
        (6, "not-an-icd-10-code"),
        (7, "not-a-snomed-code"),
    ]
