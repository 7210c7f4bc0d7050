"""How far a person's contacts are with one organisation."""

from __future__ import annotations

from tests.support.spec import SpecRunner

STRETCHES = """
    person_id | year_starts_on | starts_on  | ends_before | stratum_id
    1         | 2022-04-01     | 2022-04-01 | 2023-04-01  | 1
"""


def test_contacts_are_counted_by_the_organisation_that_stands(step: SpecRunner) -> None:
    step.answers(
        "person_year_organisation",
        given={
            "resident_stretch": STRETCHES,
            "standing_organisation": """
                organisation_code | standing_code
                L81009            | L81001
                L81001            | L81001
            """,
            "continuity_kind": """
                setting          | kind
                general-practice | consultation
                hospital         | outpatient
            """,
            "contact": """
                contact_id | person_id | organisation_code | setting          | kind         | starts_on  | attended
                1          | 1         | L81009            | general-practice | consultation | 2022-05-01 | true
                2          | 1         | L81001            | general-practice | consultation | 2022-06-01 | true
                3          | 1         | RZZ1              | hospital         | outpatient   | 2022-06-02 | true
                4          | 1         | E0600             | social-care      | assessment   | 2022-06-03 | true
                5          | 1         | RZZ1              | hospital         | outpatient   | 2022-06-04 | false
                6          | 1         | RZZ1              | hospital         | outpatient   | 2023-04-01 | true
            """,
        },
        expect="""
            person_id | year_starts_on | organisation_code | contacts | continuity_contacts
            1         | 2022-04-01     | L81001            | 2        | 2
            1         | 2022-04-01     | RZZ1              | 1        | 1
            1         | 2022-04-01     | E0600             | 1        | 0
        """,
    )


def test_the_index_is_one_with_one_organisation_and_nought_when_all_differ(step: SpecRunner) -> None:
    # Person 3: ten contacts, 5, 3 and 2 with three organisations: (25 + 9 + 4 - 10) / (10 x 9) = 28 / 90 = 0.3111.
    step.answers(
        "person_year_continuity",
        given={
            "measure_threshold": """
                threshold  | amount
                continuity | 2
            """,
            "person_year_organisation": """
                person_id | year_starts_on | organisation_code | contacts | continuity_contacts
                1         | 2022-04-01     | L81001            | 4        | 4
                2         | 2022-04-01     | L81001            | 1        | 1
                2         | 2022-04-01     | RZZ1              | 1        | 1
                3         | 2022-04-01     | L81001            | 5        | 5
                3         | 2022-04-01     | RZZ1              | 3        | 3
                3         | 2022-04-01     | RY1               | 2        | 2
            """,
        },
        expect="""
            person_id | year_starts_on | contacts | organisations | continuity | usual_share
            1         | 2022-04-01     | 4        | 1             | 1          | 1
            2         | 2022-04-01     | 2        | 2             | 0          | 0.5
            3         | 2022-04-01     | 10       | 3             | 0.31111111 | 0.5
        """,
    )


def test_people_with_one_contact_have_no_index(step: SpecRunner) -> None:
    step.answers(
        "person_year_continuity",
        given={
            "measure_threshold": "threshold | amount\ncontinuity | 1",
            "person_year_organisation": """
                person_id | year_starts_on | organisation_code | contacts | continuity_contacts
                1         | 2022-04-01     | L81001            | 1        | 1
                1         | 2022-04-01     | E0600             | 9        | 0
            """,
        },
        expect="person_id | continuity",
    )


def test_the_indices_of_a_stratum_add_up(step: SpecRunner) -> None:
    step.answers(
        "continuity_year",
        given={
            "stratum": """
                stratum_id | neighbourhood | segment | deprivation_quintile
                1          | Harbour       | healthy | 1
            """,
            "person_year": """
                person_id | year_starts_on | stratum_id
                1         | 2022-04-01     | 1
                2         | 2022-04-01     | 1
                3         | 2022-04-01     | 1
            """,
            "person_year_continuity": """
                person_id | year_starts_on | continuity | usual_share
                1         | 2022-04-01     | 1          | 1
                2         | 2022-04-01     | 0.25       | 0.5
            """,
        },
        expect="""
            year_starts_on | neighbourhood | segment | deprivation_quintile | people | continuity | usual_share
            2022-04-01     | Harbour       | healthy | 1                    | 2      | 1.25       | 1.5
        """,
    )
