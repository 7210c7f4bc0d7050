"""When a pool is paid into, reported on and settled; what becomes of what it did not spend; its VAT."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.money.pence import of_pounds
from joinedup.money.pooled.build_up import built_up
from joinedup.money.pooled.calendar import next_year, reports
from joinedup.money.pooled.instalments import instalments
from joinedup.money.pooled.underspend import underspent_pence, uses_of_underspend
from joinedup.money.pooled.vat import regime_of, vat_position
from joinedup.place.budgets import Budget, Contribution
from tests.unit.money.pooled.budgets import budgets, pool


def test_a_contribution_is_paid_in_four_equal_parts_a_quarter_apart() -> None:
    of_board = [row for row in instalments(pool()) if row.organisation == "QZZ"]
    assert [row.amount_pence for row in of_board] == [250_00] * 4
    assert [row.due_on for row in of_board] == [
        date(2024, 4, 1),
        date(2024, 7, 1),
        date(2024, 10, 1),
        date(2025, 1, 1),
    ]


@given(budgets())
@settings(max_examples=60, deadline=None)
def test_instalments_of_a_contribution_sum_to_it_and_differ_by_a_penny_at_most(budget: Budget) -> None:
    rows = instalments(budget)
    for position, each in enumerate(budget.contributions):
        parts = [row.amount_pence for row in rows if row.contribution == position]
        assert len(parts) == budget.instalments
        assert sum(parts) == of_pounds(each.amount)
        assert max(parts) - min(parts) <= 1


def test_reports_come_every_six_weeks_until_the_year_ends() -> None:
    days = reports(pool())
    assert days[:2] == (date(2024, 5, 13), date(2024, 6, 24))
    assert len(days) == 8
    assert days[-1] < date(2025, 4, 1)


def test_next_year_is_flagged_from_october_and_agreed_by_the_end_of_february() -> None:
    usual = next_year(pool())
    assert usual is not None
    assert (usual.issues_from, usual.issues_until, usual.budget_by) == (
        date(2024, 10, 1),
        date(2024, 12, 31),
        date(2025, 2, 28),
    )
    assert not usual.is_stated


def test_a_pool_without_a_first_day_has_no_days() -> None:
    assert reports(pool(starts_on=None)) == ()
    assert next_year(pool(starts_on=None)) is None
    assert {row.due_on for row in instalments(pool(starts_on=None))} == {None}


def test_an_underspend_stays_for_things_done_once() -> None:
    assert underspent_pence(pool(), {"Wards": 600_00}) == 150_00
    (use,) = uses_of_underspend(pool(), 150_00)
    assert use.amount_pence == 150_00
    assert "once" in use.reason


@given(budgets(), st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_what_is_returned_sums_to_the_underspend(budget: Budget, pence: int) -> None:
    uses = uses_of_underspend(budget.model_copy(update={"underspend": "returned"}), pence)
    assert sum(use.amount_pence for use in uses) == pence


def test_a_council_as_host_recovers_all_vat_and_an_nhs_body_part_of_it() -> None:
    # HMRC, VATGPB6640: VAT is recovered by the regime of the body delivering the services.
    council, board, company = (vat_position(pool(), kind) for kind in ("council", "commissioner", "own-body"))
    assert council.regime.name == "section-33"
    assert council.lost_pence == 0
    assert board.regime.name == "section-41"
    assert 0 < board.lost_pence < board.vat_pence
    assert company.lost_pence == company.vat_pence == board.vat_pence


def test_vat_written_in_a_line_replaces_the_estimate() -> None:
    lines = tuple(line.model_copy(update={"vat": 12}) for line in pool().lines)
    position = vat_position(pool(lines=lines), "own-body")
    assert (position.vat_pence, position.estimated_lines) == (4 * 12_00, 0)


def test_every_regime_names_the_law() -> None:
    for kind in ("council", "commissioner", "acute", "voluntary", "own-body"):
        assert "1994" in regime_of(kind).source


def test_a_contribution_that_does_not_say_how_it_came_about_has_no_parts() -> None:
    each = Contribution(organisation="QZZ", amount=10, covers=("acute",), vat_recoverable=True)
    assert built_up(each) == ()
    parts = built_up(each.model_copy(update={"rolled_forward": 9, "inflation": 2, "efficiency": 1}))
    assert sum(part.pounds for part in parts) == 10
