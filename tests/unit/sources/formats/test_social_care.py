"""Adult social care Client Level Data becomes identities, contacts and stays in care homes."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf

EVENTS = """
LA_Person_Unique_Identifier | NHS_Number | Given_Name | Last_Name | Date_of_Birth | Date_of_Death | Gender | Ethnicity | Postcode | LSOA11 | Event_Reference | Event_Type | Event_Start_Date | Event_End_Date | Service_Type | Service_Component | Unit_Cost
P1 | 9434765919 | Ann | Hill | 1940-06-05 |            | Female | White - Irish | bs1 4dj | E01000001 | 1 | Assessment | 2022-01-01 | 2022-01-10 |                                     |                  |
P1 | 9434765919 | Ann | Hill | 1940-06-05 |            | Female | White - Irish | bs1 4dj | E01000001 | 2 | Service    | 2022-02-01 | 2022-03-31 | Long Term Support: Community        | Home Support     | 22.50
P1 | 9434765919 | Ann | Hill | 1940-06-05 | 1930-01-01 | Female | White - Irish | bs2 9zz | E01000002 | 3 | service    | 2022-04-01 |            | Long Term Support: Residential Care | Residential Care | 900
P2 |            |     |      |            |            |        | No data - Refused |     |           | 4 | Service    | 2022-04-01 | 2022-04-01 | Short Term Support: Other           | Equipment        | 50
P2 |            |     |      |            |            |        |               |         |           | 5 | Service    | 2022-04-02 | 2022-04-30 | Short Term Support: ST-Max          | Reablement       | 50
P2 |            |     |      |            |            |        |               |         |           | 6 | Hearing    | 2022-04-02 | 2022-04-30 |                                     |                  |
P2 |            |     |      |            |            |        |               |         |           | 7 | Review     | 2022-04-02 | 2022-04-01 |                                     |                  |
P2 |            |     |      |            |            |        |               |         |           | 8 | Service    | 2022-05-02 | 2022-06-01 | Long Term Support: Nursing Care     |                  | lots
"""


def test_a_person_is_who_the_latest_event_says(records_of: RecordsOf) -> None:
    records = records_of("social-care", {"CLD_2022.csv": EVENTS})
    records.are(
        "identity",
        """
        local_person_key | nhs_number | given_name | family_name | birth_date | sex     | postcode | died_on | ethnicity | opted_out
        P1               | 9434765919 | Ann        | Hill        | 1940-06-05 | female  | BS2 9ZZ  |         | white     | false
        P2               |            |            |             |            | unknown |          |         | unknown   | false
        """,
    )


def test_an_event_is_a_contact_whose_last_day_is_included(records_of: RecordsOf) -> None:
    records = records_of("social-care", {"CLD_2022.csv": EVENTS})
    records.are(
        "contact",
        """
        person_id | organisation_code | setting     | kind          | starts_on  | ends_before | attended
        1         | RZZ1              | social-care | assessment    | 2022-01-01 | 2022-01-11  | true
        1         | RZZ1              | social-care | home-care     | 2022-02-01 | 2022-04-01  | true
        1         | RZZ1              | social-care | care-home     | 2022-04-01 |             | true
        2         | RZZ1              | social-care | other-support | 2022-04-01 | 2022-04-02  | true
        2         | RZZ1              | social-care | home-care     | 2022-04-02 | 2022-05-01  | true
        """,
    )
    assert records.rules_broken() == [
        (6, "unknown-event-type"),
        (7, "event-ends-before-it-starts"),
        (8, "not-a-number"),
    ]


def test_a_residential_service_is_living_in_a_care_home(records_of: RecordsOf) -> None:
    records = records_of("social-care", {"CLD_2022.csv": EVENTS})
    records.are(
        "residence",
        """
        person_id | starts_on  | ends_before | lsoa_code | deprivation_quintile | care_home
        1         | 2022-04-01 |             | E01000002 |                      | true
        """,
    )
