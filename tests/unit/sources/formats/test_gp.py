"""A GP practice extract becomes identities, registrations, residences, contacts, medication, diagnoses and observations."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf, by_column

PATIENTS = by_column(
    """
    patient_id: 1 | 1 | 2
    nhs_number: 9434765919 | 9434765919 |
    practice_code: L81001 | L81002 | L81001
    registration_start: 2015-02-03 | 2021-06-01 | 2019-01-01
    registration_end: 2021-05-31 |  | 9999-12-31
    given_name: Ann | Ann | Bo
    family_name: Bell | Hill | Shah
    birth_date: 1940-06-05 | 1940-06-05 | 1801-01-01
    sex: F | F | M
    ethnic_category: A | A | H
    postcode: bs1 4dj | BS14DJ |
    lsoa_code: E01000001 | E01000002 |
    deprivation_quintile: 1 | 5 | 9
    care_home_flag: N | Y |
    death_date:  |  | 2022-02-02
    opt_out: N | Y |
    last_updated: 2021-06-01 | 2023-01-01 | 2022-03-01
    """
)


def test_a_patient_is_who_the_row_updated_last_says(records_of: RecordsOf) -> None:
    records = records_of("gp", {"patients_2023.csv": PATIENTS})
    records.are(
        "identity",
        """
        local_person_key | nhs_number | given_name | family_name | birth_date | sex    | postcode
        1                | 9434765919 | Ann        | Hill        | 1940-06-05 | female | BS1 4DJ
        2                |            | Bo         | Shah        |            | male   |
        """,
    )
    records.are(
        "identity",
        """
        local_person_key | died_on    | ethnicity | opted_out | last_seen_on
        1                |            | white     | true      | 2023-01-01
        2                | 2022-02-02 | asian     | false     | 2022-03-01
        """,
    )


def test_a_patient_is_registered_until_the_day_after_the_last(records_of: RecordsOf) -> None:
    records = records_of("gp", {"patients_2023.csv": PATIENTS})
    records.are(
        "registration",
        """
        person_id | practice_code | starts_on  | ends_before
        1         | L81001        | 2015-02-03 | 2021-06-01
        1         | L81002        | 2021-06-01 |
        2         | L81001        | 2019-01-01 |
        """,
    )


def test_a_patient_lives_in_one_place_for_a_spell_of_registration(records_of: RecordsOf) -> None:
    records = records_of("gp", {"patients_2023.csv": PATIENTS})
    records.are(
        "residence",
        """
        person_id | starts_on  | ends_before | lsoa_code | deprivation_quintile | care_home
        1         | 2015-02-03 | 2021-06-01  | E01000001 | 1                    | false
        1         | 2021-06-01 |             | E01000002 | 5                    | true
        2         | 2019-01-01 |             |           |                      | false
        """,
    )


def test_days_of_a_patient_that_contradict_each_other_are_set_aside(records_of: RecordsOf) -> None:
    records = records_of(
        "gp",
        {
            "patients_2023.csv": """
            patient_id | nhs_number | practice_code | registration_start | registration_end | birth_date | sex | death_date
            1          |            | L81001        | 2021-05-01         | 2021-04-30       | 1940-06-05 | F   |
            2          |            | L81001        | 2021-05-01         |                  | 1940-06-05 | F   | 1939-01-01
            3          |            | L81001        | 2021-05-01         |                  | 2022-01-01 | F   |
            4          |            | L81001        | 2021-05-01         |                  | 2021-05-03 | F   | 1801-01-01
            5          |            | L81001        | 2024-05-01         |                  | 2000-05-03 | F   |
            6          |            |               | 2020-05-01         |                  | 2000-05-03 | F   |
            """
        },
    )
    assert records.rules_broken() == [
        (1, "registration-ends-before-it-starts"),
        (2, "death-before-birth"),
        (3, "registered-before-birth"),
        (5, "day-in-the-future"),
        (6, "missing-value"),
    ]
    records.are("registration", "person_id | practice_code | starts_on\n4 | L81001 | 2021-05-01")


def test_a_consultation_is_a_contact_of_one_day(records_of: RecordsOf) -> None:
    records = records_of(
        "gp",
        {
            "patients_2023.csv": PATIENTS,
            "consultations_2023.csv": """
            consultation_id | patient_id | practice_code | consultation_date | consultation_type | duration_minutes | status
            11              | 1          | L81002        | 2023-03-01        | face-to-face      | 12.5             | attended
            12              | 1          | L81002        | 2023-03-02        | telephone         |                  | did-not-attend
            13              | 2          | L81001        | 2023-03-03        | online            | 4                | booked
            14              | 2          | L81001        | 2023-03-04        | smoke-signal      | 4                | attended
            15              | 3          | L81001        | 2023-03-04        | admin             | 4                | attended
            """,
        },
    )
    records.are(
        "contact",
        """
        person_id | organisation_code | setting          | kind         | began | starts_on  | ends_before | minutes | attended
        1         | L81002            | general-practice | consultation |       | 2023-03-01 | 2023-03-02  | 13      | true
        1         | L81002            | general-practice | consultation |       | 2023-03-02 | 2023-03-03  |         | false
        2         | L81001            | general-practice | consultation |       | 2023-03-03 | 2023-03-04  | 4       |
        """,
    )
    assert records.rules_broken() == [(4, "unknown-consultation-type"), (5, "unknown-person")]


def test_a_consultation_by_an_organisation_the_place_does_not_name_is_set_aside(
    records_of: RecordsOf,
) -> None:
    records = records_of(
        "gp",
        {
            "patients_2023.csv": PATIENTS,
            "consultations_2023.csv": """
            consultation_id | patient_id | practice_code | consultation_date | consultation_type | status
            11              | 1          | L81002        | 2023-03-01        | face-to-face      | attended
            12              | 1          | X99999        | 2023-03-02        | telephone         | attended
            """,
        },
    )
    records.are("contact", "organisation_code | starts_on\nL81002 | 2023-03-01")
    assert records.rules_broken() == [(2, "unknown-organisation")]


def test_a_contact_leads_back_to_its_row_in_its_file(records_of: RecordsOf) -> None:
    records = records_of(
        "gp",
        {
            "patients_2023.csv": PATIENTS,
            "consultations_2023.csv": """
            consultation_id | patient_id | practice_code | consultation_date | consultation_type | status
            11              | 1          | L81002        | 2023-03-01        | face-to-face      | attended
            12              | 1          | L81002        | 2023-03-02        | telephone         | attended
            """,
        },
    )
    file_id = records.runner.files()["consultations_2023.csv"]["file_id"]
    rows = records.runner.dicts("contact", "contact_id")
    assert [row["contact_id"] for row in rows] == [file_id * 2**31 + 1, file_id * 2**31 + 2]


def test_a_prescription_row_is_one_item(records_of: RecordsOf) -> None:
    records = records_of(
        "gp",
        {
            "patients_2023.csv": PATIENTS,
            "prescriptions_2023.csv": """
            prescription_id | patient_id | practice_code | issue_date | bnf_code        | quantity | issue_type
            21              | 1          | L81002        | 2023-03-01 | 0212000B0AAABAB | 28.0     | repeat
            22              | 1          | L81002        | 2023-03-01 | 0212000B0AAABAB |          | repeat
            23              | 1          | L81002        | 2023-03-01 | 0212000B0AAABAB | -3       | repeat
            24              | 1          | L81002        | 2023-03-01 | 0212000B0AAABAB | plenty   | repeat
            """,
        },
    )
    records.are(
        "medication",
        """
        person_id | organisation_code | issued_on  | code_system | code            | quantity
        1         | L81002            | 2023-03-01 | bnf         | 0212000B0AAABAB | 28
        1         | L81002            | 2023-03-01 | bnf         | 0212000B0AAABAB |
        """,
    )
    assert records.rules_broken() == [(3, "quantity-below-zero"), (4, "not-a-number")]


def test_a_problem_is_a_diagnosis_tied_to_no_contact(records_of: RecordsOf) -> None:
    records = records_of(
        "gp",
        {
            "patients_2023.csv": PATIENTS,
            "problems_2023.csv": """
            problem_id | patient_id | practice_code | snomed_code | recorded_date | end_date | significance
            31         | 1          | L81002        | 44054006    | 2020-03-01    |          | major
            32         | 1          | L81002        | C10..       | 2020-03-01    |          | major
            """,
        },
    )
    records.are(
        "diagnosis",
        """
        person_id | contact_id | recorded_on | code_system | code     | position
        1         |            | 2020-03-01  | snomed      | 44054006 | 1
        """,
    )
    assert records.rules_broken() == [(2, "not-a-snomed-code")]


def test_an_observation_in_words_has_no_number(records_of: RecordsOf) -> None:
    records = records_of(
        "gp",
        {
            "patients_2023.csv": PATIENTS,
            "observations_2023.csv": """
            observation_id | patient_id | practice_code | recorded_date | snomed_code | value    | unit
            41             | 1          | L81002        | 2023-03-01    | 271649006   | 142      | mmHg
            42             | 1          | L81002        | 2023-03-01    | 365981007   | smoker   |
            """,
        },
    )
    records.are(
        "observation",
        """
        person_id | recorded_on | code_system | code      | value | unit
        1         | 2023-03-01  | snomed      | 271649006 | 142   | mmHg
        1         | 2023-03-01  | snomed      | 365981007 |       |
        """,
    )
