"""Neighbourhood, segment and deprivation as one number."""

from __future__ import annotations

from tests.support.spec import SpecRunner


def test_every_combination_has_a_number_unknowns_included(step: SpecRunner) -> None:
    step.answers(
        "stratum",
        given={
            "place_practice": """
                practice_code | neighbourhood
                L81001        | Harbour
            """,
            "population_rule": """
                counted    | segments
                registered | core-segments
            """,
            "person_segment": """
                person_id | scheme            | segment
                1         | core-segments     | CS1
                2         | core-segments     | CS1
                2         | bridges-to-health | healthy
            """,
        },
        expect="""
            stratum_id | neighbourhood | segment | deprivation_quintile
            1          |               |         |
            2          |               |         | 1
            3          |               |         | 2
            4          |               |         | 3
            5          |               |         | 4
            6          |               |         | 5
            7          |               | CS1     |
            8          |               | CS1     | 1
            9          |               | CS1     | 2
            10         |               | CS1     | 3
            11         |               | CS1     | 4
            12         |               | CS1     | 5
            13         | Harbour       |         |
            14         | Harbour       |         | 1
            15         | Harbour       |         | 2
            16         | Harbour       |         | 3
            17         | Harbour       |         | 4
            18         | Harbour       |         | 5
            19         | Harbour       | CS1     |
            20         | Harbour       | CS1     | 1
            21         | Harbour       | CS1     | 2
            22         | Harbour       | CS1     | 3
            23         | Harbour       | CS1     | 4
            24         | Harbour       | CS1     | 5
        """,
    )
