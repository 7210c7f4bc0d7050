"""The first day a person was seen anywhere, for places without registration data."""

from __future__ import annotations

from tests.support.spec import SpecRunner

RECORDS = {
    "contact": """
        person_id | starts_on
        1         | 2022-05-05
        1         | 2021-01-02
        2         | 2022-01-01
    """,
    "diagnosis": """
        person_id | recorded_on
        2         | 2012-03-04
    """,
    "medication": """
        person_id | issued_on
        3         | 2023-03-04
    """,
}


def test_the_earliest_record_of_any_kind_is_the_first_day_seen(step: SpecRunner) -> None:
    step.answers(
        "first_seen",
        given={"population_rule": "counted\nseen", **RECORDS},
        expect="""
            person_id | seen_on
            1         | 2021-01-02
            2         | 2012-03-04
            3         | 2023-03-04
        """,
    )


def test_nobody_is_listed_where_people_registered_count(step: SpecRunner) -> None:
    step.answers(
        "first_seen",
        given={"population_rule": "counted\nregistered", **RECORDS},
        expect="person_id | seen_on",
    )
