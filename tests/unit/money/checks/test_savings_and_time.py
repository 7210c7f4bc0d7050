"""R06, R19 and R23 to R25: savings that come too soon or are counted twice."""

from __future__ import annotations

from datetime import date

from tests.unit.money.checks.proposals import GONE, judge, judge_place

SAVING = {
    "name": "Fewer admissions",
    "service": "admissions",
    "amounts": [0, 1_000_000, 1_000_000, 1_000_000, 1_000_000],
    "credited_to": ["HOLD"],
    "fixed_cost_left": True,
}
WITHOUT_SUPPORT = [
    {"kind": "capitated-payment"},
    {"kind": "activity", "services": ["admissions"], "paid_by": "holder"},
]


def test_a_saving_credited_to_two_is_found() -> None:
    found = judge("R06", savings__0__credited_to=["HOLD", "RZZ1"])
    assert found.outcome == "found"
    assert "credited to Seacombe Care Ltd and Seacombe General" in found.words


def test_a_saving_written_twice_is_found() -> None:
    assert 'The saving "Fewer admissions" is written 2 times.' in judge("R06", savings=[SAVING, SAVING]).words


def test_a_saving_that_counts_cost_that_stays_is_found() -> None:
    found = judge("R06", savings__0__fixed_cost_left=False)
    assert found.outcome == "found"
    assert "counts £20.2 million as if all cost left" in found.words


def test_savings_larger_than_the_service_they_come_from_are_found() -> None:
    large = {**SAVING, "amounts": [0, 201_000_000, 0, 0, 0]}
    found = judge("R06", savings=[large])
    assert found.outcome == "found"
    assert "In year 2 savings take £201 million from admissions, which costs £200 million" in found.words


def test_a_contract_without_savings_is_asked_nothing_of_them() -> None:
    for rule in ("R06", "R19", "R24", "R25"):
        assert judge(rule, savings=[]).outcome == "does-not-apply"


def test_a_hospital_that_loses_activity_and_gains_nothing_is_found() -> None:
    found = judge("R19", terms=WITHOUT_SUPPORT)
    assert found.outcome == "found"
    assert found.words.startswith("Seacombe General loses activity, has no share in what is saved")


def test_a_hospital_with_a_share_of_the_gain_or_support_is_no_finding() -> None:
    share = {"kind": "gain-loss-share", "share": {"HOLD": 0.5, "RZZ1": 0.5}, "cap": 0.1}
    support = {"kind": "transition-support", "cost_left": [0.7, 0.5, 0.3, 0.2, 0.1]}
    for term in (share, support):
        assert judge("R19", terms=[*WITHOUT_SUPPORT, term]).outcome == "passed"


def test_money_set_aside_for_transition_is_a_plan() -> None:
    plan = {"name": "while cost leaves", "kind": "transition", "amounts": [1, 0, 0, 0, 0], "paid_by": "QZZ"}
    assert judge("R19", terms=WITHOUT_SUPPORT, investments=[plan]).outcome == "passed"


def test_whoever_pays_for_the_support_is_not_supported_by_it() -> None:
    """The hospital pays the other's support: paying is no help."""
    support = {
        "kind": "transition-support",
        "cost_left": [0.7, 0.5, 0.3, 0.2, 0.1],
        "services": ["community"],
        "paid_by": {"RZZ1": 1.0},
    }
    assert judge("R19", terms=[*WITHOUT_SUPPORT, support]).outcome == "found"


def test_money_that_moves_from_the_first_day_is_found_unless_somebody_signed_for_it() -> None:
    found = judge("R23", shadow_years=0)
    assert found.outcome == "found"
    assert judge("R23", shadow_years=0, shadow_waived_by="the board, 3 May 2023").outcome == "passed"


def test_a_place_that_ran_figures_for_a_year_before_is_a_shadow_year() -> None:
    ran = {"place.shadow_from": date(2023, 4, 1), "place.live_from": date(2024, 4, 1)}
    assert judge_place("R23", {**ran, "contracts.0.shadow_years": GONE}).outcome == "passed"
    short = {**ran, "place.shadow_from": date(2023, 10, 1)}
    assert judge_place("R23", {**short, "contracts.0.shadow_years": GONE}).outcome == "found"


def test_savings_in_the_first_year_are_found_when_they_are_much_of_all() -> None:
    found = judge("R24", savings__0__amounts=[3_000_000, 3_000_000, 3_000_000, 3_000_000, 3_000_000])
    assert found.outcome == "found"
    assert "20% of all savings (£3 million of £15 million)" in found.words


def test_a_contract_too_short_for_care_to_change_is_found() -> None:
    found = judge("R24", years=2, savings__0__amounts=[0, 1_000_000])
    assert "within 2 years" in found.words


def test_money_to_set_up_without_money_for_double_running_is_found() -> None:
    found = judge("R25", investments__1__amounts=[0, 0, 0, 0, 0])
    assert found.outcome == "found"
    assert found.words == "No money is set aside to run old and new care side by side."


def test_a_contract_that_says_where_it_is_known_that_nothing_is_set_aside_is_found() -> None:
    found = judge("R25", investments=GONE, figure_sources={"investments": "board paper of May 2024"})
    assert found.outcome == "found"
