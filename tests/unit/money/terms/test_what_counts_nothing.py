"""What somebody writes counts, or is refused: no key, term or payment is passed over in silence."""

from __future__ import annotations

from typing import Any

import pytest

from joinedup.money.contracts import settled, term_findings
from joinedup.money.pence import AmountError
from joinedup.money.year_facts import MissingFact
from joinedup.place.key_paths import shown
from tests.unit.money.terms.years import (
    CONTRACT,
    a_service,
    a_term,
    a_year,
    an_outcome,
    paid,
    pounds,
    refused,
)

CODES = [{"code": code} for code in ("COMM", "HOLD", "RZZ1")]


def told(*terms: dict[str, Any], **contract: Any) -> list[tuple[str, str]]:
    """Where the terms of a contract are wrong, and what was found there."""
    content = {"organisations": CODES, "contracts": [{**CONTRACT, **contract, "terms": list(terms)}]}
    return [(shown(finding.path), finding.found) for finding in term_findings(content)]


def test_an_amount_for_each_year_does_not_grow_as_well() -> None:
    keys = {"amount": (1.0, 2.0, 3.0, 4.0, 5.0), "growth": 0.1}
    assert refused("block", keys) == [("growth", "growth, and an amount for each year")]


def test_growth_is_a_share_and_no_factor() -> None:
    assert refused("capitated-payment", {"per_person": 88.5, "growth": 1.03}) == [("growth", "1.03")]


def test_nobody_insures_itself_or_keeps_back_from_itself() -> None:
    itself = {"above_benchmark": 1.05, "organisation": "COMM"}
    assert refused("stop-loss", itself) == [("", "COMM insured by itself")]
    assert refused("stop-loss", {"above_benchmark": 1.05, "reinsurer": "HOLD"}) == [
        ("reinsurer", "HOLD insured by itself")
    ]
    assert refused("withhold", {"share": 0.1, "organisation": "COMM"}) == [
        ("organisation", "COMM, the commissioner itself")
    ]


def test_a_rate_beside_corridors_is_refused_since_only_one_of_them_counts() -> None:
    corridors = ({"rate": 0.2},)
    found = "rate, and corridors, which count instead of it"
    assert refused("shared-losses", {"rate": 0.5, "corridors": corridors}) == [("rate", found)]
    preset = {"kind": "preset", "name": "aco-reach-professional-2025", "rate": 0.5}
    assert told(preset) == [("contracts[1].terms[1].rate", found)]


def test_a_corridor_ends_within_the_benchmark() -> None:
    keys = {"corridors": ({"up_to": 5, "rate": 0.3}, {"rate": 0.2})}
    assert refused("shared-losses", keys)[0] == ("corridors[1].up_to", "5")


def test_a_term_that_rests_on_others_stands_below_them() -> None:
    price, withhold = {"kind": "capitated-payment", "per_person": 5.0}, {"kind": "withhold", "share": 0.1}
    assert told(price, withhold) == []
    assert told(withhold, price) == [("contracts[1].terms[1]", "no term before it")]
    assert told(price, {**withhold, "terms": ["block"]}) == [
        ("contracts[1].terms[2].terms", "no block term before it")
    ]
    losses, stop_loss = (
        {"kind": "shared-losses", "after_stop_loss": True},
        {"kind": "stop-loss", "above_benchmark": 1.1},
    )
    assert told(stop_loss, losses) == []
    assert told(losses, stop_loss) == [
        ("contracts[1].terms[1].after_stop_loss", "no stop-loss term before it")
    ]


def test_a_cap_for_savings_and_losses_at_once_is_asked_about() -> None:
    preset = {"kind": "preset", "name": "mssp-track-2-2014"}
    where = "contracts[1].terms[1]"
    assert told({**preset, "cap": 0.05}) == [
        (f"{where}.cap", "cap, which shared-savings and shared-losses have")
    ]
    assert told({**preset, "shared-losses": {"cap": 0.05}}) == []
    assert told({**preset, "shared-losses": {"cap": 1.5}}) == [(f"{where}.shared-losses.cap", "1.5")]
    assert told({**preset, "shared-losses": {"kap": 0.1}}) == [(f"{where}.shared-losses.kap", "the key kap")]
    assert told({**preset, "shared-losses": 0.05}) == [(f"{where}.shared-losses", "0.05")]


@pytest.mark.parametrize(
    ("split", "where"),
    [
        ({"key": "equal", "members": ("HOLD",), "figures": {"HOLD": 1.0}}, "split.figures"),
        (
            {"key": "by-equity", "members": ("HOLD",), "figures": {"HOLD": 1.0, "RZZ1": 2.0}},
            "split.figures.RZZ1",
        ),
        ({"key": "by-equity", "members": ("HOLD",), "figures": {"HOLD": -1.0}}, "split.figures.HOLD"),
    ],
)
def test_figures_of_a_split_that_count_nothing_are_refused(split: dict[str, Any], where: str) -> None:
    assert where in [path for path, _ in refused("gain-loss-share", {"split": split})]


def test_percentages_instead_of_shares_are_recognised() -> None:
    term = {"kind": "shared-savings", "share": {"HOLD": 60, "RZZ1": 40}}
    content = {"organisations": CODES, "contracts": [{**CONTRACT, "terms": [term]}]}
    (finding,) = term_findings(content)
    assert finding.do == "write shares and not percentages: 0.4 for 40%"


def test_an_outcome_of_which_nothing_is_known_does_not_leave_its_money_to_the_others() -> None:
    year = a_year(outcomes={"waits": an_outcome([2.0], 3.0, 1.0, 0.4)}, unsaid=("outcome falls",))
    with pytest.raises(MissingFact, match="where the outcome falls stood") as missing:
        paid(a_term("outcome-based", amount=100.0), year)
    assert missing.value.key == "outcome falls"
    only_waits = paid(a_term("outcome-based", amount=100.0, outcomes=("waits",)), year)
    assert [payment.amount_pence.tolist() for payment in only_waits] == [[5_000]]


def test_a_service_of_which_nothing_is_known_is_not_left_unpaid() -> None:
    year = a_year(services={"visits": a_service("RZZ1", [1.0], [1.0], 5)}, unsaid=("service beds",))
    with pytest.raises(MissingFact, match="the activity of the service beds"):
        paid(a_term("activity"), year)


def test_an_amount_beyond_reckoning_names_its_term() -> None:
    year = a_year(person_years=pounds(1e12).astype(float))
    with pytest.raises(AmountError, match=r"^term 1 capitated-payment, year 1: an amount"):
        settled([a_term("capitated-payment", per_person=1e6)], year)


def test_pounds_are_no_baseline_for_a_service_that_costs_nothing() -> None:
    free = {"name": "advice", "organisation": "RZZ1", "setting": "community", "activity": 5, "price": 0}
    keys = {"rate_above": 0.3, "baseline_value": {"advice": 5.0}}
    assert refused("marginal-rate", keys, services=(free,)) == [
        ("baseline_value.advice", "pounds for advice")
    ]
