"""R01 to R05: a price before the cost is known."""

from __future__ import annotations

from datetime import date

import pytest

from joinedup.money.checks.price_path import efficiency_a_year
from tests.unit.money.checks.proposals import GONE, judge, judge_place


def test_a_price_of_which_too_little_is_traced_is_found_with_its_figures() -> None:
    found = judge("R01", baseline__lines__1__traced_to=GONE)
    assert found.outcome == "found"
    assert "£200 million of the £300 million price" in found.words
    assert "at least 95%" in found.words
    assert found.where == ("contracts", 0, "baseline", "lines")


def test_tracing_just_enough_passes() -> None:
    assert judge("R01", baseline__lines__0__amount=195_000_000).outcome == "passed"
    assert judge("R01", baseline__lines__0__amount=194_999_999).outcome == "found"


def test_without_a_price_the_benchmark_is_what_must_be_traced() -> None:
    assert "£300 million benchmark" in judge("R01", prices=GONE).words


def test_a_contract_signed_before_its_cost_was_agreed_is_found() -> None:
    found = judge("R02", cost_agreed_on=date(2024, 2, 2))
    assert found.outcome == "found"
    assert "before its cost was agreed on 2 February 2024" in found.words


def test_a_contract_signed_on_the_day_its_scope_was_settled_passes() -> None:
    assert judge("R02", scope_settled_on=date(2024, 2, 1)).outcome == "passed"


def test_a_contract_signed_with_no_day_for_its_scope_is_found() -> None:
    assert "its scope was never settled" in judge("R02", scope_settled_on=GONE).words


def test_a_draft_that_says_where_it_is_known_that_no_cost_was_agreed_is_found() -> None:
    known = {"cost_agreed_on": "minutes of May 2024"}
    assert judge("R02", signed_on=GONE, cost_agreed_on=GONE, figure_sources=known).outcome == "found"


def test_issues_still_open_on_the_first_day_are_found_and_counted() -> None:
    issues = [{"what": "the price", "count": 33}, {"what": "the scope"}]
    found = judge("R03", open_issues=issues)
    assert found.outcome == "found"
    assert found.words.startswith("34 issues that could change the price or the scope are still open")


def test_issues_settled_in_time_or_not_material_are_no_finding() -> None:
    issues = [{"what": "the price", "settled_on": date(2024, 4, 1)}, {"what": "parking", "material": False}]
    assert judge("R03", open_issues=issues).outcome == "passed"
    assert judge("R03", open_issues=[{"what": "it", "settled_on": date(2024, 4, 2)}]).outcome == "found"


def test_a_bid_far_below_the_ceiling_is_found_when_no_saving_explains_it() -> None:
    found = judge("R04", price_ceiling=1_600_000_000)
    assert found.outcome == "found"
    assert "4.4% (£70 million) below" in found.words
    assert "named savings explain £20.2 million" in found.words


def test_a_bid_far_below_the_ceiling_passes_when_savings_explain_it() -> None:
    change = {
        "price_ceiling": 1_600_000_000,
        "savings__0__amounts": [0, 10_000_000, 20_000_000, 20_000_000, 20_000_000],
    }
    assert judge("R04", **change).outcome == "passed"


def test_a_price_that_is_expected_to_change_is_not_the_price() -> None:
    found = judge("R04", expected_variation=0.2)
    assert found.outcome == "found"
    assert "change by 20% after signature, which is £306 million" in found.words


def test_a_scheme_without_prices_has_no_bid_and_asks_for_no_efficiency() -> None:
    assert judge("R04", prices=GONE).outcome == "does-not-apply"
    only_activity = [{"kind": "activity"}]
    judgement = judge("R05", prices=GONE, benchmarks=GONE, terms=only_activity)
    assert judgement.outcome == "does-not-apply"
    assert judgement.words == "Neither a price nor a benchmark is agreed for its years."


def test_prices_that_ask_for_more_than_was_ever_shown_are_found() -> None:
    prices = [300_000_000, 290_000_000, 280_000_000, 270_000_000, 260_000_000]
    found = judge("R05", prices=prices)
    assert found.outcome == "found"
    assert "the price is £260 million, 19.9% less: 5.4% must be saved every year" in found.words


def test_a_first_price_below_the_baseline_counts_as_one_year_of_efficiency() -> None:
    assert judge_place("R05", {"contracts.0.prices.0": 290_000_000}).outcome == "found"
    assert judge_place("R05", {"contracts.0.prices.0": 292_000_000}).outcome == "passed"


def test_the_efficiency_that_unitingcare_needed_is_about_five_per_cent_a_year() -> None:
    """152 million in the first year growing 3.2% a year against a fifth price of 138.4: 19.7% by year 5."""
    unchanged = 152.0 * 1.032**4
    assert 1 - 138.4 / unchanged == pytest.approx(0.197, abs=0.001)
    assert efficiency_a_year(138.4, unchanged, 5) == pytest.approx(0.053, abs=0.0005)
