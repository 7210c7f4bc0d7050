"""Who is eligible for a care model in which month, by the place's own expression."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from joinedup.care.eligibility import eligible_step
from joinedup.engine.interface import Engine
from joinedup.engine.steps import Step
from joinedup.place.model import CareModel
from joinedup.place.person_columns import PERSON_COLUMNS
from tests.support.people_living_here import PLACE
from tests.support.spec import SpecRunner

Eligibility = Callable[..., SpecRunner]


def care_model(eligible: str, name: str = "Hubs") -> CareModel:
    return CareModel(name=name, kind="pacs", starts_on=date(2022, 5, 1), eligible=eligible, capacity=10)


@pytest.fixture
def eligibility(engine: Engine, tmp_path: Path) -> Eligibility:
    """A specification of the step made for care models with these expressions, named Hubs, Hubs 2 ..."""
    from joinedup.pipeline.steps import shape_of

    def of(*expressions: str, with_risk: bool = True) -> SpecRunner:
        names = ("Hubs", *(f"Hubs {n}" for n in range(2, len(expressions) + 1)))
        models = [care_model(text, name) for text, name in zip(expressions, names, strict=True)]

        def find_step(table: str) -> Step:
            return eligible_step(models, with_risk=with_risk)

        return SpecRunner(engine, tmp_path, find_step, shape_of)

    return of


def test_months_begin_a_year_into_the_data_and_count_people_living_here_on_their_first_day(
    eligibility: Eligibility,
) -> None:
    eligibility("age >= 0 or age is null").answers(
        "eligible_person_month",
        given=PLACE,
        expect="""
            care_model | month      | person_id
            Hubs       | 2022-04-01 | 1
            Hubs       | 2022-05-01 | 1
            Hubs       | 2022-06-01 | 1
            Hubs       | 2022-05-01 | 2
            Hubs       | 2022-04-01 | 3
            Hubs       | 2022-05-01 | 3
        """,
    )


def test_a_person_is_eligible_from_the_month_in_which_they_reach_the_age(eligibility: Eligibility) -> None:
    eligibility("age >= 65").answers(
        "eligible_person_month",
        given=PLACE,
        expect="""
            month      | person_id
            2022-05-01 | 1
            2022-06-01 | 1
        """,
    )


def test_facts_add_up_from_their_changes_and_changes_before_the_first_month_count(
    eligibility: Eligibility,
) -> None:
    eligibility("long_term_conditions >= 2 and emergency_admissions_12m >= 1").answers(
        "eligible_person_month",
        given=PLACE
        | {
            "person_fact_change": """
                person_id | kind      | month_number | emergency_admissions_12m | long_term_conditions
                1         | condition | 20000        | 0                        | 1
                1         | condition | 20001        | 0                        | 1
                1         | admission | 24269        | 1                        | 0
                1         | admission | 24270        | -1                       | 0
                2         | condition | 24200        | 0                        | 2
                2         | admission | 24280        | 1                        | 0
            """
        },
        expect="""
            month      | person_id
            2022-05-01 | 1
        """,
    )


def test_each_care_model_has_people_of_its_own(eligibility: Eligibility) -> None:
    eligibility("age >= 65", "sex = 'male' and neighbourhood = 'Downs'", "care_home").answers(
        "eligible_person_month",
        given=PLACE
        | {
            "person_fact_change": """
                person_id | kind | month_number | care_homes
                3         | home | 24269        | 1
            """
        },
        expect="""
            care_model | month      | person_id
            Hubs       | 2022-05-01 | 1
            Hubs       | 2022-06-01 | 1
            Hubs 2     | 2022-05-01 | 2
            Hubs 3     | 2022-05-01 | 3
        """,
    )


def test_an_expression_that_can_be_true_of_nothing_recorded_finds_people_without_records(
    eligibility: Eligibility,
) -> None:
    eligibility("gp_consultations_12m = 0 and (charlson < 1 or age > 90)").answers(
        "eligible_person_month",
        given=PLACE
        | {
            "person_fact_change": """
                person_id | kind         | month_number | gp_consultations_12m
                1         | consultation | 24269        | 1
            """
        },
        expect="""
            month      | person_id
            2022-04-01 | 1
            2022-05-01 | 2
            2022-04-01 | 3
            2022-05-01 | 3
        """,
    )


def test_scores_are_compared_as_the_decimals_that_they_are(eligibility: Eligibility) -> None:
    eligibility("hospital_frailty >= 7.1 and cambridge = 0.92").answers(
        "eligible_person_month",
        given=PLACE
        | {
            "person_fact_change": """
                person_id | kind      | month_number | hospital_frailty_tenths | cambridge_hundredths
                1         | condition | 20000        | 0                       | 92
                1         | frailty   | 24268        | 71                      | 0
                1         | frailty   | 24270        | -1                      | 0
            """
        },
        expect="""
            month      | person_id
            2022-04-01 | 1
            2022-05-01 | 1
        """,
    )


def test_segment_and_deprivation_are_those_of_the_last_day_scored(eligibility: Eligibility) -> None:
    eligibility("segment = 'frail' and deprivation_quintile <= 2").answers(
        "eligible_person_month",
        given=PLACE
        | {
            "population_rule": "counted | segments\nregistered | bridges-to-health",
            "person_segment": """
                person_id | as_of      | scheme            | segment
                1         | 2021-04-01 | bridges-to-health | healthy
                1         | 2022-04-01 | bridges-to-health | frail
                1         | 2022-04-01 | core-segments     | CS5
                3         | 2021-04-01 | bridges-to-health | frail
                3         | 2022-04-01 | core-segments     | frail
            """,
            "person_home": """
                person_id | as_of      | deprivation_quintile
                1         | 2022-04-01 | 2
                3         | 2022-04-01 | 2
            """,
        },
        expect="""
            month      | person_id
            2022-04-01 | 1
            2022-05-01 | 1
            2022-06-01 | 1
        """,
    )


def test_the_latest_risk_counts_from_the_day_it_is_of_and_is_null_before(eligibility: Eligibility) -> None:
    eligibility("risk_of_emergency_admission >= 0.2", "sex = 'female'").answers(
        "eligible_person_month",
        given=PLACE
        | {
            "known_risk": """
                person_id | as_of      | probability
                1         | 2022-05-01 | 0.15
                1         | 2022-06-01 | 0.25
                2         | 2022-04-01 | 0.10
            """
        },
        expect="""
            care_model | month      | person_id | risk_of_emergency_admission
            Hubs       | 2022-06-01 | 1         | 0.25
            Hubs 2     | 2022-04-01 | 1         |
            Hubs 2     | 2022-05-01 | 1         | 0.15
            Hubs 2     | 2022-06-01 | 1         | 0.25
        """,
    )


def test_without_the_risk_model_nobody_is_at_a_known_risk(eligibility: Eligibility) -> None:
    eligibility("risk_of_emergency_admission >= 0 or age = 64", with_risk=False).answers(
        "eligible_person_month",
        given=PLACE,
        expect="""
            month      | person_id | risk_of_emergency_admission
            2022-04-01 | 1         |
        """,
    )


def test_every_person_column_can_be_asked_for(eligibility: Eligibility) -> None:
    everything = " and ".join(f"({name} is null or {name} is not null)" for name in PERSON_COLUMNS)
    eligibility(everything).answers(
        "eligible_person_month",
        given=PLACE,
        expect="""
            month      | person_id
            2022-04-01 | 1
            2022-05-01 | 1
            2022-06-01 | 1
            2022-05-01 | 2
            2022-04-01 | 3
            2022-05-01 | 3
        """,
    )


def test_a_place_without_care_models_has_nobody_eligible(step: SpecRunner) -> None:
    step.answers("eligible_person_month", given={}, expect="person_id")
