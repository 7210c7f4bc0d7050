"""A database in the OMOP common data model becomes identities, registrations, contacts, diagnoses, medication, observations."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf, by_column

PERSON = by_column(
    """
    person_id: 71 | 72 | 73
    gender_concept_id: 8507 | 8532 | 0
    year_of_birth: 1974 | 1950 | 2099
    month_of_birth: 12 | 2 | 1
    day_of_birth: 6 |  | 1
    birth_datetime: 1974-12-06 00:00:00 |  | 2099-01-01
    race_concept_id: 8527 | 0 | 8515
    person_source_value: a-b | c-d | 4
    race_source_value: white | native |
    """
)


def test_a_person_is_known_by_a_number_only(records_of: RecordsOf) -> None:
    records = records_of("omop", {"PERSON.csv": PERSON})
    records.are(
        "identity",
        """
        local_person_key | nhs_number | given_name | family_name | birth_date | sex     | postcode | ethnicity | last_seen_on
        71               |            |            |             | 1974-12-06 | male    |          | white     |
        72               |            |            |             | 1950-02-01 | female  |          | other     |
        73               |            |            |             | 2099-01-01 | unknown |          | asian     |
        """,
    )


def test_a_person_born_in_the_future_is_set_aside(records_of: RecordsOf) -> None:
    records = records_of("omop", {"PERSON.csv": PERSON})
    assert records.rules_broken() == [(3, "birth-in-the-future")]
    assert records.runner.counts("PERSON.csv") == (3, 2, 1, 0)


def test_being_observed_stands_for_registration(records_of: RecordsOf) -> None:
    records = records_of(
        "omop",
        {
            "PERSON.csv": PERSON,
            "OBSERVATION_PERIOD.csv": """
            observation_period_id | person_id | observation_period_start_date | observation_period_end_date
            1                     | 71        | 2011-08-19                    | 2018-08-31
            2                     | 72        | 2012-08-19                    | 2999-12-31
            3                     | 72        | 2011-08-19                    | 2011-08-18
            """,
        },
    )
    records.are(
        "registration",
        """
        person_id | practice_code | starts_on  | ends_before
        1         | RZZ1          | 2011-08-19 | 2018-09-01
        2         | RZZ1          | 2012-08-19 |
        """,
    )
    assert (3, "period-ends-before-it-starts") in records.rules_broken()


def test_a_visit_is_the_contact_its_concept_says(records_of: RecordsOf) -> None:
    records = records_of(
        "omop",
        {
            "PERSON.csv": PERSON,
            "VISIT_OCCURRENCE.csv": """
            visit_occurrence_id | person_id | visit_concept_id | visit_start_date | visit_end_date | admitted_from_concept_id
            1                   | 71        | 9201             | 2018-01-10       | 2018-01-12     | 0
            2                   | 71        | 9201             | 2018-02-10       | 2018-02-12     | 8870
            3                   | 71        | 262              | 2018-03-10       | 2018-03-12     |
            4                   | 71        | 9203             | 2018-04-10       | 2018-04-10     |
            5                   | 71        | 9202             | 2018-05-10       | 2018-05-10     |
            6                   | 71        | 581476           | 2018-06-10       | 2018-06-10     |
            7                   | 71        | 38004250         | 2018-07-10       |                |
            8                   | 71        | 9202             | 2018-07-10       | 2018-07-09     |
            """,
        },
    )
    records.are(
        "contact",
        """
        setting   | kind                 | began     | starts_on  | ends_before | bed_days | attended
        hospital  | admission            | other     | 2018-01-10 | 2018-01-13  | 2        | true
        hospital  | admission            | emergency | 2018-02-10 | 2018-02-13  | 2        | true
        hospital  | admission            | emergency | 2018-03-10 | 2018-03-13  | 2        | true
        hospital  | emergency-department | emergency | 2018-04-10 | 2018-04-11  |          | true
        hospital  | outpatient           |           | 2018-05-10 | 2018-05-11  |          | true
        community | community-contact    |           | 2018-06-10 | 2018-06-11  |          | true
        hospital  | outpatient           |           | 2018-07-10 |             |          | true
        """,
    )


def test_source_values_say_the_codes(records_of: RecordsOf) -> None:
    records = records_of(
        "omop",
        {
            "PERSON.csv": PERSON,
            "CONDITION_OCCURRENCE.csv": """
            condition_occurrence_id | person_id | condition_start_date | condition_source_value
            1                       | 71        | 2013-07-05           | 43878008
            2                       | 71        | 2013-07-06           | I25.9
            3                       | 71        | 2013-07-06           | sore throat
            """,
            "DRUG_EXPOSURE.csv": """
            drug_exposure_id | person_id | drug_exposure_start_date | quantity | drug_source_value
            1                | 72        | 2013-07-05               | 30       | 316672
            """,
            "MEASUREMENT.csv": """
            measurement_id | person_id | measurement_date | value_as_number | measurement_source_value | unit_source_value
            1              | 72        | 2016-08-26       | 128.5           | 8480-6                   | mmHg
            2              | 72        | 2016-08-26       |                 | 428191000124101          |
            """,
        },
    )
    records.are(
        "diagnosis",
        """
        person_id | recorded_on | code_system | code     | position
        1         | 2013-07-05  | snomed      | 43878008 | 1
        1         | 2013-07-06  | icd10       | I259     | 1
        """,
    )
    records.are(
        "medication",
        """
        person_id | organisation_code | issued_on  | code_system | code   | quantity
        2         | RZZ1              | 2013-07-05 | rxnorm      | 316672 | 30
        """,
    )
    records.are(
        "observation",
        """
        person_id | recorded_on | code_system | code            | value | unit
        2         | 2016-08-26  | loinc       | 8480-6          | 128.5 | mmHg
        2         | 2016-08-26  | snomed      | 428191000124101 |       |
        """,
    )
    assert (3, "unknown-condition-code") in records.rules_broken()


def test_tables_that_make_no_record_are_counted(records_of: RecordsOf) -> None:
    records = records_of(
        "omop",
        {
            "PERSON.csv": PERSON,
            "CONCEPT.csv": "concept_id | concept_name\n0 | No matching concept\n5001 | Test ordered",
            "DRUG_ERA.csv": "drug_era_id | person_id\n1 | 71",
        },
    )
    assert records.runner.counts("CONCEPT.csv") == (2, 2, 0, 0)
    assert records.runner.counts("DRUG_ERA.csv") == (1, 1, 0, 0)
