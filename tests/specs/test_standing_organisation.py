"""Organisations that another took the place of."""

from __future__ import annotations

from tests.support.spec import SpecRunner


def test_an_organisation_counts_as_the_one_that_took_its_place_in_the_end(step: SpecRunner) -> None:
    step.answers(
        "standing_organisation",
        given={
            "organisation": """
                organisation_code | succeeded_by
                L81007            | L81008
                L81008            | L81009
                L81009            | L81001
                L81001            |
            """
        },
        expect="""
            organisation_code | standing_code
            L81007            | L81001
            L81008            | L81001
            L81009            | L81001
            L81001            | L81001
        """,
    )
