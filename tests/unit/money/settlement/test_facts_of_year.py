"""What stands of a fact that several say, and what it is said to rest on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from joinedup.money.settlement.facts_file import (
    AmountFact,
    ConditionFact,
    DecidedFact,
    FactsFile,
    OutcomeFact,
    QualityScoreFact,
    RevenueFact,
    ServiceFact,
    StatedFacts,
)
from joinedup.money.settlement.facts_of_year import PartyError, facts_of_year, service_cost_pence
from joinedup.money.settlement.recorded import (
    CostsOfPeople,
    Recorded,
    RecordedOutcome,
    RecordedService,
)
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Baseline, Contract, Outcome, Service

BEDS = Service(name="beds", organisation="RZZ1", setting="hospital", activity=100, price=50, fixed_share=0.6)
FALLS = Outcome(name="falls", measure="falls", baseline=10, target=8, weight=1.0, gate="data completeness")


def a_contract(**keys: Any) -> Contract:
    usual: dict[str, Any] = {
        "name": "Outcomes",
        "starts_on": date(2024, 4, 1),
        "years": 5,
        "commissioner": "QZZ",
        "holder": "RZZ1",
        "baseline": Baseline(
            measured_from=date(2023, 4, 1), method="person-based", annual=1_000, growth=0.10
        ),
        "services": (BEDS,),
        "outcomes": (FALLS,),
    }
    return Contract(**{**usual, **keys})


def recorded(**changed: Any) -> Recorded:
    usual: dict[str, Any] = {
        "build": "build published 2 May 2024 (sha 1234abcd)",
        "share": 1.0,
        "person_years": 365.0,
        "spending_pence": 90_000,
        "covered": "the contract's services",
        "services": {"beds": RecordedService(80.0, 90_000)},
        "outcomes": {"falls": RecordedOutcome("falls", "per 1,000 person-years", 9.0)},
    }
    return Recorded(**{**usual, **changed})


def facts(
    year: int = 1, contract: Contract | None = None, said: Recorded | None = None, **stated: Any
) -> YearFacts:
    file = FactsFile(Path("year-1.toml"), StatedFacts(**stated))
    return facts_of_year(contract or a_contract(), year, said or recorded(), file)


def test_what_the_facts_file_says_stands_before_the_records() -> None:
    found = facts(spending=AmountFact(amount=12.34, rests_on="audit of the accounts"))
    assert found.spending_pence is not None
    assert found.spending_pence.tolist() == [1_234]
    assert found.rests_on["spending"] == "audit of the accounts"


def test_a_fact_of_the_records_names_the_build() -> None:
    found = facts()
    assert found.rests_on["outcome falls"] == (
        "measure falls (per 1,000 person-years), build published 2 May 2024 (sha 1234abcd)"
    )
    assert found.outcomes["falls"].value.tolist() == [9.0]
    assert found.outcomes["falls"].gate == "data completeness"


def test_the_baseline_grows_to_the_year_where_no_benchmark_is_written() -> None:
    third = facts(3)
    assert third.benchmark_pence is not None
    assert third.benchmark_pence.tolist() == [121_000]
    assert "at 10.0% a year" in third.rests_on["benchmark"]


def test_a_benchmark_that_is_written_stands_before_the_baseline() -> None:
    contract = a_contract(benchmarks=(2_000, 3_000, 4_000, 5_000, 6_000))
    second = facts(2, contract)
    assert second.benchmark_pence is not None
    assert second.benchmark_pence.tolist() == [300_000]


def test_the_shadow_year_is_compared_with_the_first_year_s_benchmark_less_a_year_s_growth() -> None:
    shadow = facts(0, a_contract(benchmarks=(2_200,) * 5))
    assert shadow.benchmark_pence is not None
    assert shadow.benchmark_pence.tolist() == [200_000]
    assert "less the baseline's growth of 10.0%" in shadow.rests_on["benchmark"]


def test_a_year_without_a_price_has_none() -> None:
    assert facts().price_pence is None
    priced = facts(2, a_contract(prices=(10, 20, 30, 40, 50)))
    assert priced.price_pence is not None
    assert priced.price_pence.tolist() == [2_000]


def test_part_of_a_year_is_taken_for_the_whole_in_proportion_and_says_so() -> None:
    half = facts(said=recorded(share=0.5))
    assert half.person_years is not None
    assert half.person_years.tolist() == [730.0]
    assert half.spending_pence is not None
    assert half.spending_pence.tolist() == [180_000]
    assert half.services["beds"].activity.tolist() == [160.0]
    assert half.outcomes["falls"].value.tolist() == [9.0]
    assert half.rests_on["spending"].endswith("; 50% of the year, taken for the whole in proportion")
    assert half.rests_on["outcome falls"].endswith("; from 50% of the year")


def test_cost_that_does_not_leave_is_borne_for_activity_that_was_planned_and_not_given() -> None:
    # 80 given at 50 pounds, and 60% of the cost of the 20 that were planned and not given.
    assert service_cost_pence(BEDS, 80) == 5_000 * 80 + 3_000 * 20
    assert service_cost_pence(BEDS, 120) == 5_000 * 120
    assert facts().services["beds"].cost_pence.tolist() == [460_000]


def test_a_stated_cost_of_a_service_stands() -> None:
    fact = ServiceFact(name="beds", activity=70, cost=3_999.99, rests_on="reference costs")
    beds = facts(services=(fact,)).services["beds"]
    assert (beds.activity.tolist(), beds.cost_pence.tolist()) == ([70.0], [399_999])


def test_an_outcome_that_no_measure_shows_is_there_only_where_it_is_stated() -> None:
    without = recorded(outcomes={})
    assert "falls" not in facts(said=without).outcomes
    stated = facts(said=without, outcomes=(OutcomeFact(name="falls", value=7.5, rests_on="survey of 2024"),))
    assert stated.outcomes["falls"].value.tolist() == [7.5]
    assert stated.rests_on["outcome falls"] == "survey of 2024"


def test_what_only_people_decide_comes_from_the_facts_file() -> None:
    found = facts(
        quality_score=QualityScoreFact(value=0.9, rests_on="decision 1"),
        conditions=(ConditionFact(name="quality standard", met=False, rests_on="decision 2"),),
        decided=(DecidedFact(name="disaster adjustment", amount=-1.5, rests_on="decision 3"),),
        revenue=(RevenueFact(organisation="RZZ1", amount=100, rests_on="accounts"),),
    )
    assert found.quality_score is not None
    assert found.quality_score.tolist() == [0.9]
    assert found.met["quality standard"].tolist() == [False]
    assert found.decided_pence["disaster adjustment"].tolist() == [-150]
    assert found.revenue_pence["RZZ1"].tolist() == [10_000]
    assert {"quality score", "condition quality standard", "revenue RZZ1"} <= set(found.rests_on)


def test_a_contract_must_say_who_pays_and_who_is_paid() -> None:
    with pytest.raises(PartyError, match="does not say who pays and who is paid"):
        facts(contract=a_contract(holder=None))


def test_costs_of_people_above_a_threshold_are_added_up() -> None:
    costs = CostsOfPeople(np.array([500.0, 1_500.0, 4_000.0]))
    assert costs.above(1_000).tolist() == [3_500]
    # Half a year's cost stands for a whole year's.
    assert CostsOfPeople(costs.pence, share=0.5).above(1_000).tolist() == [2_000 + 7_000]
