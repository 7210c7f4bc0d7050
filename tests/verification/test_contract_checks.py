"""What the checks say of the contract of 2015, in the figures published of it, and that mending what they name mends it.

Figures: National Audit Office, Investigation into the collapse of the UnitingCare Partnership contract (July 2016): price £152
million in the first year, £726 million over five, ceiling £752 million; Committee of Public Accounts, HC 633 (November 2016): a
rise of 20% expected; The Guardian, 26 January 2016: 34 open issues. That each rule is found: test_worked_places.py.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from joinedup.money.checks.checked import Judged, checked
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.place.contracts import Contract, Disputes, Guarantee
from joinedup.place.file import read_place
from joinedup.place.model import Place
from tests.architecture.tree import ROOT

SIGNED = date(2014, 11, 30)


@cache
def unitingcare() -> Place:
    return read_place(ROOT / "places" / "unitingcare-2015", further=MONEY_FINDINGS)


def answer(rule: str, **change: Any) -> Judged:
    """A rule's answer about the contract, with keys of it changed."""
    place = unitingcare()
    contract = place.contracts[0].model_copy(update=change)
    return next(
        one for one in checked(place.model_copy(update={"contracts": (contract,)})) if one.rule.id == rule
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "R01",
            "£0 of the £152 million price of the first year is traced to a ledger; at least 95% should be",
        ),
        ("R03", "34 issues"),
        ("R04", "The price of £726 million is expected to change by 20% after signature"),
        # 152 x 1.032^4 = 172.4; 1 - 138.4 / 172.4 = 19.7%; its fourth root: 5.3% a year.
        ("R05", "£172.4 million if nothing changed and the price is £138.4 million, 19.7% less: 5.3%"),
        ("R11", "it could bear £0"),
    ],
)
def test_findings_say_the_published_figures(rule: str, words: str) -> None:
    assert words in answer(rule).judgement.words


def test_the_bid_below_the_ceiling_is_explained_by_the_savings_assumed() -> None:
    """£26 million (3.5%) below £752 million, against £178 million of savings: only the hidden rise is found."""
    assert "below what the commissioner would pay" not in answer("R04").judgement.words


def test_the_loss_of_one_year_in_twenty_is_more_than_the_first_months_ask() -> None:
    """£34.3 million: West Midlands Ambulance Service, internal audit (March 2016), by way of HSJ."""
    lost = float(answer("R11").judgement.words.split("loses £")[1].split(" million")[0])
    assert 34.3 < lost < 80


def mends() -> dict[str, dict[str, Any]]:
    contract: Contract = unitingcare().contracts[0]
    lines = tuple(line.model_copy(update={"traced_to": "ledger"}) for line in contract.baseline.lines)
    traced = contract.baseline.model_copy(update={"lines": lines})
    guarantee = Guarantee(guarantor="RGT", amount=1, executed_on=SIGNED, condition_of_award=True)
    exits = tuple(way.model_copy(update={"arbiter_first": True}) for way in contract.exits or ())
    tax = {"opinion_on": SIGNED, "irrecoverable": 3_000_000, "in_budget": 3_000_000}
    return {
        "R01": {"baseline": traced},
        "R02": {"cost_agreed_on": SIGNED, "scope_settled_on": SIGNED},
        "R03": {"open_issues": ()},
        "R04": {"expected_variation": 0.0},
        "R12": {"guarantees": (guarantee,)},
        "R14": {"tax": contract.tax.model_copy(update=tax) if contract.tax else None},
        "R15": {"exits": exits, "disputes": Disputes(arbiter="the region, not a party")},
        "R26": {"retained_by_commissioner": ("statutory-duties", "monitoring", "step-in")},
        "R29": {"risk_owner": "06H", "risk_log_reports_to": "the governing body"},
    }


@pytest.mark.parametrize("rule", sorted(mends()))
def test_mending_what_a_finding_names_ends_it(rule: str) -> None:
    assert answer(rule).outcome == "found"
    assert answer(rule, **mends()[rule]).outcome == "passed"


def test_a_guarantee_as_large_as_the_loss_lets_the_holder_bear_it() -> None:
    """£200 million, more than any year of twenty loses: nobody had signed for a pound of it."""
    large = Guarantee(guarantor="RGT", amount=200_000_000, executed_on=SIGNED, condition_of_award=True)
    assert "UnitingCare Partnership LLP loses" not in answer("R11", guarantees=(large,)).judgement.words
