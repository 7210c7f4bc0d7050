"""Adult social care Client Level Data becomes identities, contacts and stays in care homes."""

from __future__ import annotations

from tests.unit.sources.formats.conftest import RecordsOf, by_column

EVENTS = by_column(
    """
    LA_Person_Unique_Identifier: P1 | P1 | P1 | P2 | P2 | P2 | P2 | P2
    NHS_Number: 9434765919 | 9434765919 | 9434765919 |  |  |  |  |
    Given_Name: Ann | Ann | Ann |  |  |  |  |
    Last_Name: Hill | Hill | Hill |  |  |  |  |
    Date_of_Birth: 1940-06-05 | 1940-06-05 | 1940-06-05 |  |  |  |  |
    Date_of_Death:  |  | 1930-01-01 |  |  |  |  |
    Gender: Female | Female | Female |  |  |  |  |
    Ethnicity: White - Irish | White - Irish | White - Irish | No data - Refused |  |  |  |
    Postcode: bs1 4dj | bs1 4dj | bs2 9zz |  |  |  |  |
    LSOA11: E01000001 | E01000001 | E01000002 |  |  |  |  |
    Event_Reference: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
    Event_Type: Assessment | Service | service | Service | Service | Hearing | Review | Service
    Event_Start_Date: 2022-01-01 | 2022-02-01 | 2022-04-01 | 2022-04-01 | 2022-04-02 | 2022-04-02 | 2022-04-02 | 2022-05-02
    Event_End_Date: 2022-01-10 | 2022-03-31 |  | 2022-04-01 | 2022-04-30 | 2022-04-30 | 2022-04-01 | 2022-06-01
    Service_Type:  | | Long Term Support: Residential Care | Short Term Support: Other | Short Term Support: ST-Max |  |  |
    Service_Component:  | Home Support | Residential Care | Equipment | Reablement |  |  |
    Unit_Cost:  | 22.50 | 900 | 50 | 50 |  |  | lots
    """
)


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
