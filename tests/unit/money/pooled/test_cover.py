"""Who covers an overspend."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.money.pence import of_pounds
from joinedup.money.pooled.cover import Cover, cover, dearer_by, outside_shares, spent_of
from joinedup.money.pooled.drawing import PooledBudgetError, drawn
from joinedup.place.budgets import Budget, SpendingLine
from tests.unit.money.pooled.budgets import budgets, pool


def covered(result: Cover) -> dict[str, int]:
    return {step.kind: step.amount_pence for step in result.steps}


def test_a_year_on_plan_needs_no_cover() -> None:
    result = cover(pool(), {})
    assert result.overspend_pence == 0
    assert set(covered(result).values()) == {0}


def test_an_overspend_is_covered_in_the_order_agreed_to_the_penny() -> None:
    # Wards cost 300 pounds more. Nurses left 40; of the risk pool's 50 and the scheme's 100, as of them, all may reach acute
    # care because the council's money can pay for community care that the board's then need not.
    result = cover(pool(), {"Wards": 1_000_00, "Nurses": 210_00})
    assert result.overspend_pence == 300_00
    assert covered(result) == {
        "other-lines": 40_00,
        "risk-pool": 50_00,
        "uncommitted-schemes": 100_00,
        "outside-the-pool": 110_00,
    }
    outside = {part.organisation: part.amount_pence for part in result.steps[-1].parts}
    assert outside == {"QZZ": 66_00, "SEA": 44_00}
    assert result.uncovered_pence == 0


def test_money_for_social_care_does_not_pay_for_acute_care() -> None:
    only_social = [
        each.model_copy(update={"covers": ("social-care",)}) if each.organisation == "SEA" else each
        for each in pool().contributions
    ]
    lines = [line for line in pool().lines if line.name in ("Wards", "Homes")]
    budget = pool(contributions=tuple(only_social), lines=tuple(lines), risk_pool=0)
    result = cover(budget, {"Wards": 1_100_00, "Homes": 300_00})
    # The board's own 300 that no line plans to spend goes first; the council's 200 may not be spent on acute care.
    assert covered(result)["other-lines"] == 300_00
    assert "£200" in result.steps[0].reason
    assert "may not be spent" in result.steps[0].reason
    assert covered(result)["outside-the-pool"] == 100_00


def test_every_amount_says_why_and_whose_money_it_is() -> None:
    result = cover(pool(), {"Wards": 1_000_00, "Nurses": 210_00})
    for step in result.steps:
        for part in step.parts:
            assert part.reason
            assert part.organisation in ("QZZ", "SEA")
    assert "60% of the £110" in result.steps[-1].parts[0].reason


def test_without_stated_shares_an_overspend_falls_by_contribution() -> None:
    unstated = tuple(each.model_copy(update={"share_of_overspend": None}) for each in pool().contributions)
    assert outside_shares(pool(contributions=unstated)) == pytest.approx({"QZZ": 2 / 3, "SEA": 1 / 3})


def test_what_no_step_covers_is_said_to_be_uncovered() -> None:
    result = cover(pool(covers_overspend=("risk-pool",)), {"Nurses": 350_00})
    assert result.overspend_pence == 100_00
    assert result.uncovered_pence == 50_00


def test_a_scheme_that_is_stopped_does_not_pay_for_its_own_overspend() -> None:
    # The scheme costs 30 pounds too much and the risk pool pays that; its own 100 then go to the wards, never to itself.
    result = cover(
        pool(covers_overspend=("risk-pool", "uncommitted-schemes")), {"Falls": 130_00, "Wards": 900_00}
    )
    stopped = result.steps[1]
    assert all(part.pays_for != "Falls" for part in stopped.parts)
    assert stopped.amount_pence <= 100_00


def test_a_line_the_budget_does_not_have_is_refused() -> None:
    with pytest.raises(PooledBudgetError, match="its lines are: Wards, Nurses"):
        cover(pool(), {"Wardens": 1})
    with pytest.raises(PooledBudgetError, match="0 or more"):
        cover(pool(), {"Wards": -1})


def test_what_was_spent_is_read_from_the_place_file() -> None:
    assert spent_of(pool()) is None
    lines = (SpendingLine(name="Wards", covers="acute", organisation="RZZ1", amount=700, spent=710),)
    assert spent_of(pool(lines=lines)) == {"Wards": 710_00}


@st.composite
def years(draw: st.DrawFn) -> tuple[Budget, dict[str, int]]:
    budget = draw(budgets())
    spent = {
        line.name: draw(st.integers(0, 3 * of_pounds(line.amount) + 1_000))
        for line in budget.lines
        if draw(st.booleans())
    }
    return budget, spent


@given(years())
@settings(max_examples=150, deadline=None)
def test_cover_creates_and_loses_no_penny(year: tuple[Budget, dict[str, int]]) -> None:
    budget, spent = year
    result = cover(budget, spent)
    over = sum(
        max(spent.get(line.name, of_pounds(line.amount)) - of_pounds(line.amount), 0) for line in budget.lines
    )
    assert result.overspend_pence == over
    assert sum(step.amount_pence for step in result.steps) + result.uncovered_pence == over
    assert all(part.amount_pence > 0 for step in result.steps for part in step.parts)
    if "outside-the-pool" in budget.covers_overspend:
        assert result.uncovered_pence == 0


@given(years())
@settings(max_examples=150, deadline=None)
def test_no_step_gives_more_than_is_there(year: tuple[Budget, dict[str, int]]) -> None:
    budget, spent = year
    by_kind = covered(cover(budget, spent))
    assert by_kind.get("risk-pool", 0) <= of_pounds(budget.risk_pool)
    stoppable = sum(of_pounds(line.amount) for line in budget.lines if not line.committed)
    assert by_kind.get("uncommitted-schemes", 0) <= stoppable
    put_in = sum(of_pounds(each.amount) for each in budget.contributions)
    inside = sum(pence for kind, pence in by_kind.items() if kind != "outside-the-pool")
    paid = sum(
        min(spent.get(line.name, of_pounds(line.amount)), of_pounds(line.amount)) for line in budget.lines
    )
    assert inside + paid <= put_in + by_kind.get("uncommitted-schemes", 0)


@given(budgets())
@settings(max_examples=100, deadline=None)
def test_each_pound_is_drawn_from_a_contribution_that_permits_it(budget: Budget) -> None:
    plan = drawn(budget)
    for i, j in plan.to_line:
        assert budget.lines[j].covers in budget.contributions[i].covers
    for j, line in enumerate(budget.lines):
        assert sum(pence for (_, k), pence in plan.to_line.items() if k == j) == of_pounds(line.amount)
    for i, each in enumerate(budget.contributions):
        used = sum(pence for (k, _), pence in plan.to_line.items() if k == i)
        assert used + plan.to_risk_pool.get(i, 0) + plan.unplanned.get(i, 0) == of_pounds(each.amount)


@given(budgets(), st.integers(2, 9))
@settings(max_examples=50, deadline=None)
def test_ten_times_the_pool_is_covered_ten_times(budget: Budget, times: int) -> None:
    larger = budget.model_copy(
        update={
            "contributions": tuple(
                each.model_copy(update={"amount": each.amount * times}) for each in budget.contributions
            ),
            "lines": tuple(line.model_copy(update={"amount": line.amount * times}) for line in budget.lines),
            "risk_pool": budget.risk_pool * times,
        }
    )
    spent = dearer_by(budget, 0.10)
    small, large = cover(budget, spent), cover(larger, {name: pence * times for name, pence in spent.items()})
    assert covered(large) == {kind: pence * times for kind, pence in covered(small).items()}
