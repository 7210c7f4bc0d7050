"""FHIR R4 resources, one JSON object a line, become identities, registrations, contacts and diagnoses."""

from __future__ import annotations

import json
from typing import Any

from tests.unit.sources.formats.conftest import RecordsOf


def lines(*resources: dict[str, Any] | str) -> str:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in resources) + "\n"


NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ANN = {
    "resourceType": "Patient",
    "id": "ann",
    "meta": {"lastUpdated": "2023-05-01T10:00:00Z"},
    "identifier": [{"system": "urn:local", "value": "77"}, {"system": NHS_NUMBER, "value": "9434765919"}],
    "name": [{"family": "Hill", "given": ["Ann", "Mary"]}, {"family": "Bell"}],
    "gender": "female",
    "birthDate": "1940-06-05",
    "deceasedDateTime": "2023-07-01T23:30:00+01:00",
    "address": [{"postalCode": "bs1 4dj"}],
    "managingOrganization": {"reference": "Organization/L81001"},
}
BO = {"resourceType": "Patient", "id": "bo", "birthDate": "1990"}
PATIENTS = lines(ANN, BO)


def encounter(name: str, code: str, start: str, end: str | None, **also: Any) -> dict[str, Any]:
    period = {"start": start} | ({"end": end} if end else {})
    about = {"resourceType": "Encounter", "id": name, "status": "finished", "class": {"code": code}}
    return about | {"subject": {"reference": "Patient/ann"}, "period": period} | also


def test_a_patient_has_the_first_name_and_the_nhs_number_whichever_identifier_it_is(
    records_of: RecordsOf,
) -> None:
    records = records_of("fhir", {"Patient.ndjson": PATIENTS})
    records.are(
        "identity",
        """
        local_person_key | nhs_number | given_name | family_name | birth_date | sex     | postcode | died_on    | last_seen_on
        ann              | 9434765919 | Ann        | Hill        | 1940-06-05 | female  | BS1 4DJ  | 2023-07-01 | 2023-05-01
        bo               |            |            |             | 1990-01-01 | unknown |          |            |
        """,
    )


def test_a_patient_is_registered_from_birth_until_death(records_of: RecordsOf) -> None:
    records = records_of("fhir", {"Patient.ndjson": PATIENTS})
    records.are(
        "registration",
        """
        person_id | practice_code | starts_on  | ends_before
        1         | L81001        | 1940-06-05 | 2023-07-02
        2         | RZZ1          | 1990-01-01 |
        """,
    )


def test_an_encounter_is_the_contact_its_class_says(records_of: RecordsOf) -> None:
    records = records_of(
        "fhir",
        {
            "Patient.ndjson": PATIENTS,
            "Encounter.ndjson": lines(
                encounter("1", "AMB", "2023-01-02T09:00:00Z", "2023-01-02T09:15:00Z"),
                encounter("2", "EMER", "2023-01-03T23:00:00Z", "2023-01-04T01:30:40Z"),
                encounter("3", "IMP", "2023-01-05T09:00:00Z", "2023-01-08T09:00:00Z"),
                encounter("4", "IMP", "2023-01-15", "2023-01-15", priority={"coding": [{"code": "EM"}]}),
                encounter("5", "HH", "2023-01-20T09:00:00Z", None, status="in-progress"),
                encounter(
                    "6", "VR", "2023-03-26T00:30:00+00:00", "2023-03-26T02:30:00+01:00", status="cancelled"
                ),
                encounter("7", "AMB", "2023-02", None, subject={"reference": "https://x.uk/fhir/Patient/bo"}),
            ),
        },
    )
    records.are(
        "contact",
        """
        person_id | setting   | kind                 | began     | starts_on  | ends_before | bed_days | minutes | attended
        1         | hospital  | outpatient           |           | 2023-01-02 | 2023-01-03  |          | 15      | true
        1         | hospital  | emergency-department | emergency | 2023-01-03 | 2023-01-05  |          | 150     | true
        1         | hospital  | admission            | other     | 2023-01-05 | 2023-01-09  | 3        |         | true
        1         | hospital  | admission            | emergency | 2023-01-15 | 2023-01-16  | 0        |         | true
        1         | community | community-contact    |           | 2023-01-20 |             |          |         | true
        1         | hospital  | outpatient           |           | 2023-03-26 | 2023-03-27  |          | 60      | false
        2         | hospital  | outpatient           |           | 2023-02-01 |             |          |         | true
        """,
    )


def test_lines_that_tell_nothing_are_set_aside_each_with_its_rule(records_of: RecordsOf) -> None:
    records = records_of(
        "fhir",
        {
            "Patient.ndjson": PATIENTS,
            "Encounter.ndjson": lines(
                '{"resourceType": "Encounter", "id":',
                "[1]",
                BO,
                encounter("4", "AMB", "2023-01-15", "2023-01-15", status="entered-in-error"),
                encounter("5", "AMB", "next week", None),
                encounter("6", "AMB", "2023-01-15", "2023-01-14"),
                encounter("7", "AMB", "2024-01-15", None),
                encounter("8", "AMB", "2023-01-15", None, subject={"reference": "Patient/who"}),
                encounter("9", "AMB", "2023-01-15", None, subject={}),
            ),
        },
    )
    assert records.rules_broken() == [
        (1, "not-json"),
        (2, "not-json"),
        (3, "wrong-resource-type"),
        (4, "entered-in-error"),
        (5, "no-first-day"),
        (6, "encounter-ends-before-it-starts"),
        (7, "day-in-the-future"),
        (8, "unknown-person"),
        (9, "no-person"),
    ]
    assert records.runner.counts("Encounter.ndjson") == (9, 0, 9, 0)


def test_a_patient_born_in_the_future_or_dead_before_birth_is_set_aside(records_of: RecordsOf) -> None:
    records = records_of(
        "fhir",
        {
            "Patient.ndjson": lines(
                BO | {"birthDate": "2099-01-01"},
                ANN | {"deceasedDateTime": "1939-01-01"},
                {"resourceType": "Patient"},
            )
        },
    )
    assert records.rules_broken() == [(1, "birth-in-the-future"), (2, "death-before-birth"), (3, "no-id")]


def test_a_condition_is_coded_in_its_first_known_system(records_of: RecordsOf) -> None:
    snomed = {"system": "http://snomed.info/sct", "code": "40055000"}
    icd10 = {"system": "http://hl7.org/fhir/sid/icd-10-uk", "code": "I25.9"}
    local = {"system": "urn:local", "code": "x"}
    condition = {"resourceType": "Condition", "subject": {"reference": "urn:uuid:ann"}}
    records = records_of(
        "fhir",
        {
            "Patient.ndjson": PATIENTS,
            "Condition.ndjson": lines(
                condition
                | {"id": "1", "code": {"coding": [snomed, icd10]}, "recordedDate": "2020-03-01T10:00:00Z"},
                condition | {"id": "2", "code": {"coding": [local, icd10]}, "onsetDateTime": "2019"},
                condition | {"id": "3", "code": {"coding": [local]}, "onsetDateTime": "2019"},
                condition | {"id": "4", "code": {"coding": [snomed]}},
                condition
                | {"id": "5", "code": {"coding": [snomed]}, "onsetDateTime": "2019"}
                | {"verificationStatus": {"coding": [{"code": "refuted"}]}},
            ),
        },
    )
    records.are(
        "diagnosis",
        """
        person_id | contact_id | recorded_on | code_system | code     | position
        1         |            | 2020-03-01  | snomed      | 40055000 | 1
        1         |            | 2019-01-01  | icd10       | I259     | 1
        """,
    )
    assert records.rules_broken() == [(3, "unknown-condition-code"), (4, "no-day"), (5, "entered-in-error")]


def test_a_resource_sent_again_takes_the_place_of_the_earlier_one(records_of: RecordsOf) -> None:
    records = records_of(
        "fhir",
        {
            "Patient.ndjson": PATIENTS,
            "Encounter.ndjson": lines(
                encounter("1", "AMB", "2023-01-02", None, status="in-progress"),
                encounter("1", "AMB", "2023-01-02", "2023-01-03"),
            ),
        },
    )
    records.are("contact", "starts_on | ends_before\n2023-01-02 | 2023-01-04")
    assert records.runner.counts("Encounter.ndjson") == (2, 1, 0, 1)
