"""Contracts written so that a rule might overlook them, or might find what is in order."""

from __future__ import annotations

from datetime import date

import pytest

from joinedup.money.checks.checked import answer
from joinedup.money.checks.rule import Judgement, by_id
from tests.unit.money.checks.proposals import GONE, changed, judge, judge_place, proposal

FOR_ACTIVITY = {"kind": "activity"}
CAPITATED = {"kind": "capitated-payment"}
FROM_THE_THIRD_YEAR = {
    "kind": "shared-losses",
    "share": {"HOLD": 1.0},
    "rate": [0.0, 0.0, 0.8, 0.8, 0.8],
    "cap": 1.0,
}


def gates(**changes: object) -> list[dict[str, object]]:
    days = {
        "early-engagement": date(2023, 4, 1),
        "before-procurement": date(2023, 6, 1),
        "before-signature": date(2024, 1, 15),
        "before-start": date(2024, 3, 15),
    }
    return [
        {"name": name, "on": on, "by": "the regulator", "passed": True, **changes}
        for name, on in days.items()
    ]


def answered(rule: str, **change: object) -> Judgement:
    """As a rule is asked: where a made-up year needs what is not written, it says so."""
    content = {f"contracts.0.{key.replace('__', '.')}": value for key, value in change.items()}
    return answer(by_id()[rule], proposal(changed(content), rule))


@pytest.mark.parametrize("rule", ["R09", "R10"])
def test_a_loss_that_is_shared_only_in_later_years_is_a_loss(rule: str) -> None:
    found = judge(rule, people=20_000, terms=[FOR_ACTIVITY, FROM_THE_THIRD_YEAR])
    assert found.outcome == "found"


def test_a_limited_holder_that_can_lose_in_later_years_needs_somebody_behind_it() -> None:
    assert judge("R12", guarantees=[], terms=[FOR_ACTIVITY, FROM_THE_THIRD_YEAR]).outcome == "found"


def test_a_loss_of_later_years_beyond_what_could_be_lost_is_found() -> None:
    change = {
        "contracts.0.terms": [FOR_ACTIVITY, FROM_THE_THIRD_YEAR],
        "organisations.1.capital_reserve": 10_000_000,
    }
    assert judge_place("R13", change).outcome == "found"


def test_a_loss_by_chance_that_is_shared_only_in_later_years_is_found() -> None:
    found = judge("R17", terms=[FOR_ACTIVITY, FROM_THE_THIRD_YEAR])
    assert found.outcome == "found"
    assert "A loss of less than" in found.words


def test_a_hospital_that_shares_gains_only_in_later_years_has_a_share() -> None:
    share = {"kind": "shared-savings", "share": {"RZZ1": 1.0}, "rate": [0.0, 0.5, 0.5, 0.5, 0.5]}
    assert judge("R19", terms=[CAPITATED, share]).outcome == "passed"


def test_a_total_of_savings_larger_than_its_service_is_found() -> None:
    """The service costs 200 million pounds a year, a thousand million over five."""
    assert judge("R06", savings__0__amounts=GONE, savings__0__total=1_000_000_000).outcome == "passed"
    found = judge("R06", savings__0__amounts=GONE, savings__0__total=1_000_000_001)
    assert found.outcome == "found"
    assert "more than there is" in found.words


def test_prices_above_what_the_commissioner_would_pay_are_found() -> None:
    found = judge("R04", price_ceiling=1_529_999_999)
    assert found.outcome == "found"
    assert "more than the £1,530 million that the commissioner would pay at most" in found.words


def test_an_amount_for_each_person_is_a_price_too() -> None:
    change = {"prices": GONE, "benchmarks": GONE}
    enough = [{"kind": "capitated-payment", "per_person": 1_000.0, "growth": 0.02}]
    assert answered("R05", terms=enough, **change).outcome == "passed"
    too_little = answered("R05", terms=[{"kind": "capitated-payment", "per_person": 900.0}], **change)
    assert too_little.outcome == "found"
    assert "the price is £270 million" in too_little.words
    unknown = answered("R05", terms=enough, people=GONE, **change)
    assert [str(key) for key in unknown.missing] == ["contracts[1].people: People it covers"]


def test_a_block_is_a_price_too_and_activity_is_none() -> None:
    change = {"prices": GONE, "benchmarks": GONE}
    block = [{"kind": "block", "amount": 250_000_000.0}]
    assert answered("R05", terms=block, **change).outcome == "found"
    assert answered("R05", terms=[*block, FOR_ACTIVITY], **change).outcome == "does-not-apply"


def test_a_benchmark_far_below_what_care_costs_is_found_where_a_loss_is_shared() -> None:
    low = [250_000_000] * 5
    assert (
        judge("R05", prices=GONE, benchmarks=low, terms=[FOR_ACTIVITY, FROM_THE_THIRD_YEAR]).outcome
        == "found"
    )
    one_sided = [FOR_ACTIVITY, {"kind": "shared-savings", "share": {"HOLD": 1.0}, "rate": 0.5}]
    assert judge("R05", prices=GONE, benchmarks=low, terms=one_sided).outcome == "does-not-apply"


def test_a_guarantee_of_nothing_or_by_the_holder_itself_is_no_guarantee() -> None:
    assert "is of £0" in judge("R12", guarantees__0__amount=0).words
    itself = judge("R12", guarantees__0__guarantor="HOLD")
    assert (
        itself.words == "Seacombe Care Ltd guarantees for itself, which adds nothing to what it could lose."
    )


def test_a_loss_beyond_a_guarantee_cannot_be_judged_where_the_reserve_is_not_written() -> None:
    change = {"organisations.1.capital_reserve": GONE, "contracts.0.guarantees.0.amount": 1}
    assert judge_place("R11", change).outcome == "cannot-be-judged"


def test_an_arbiter_who_decides_first_must_be_somebody() -> None:
    way = {"when": "no price agreed", "on_price_disagreement": True, "arbiter_first": True}
    assert judge("R15", exits=[way]).outcome == "passed"
    unknown = judge("R15", exits=[way], disputes=GONE)
    assert unknown.outcome == "cannot-be-judged"
    assert [str(key) for key in unknown.missing] == ["contracts[1].disputes.arbiter: Who decides"]


@pytest.mark.parametrize("who", ["HOLD", "Seacombe Care Ltd", " seacombe board "])
def test_a_party_is_no_arbiter_and_no_independent_look(who: str) -> None:
    assert "is itself a party" in judge("R16", disputes__arbiter=who).words
    looked = judge("R31", gates=gates(by=who))
    assert looked.outcome == "found"
    assert "a party of the contract" in looked.words


def test_a_look_before_procurement_that_came_after_the_award_is_found() -> None:
    late = [
        {**gate, "on": date(2024, 1, 1)} if gate["name"] == "before-procurement" else gate for gate in gates()
    ]
    found = judge("R31", gates=late)
    assert found.words == "The look before procurement came on 1 January 2024, after 1 October 2023."


def test_a_look_that_was_held_again_and_passed_is_in_order() -> None:
    first = {**gates()[2], "on": date(2023, 12, 1), "passed": False}
    assert judge("R31", gates=[*gates(), first]).outcome == "passed"
    assert judge("R31", gates=[*gates()[:2], {**gates()[2], "passed": False}, gates()[3]]).outcome == "found"


def test_a_quorum_of_more_than_vote_decides_nothing() -> None:
    found = judge_place("R28", {"agreements.0.quorum": 9})
    assert found.outcome == "found"
    assert "nothing can be decided" in found.words


def test_a_loss_that_comes_every_year_is_borne_only_as_long_as_there_is_something_left() -> None:
    """Care costs 5% more than its price in every year, 15 million pounds each: once it could be borne, five times not."""
    still = {
        "price_inflation": 0.02,
        "price_uplift": 0.02,
        "savings_realised": 1.0,
        "chance": 0.0,
        "demand_growth": 0.0,
    }
    change = {
        "contracts.0.terms": [CAPITATED],
        "contracts.0.guarantees": [],
        "contracts.0.savings": [],
        "contracts.0.prices": [285_000_000, 290_700_000, 296_514_000, 302_444_280, 308_493_166],
        "contracts.0.futures": {
            **{name: {"central": value} for name, value in still.items()},
            "baseline_error": {"central": 0.0},
        },
        "organisations.1.capital_reserve": 20_000_000,
    }
    found = judge_place("R11", change)
    assert found.outcome == "found"
    assert found.words == (
        "Seacombe Care Ltd could bear the loss of a single year, but not of one after the other: added up, they are more than its"
        " £20 million in 100 of 100 futures."
    )
    assert judge_place("R11", {**change, "organisations.1.capital_reserve": 100_000_000}).outcome == "passed"


def test_what_is_settled_only_after_the_first_day_is_late_although_nobody_signed_yet() -> None:
    unsigned = {"signed_on": GONE}
    late = date(2024, 5, 1)
    assert (
        "begins on 1 April 2024, before its cost was agreed on 1 May 2024"
        in judge("R02", cost_agreed_on=late, **unsigned).words
    )
    assert "after the first day on 1 April 2024" in judge("R14", tax__opinion_on=late, **unsigned).words
    assert (
        "after the first day on 1 April 2024"
        in judge("R12", guarantees__0__executed_on=late, **unsigned).words
    )
    for rule in ("R02", "R12", "R14"):
        assert judge(rule, **unsigned).outcome == "passed"


def test_a_cost_that_is_traced_and_more_than_its_price_is_not_called_a_part_of_it() -> None:
    traced = judge_place("R01", {"contracts.0.prices.0": 200_000_000})
    assert (
        traced.words
        == "£290 million is traced to ledgers, more than the price of the first year, which is £200 million."
    )
    assert judge_place("R05", {"contracts.0.prices.0": 200_000_000}).outcome == "found"
