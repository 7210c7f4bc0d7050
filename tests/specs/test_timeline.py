"""Everything that happened to a person, in lanes by organisation."""

# ruff: noqa: E501 - a row of a table stays on one line, however wide
from __future__ import annotations

from tests.support.spec import SpecRunner


def test_a_persons_life_here_is_told_in_order_with_its_lanes(step: SpecRunner) -> None:
    step.answers(
        "timeline",
        given={
            "place_period": """
                data_from  | data_until | data_ends_before
                2022-04-01 | 2024-03-31 | 2024-04-01
            """,
            "person": """
                person_id | died_on
                1         | 2023-11-20
            """,
            "resident": """
                person_id | practice_code | starts_on  | ends_before | reason
                1         | L81001        | 2020-01-01 | 2023-11-21  | registered with L81001 from 2020-01-01
            """,
            "long_term_condition": """
                person_id | condition | title  | starts_on
                1         | asthma    | Asthma | 2021-02-03
            """,
            "contact": """
                contact_id | person_id | organisation_code | setting  | kind       | began     | starts_on  | ends_before | bed_days | attended
                10         | 1         | RZZ1              | hospital | admission  | emergency | 2023-05-01 | 2023-05-04  | 2        | true
                11         | 1         | RZZ1              | hospital | outpatient |           | 2023-06-01 | 2023-06-02  |          | false
            """,
            "medication": """
                medication_id | person_id | organisation_code | issued_on  | code_system | code    | quantity
                70            | 1         | L81001            | 2023-05-05 | bnf         | 0301011 |
            """,
        },
        expect="""
            person_id | day        | ends_before | lane   | event        | words                                             | source_id
            1         | 2020-01-01 | 2023-11-21  | L81001 | arrival      | registered with L81001 from 2020-01-01            |
            1         | 2021-02-03 |             |        | condition    | on the register of asthma                         |
            1         | 2023-05-01 | 2023-05-04  | RZZ1   | contact      | hospital: admission (emergency), 2 bed days       | 10
            1         | 2023-05-05 |             | L81001 | prescription | prescribed bnf 0301011                            | 70
            1         | 2023-06-01 | 2023-06-02  | RZZ1   | contact      | hospital: outpatient, did not attend or cancelled | 11
            1         | 2023-11-20 |             |        | death        | died                                              |
        """,
    )


def test_somebody_who_moved_away_departed_and_somebody_still_here_did_not(step: SpecRunner) -> None:
    step.answers(
        "timeline",
        given={
            "place_period": """
                data_from  | data_until | data_ends_before
                2022-04-01 | 2024-03-31 | 2024-04-01
            """,
            "person": """
                person_id
                1
                2
            """,
            "resident": """
                person_id | practice_code | starts_on  | ends_before | reason
                1         | L81001        | 2020-01-01 | 2023-02-01  | registered with L81001 from 2020-01-01
                2         | L81001        | 2020-01-01 | 2024-04-01  | registered with L81001 from 2020-01-01
            """,
        },
        expect="""
            person_id | day        | event     | words
            1         | 2020-01-01 | arrival   | registered with L81001 from 2020-01-01
            1         | 2023-02-01 | departure | no longer registered here
            2         | 2020-01-01 | arrival   | registered with L81001 from 2020-01-01
        """,
    )
