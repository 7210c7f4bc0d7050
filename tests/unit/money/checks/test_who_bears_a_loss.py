"""R09 to R13 and R17: nobody who could bear the loss."""

from __future__ import annotations

from datetime import date

import pytest

from joinedup.money.checks.who_bears import risk_of
from tests.unit.money.checks.proposals import GONE, changed, judge, judge_place, proposal

ONE_SIDED = [
    {"kind": "shared-savings", "share": {"HOLD": 0.5, "RZZ1": 0.5}, "rate": 0.5, "minimum_savings_rate": 0.02}
]
TWO_SIDED = [{"kind": "gain-loss-share", "share": {"HOLD": 1.0}, "rate": 0.5, "dead_band": 0.02, "cap": 0.1}]
UNCAPPED = {key: value for key, value in TWO_SIDED[0].items() if key != "cap"}
FOR_ACTIVITY = [{"kind": "activity"}]


def share_borne(terms: list[dict[str, object]]) -> float:
    return risk_of(proposal(changed({"contracts.0.terms": terms}), "R09")).share


@pytest.mark.parametrize(
    ("terms", "share"),
    [
        ([{"kind": "capitated-payment"}], 1.0),
        (FOR_ACTIVITY, 0.0),
        (ONE_SIDED, 0.0),
        ([*FOR_ACTIVITY, *ONE_SIDED], 0.0),
        ([*FOR_ACTIVITY, {**TWO_SIDED[0], "cap": 1.0}], 0.5),
        # Capped at a tenth of the benchmark, where care costs a fifth more.
        ([{**TWO_SIDED[0], "rate": 1.0}], 0.5),
    ],
)
def test_who_bears_an_overspend_is_read_from_what_terms_pay(
    terms: list[dict[str, object]], share: float
) -> None:
    assert share_borne(terms) == pytest.approx(share, abs=1e-6)


def test_a_cap_ends_a_loss_and_a_price_for_everything_does_not() -> None:
    capped = risk_of(proposal(changed({"contracts.0.terms": TWO_SIDED}), "R09"))
    full = risk_of(proposal(changed({"contracts.0.terms": [{"kind": "capitated-payment"}]}), "R09"))
    assert capped.is_capped
    assert not capped.is_full
    assert full.is_full


def test_full_risk_for_few_people_without_a_stop_loss_is_found() -> None:
    found = judge("R09", people=99_999, terms=[{"kind": "capitated-payment"}])
    assert found.outcome == "found"
    assert "99,999 people are covered and the providers bear the whole of an overspend" in found.words
    assert judge("R09", people=100_000, terms=[{"kind": "capitated-payment"}]).outcome == "passed"


def test_a_stop_loss_makes_up_for_few_people() -> None:
    terms = [{"kind": "capitated-payment"}, {"kind": "stop-loss", "per_person_above": 100_000}]
    assert judge("R09", people=20_000, terms=terms).outcome == "passed"
    assert judge("R10", people=20_000, terms=terms).outcome == "passed"


def test_a_shared_risk_needs_fewer_people_than_a_full_one() -> None:
    assert judge("R09", people=30_000, terms=[*FOR_ACTIVITY, *TWO_SIDED]).outcome == "passed"
    assert judge("R09", people=29_999, terms=[*FOR_ACTIVITY, *TWO_SIDED]).outcome == "found"


def test_whoever_can_only_gain_needs_no_number_of_people() -> None:
    assert judge("R09", people=5_000, terms=ONE_SIDED).outcome == "does-not-apply"
    assert judge("R10", people=5_000, terms=ONE_SIDED).outcome == "does-not-apply"


def test_costly_single_people_that_nobody_takes_are_found() -> None:
    found = judge("R10", people=200_000, terms=[{"kind": "capitated-payment"}])
    assert found.outcome == "found"
    assert "200,000 people" in found.words


def test_a_loss_of_one_year_in_twenty_beyond_what_the_holder_could_bear_is_found() -> None:
    found = judge_place("R11", {"organisations.1.capital_reserve": 0, "contracts.0.guarantees": []})
    assert found.outcome == "found"
    assert "In one year of twenty Seacombe Care Ltd loses £" in found.words
    assert "it could bear £0" in found.words


def test_a_loss_cannot_be_judged_where_nobody_knows_what_could_be_borne() -> None:
    unknown = judge_place("R11", {"organisations.1.capital_reserve": GONE, "contracts.0.guarantees": []})
    assert unknown.outcome == "cannot-be-judged"
    assert [str(key) for key in unknown.missing] == [
        "organisations[2].capital_reserve: what Seacombe Care Ltd could lose, in pounds"
    ]


def test_a_contract_that_cannot_be_stressed_says_what_a_stress_test_needs() -> None:
    unknown = judge("R11", prices=[300_000_000])
    assert unknown.outcome == "cannot-be-judged"
    assert "prices" in unknown.words


def test_a_limited_holder_with_nobody_behind_it_is_found() -> None:
    found = judge("R12", guarantees=[])
    assert found.outcome == "found"
    assert found.words == "Seacombe Care Ltd is a limited body, and nobody has signed to pay what it cannot."


def test_a_corporate_joint_venture_is_limited_unless_it_says_otherwise() -> None:
    assert judge("R12", limited_liability=GONE, guarantees=[]).outcome == "found"
    assert judge("R12", limited_liability=False, guarantees=[]).outcome == "does-not-apply"


def test_a_limited_holder_that_can_only_gain_needs_no_guarantee() -> None:
    assert judge("R12", guarantees=[], terms=ONE_SIDED).outcome == "does-not-apply"


def test_a_guarantee_signed_late_unsigned_or_never_asked_for_is_found() -> None:
    assert "after the contract" in judge("R12", guarantees__0__executed_on=date(2024, 2, 2)).words
    assert "is not signed" in judge("R12", guarantees__0__executed_on=GONE).words
    assert "no condition of the award" in judge("R12", guarantees__0__condition_of_award=False).words


def test_a_guarantee_without_a_procurement_need_be_no_condition_of_it() -> None:
    assert judge("R12", guarantees__0__condition_of_award=False, preferred_bidder_on=GONE).outcome == "passed"


def test_a_shared_loss_without_an_end_is_found() -> None:
    found = judge("R13", terms=[*FOR_ACTIVITY, UNCAPPED])
    assert found.outcome == "found"
    assert "Nothing ends the loss that Seacombe Care Ltd can owe" in found.words
    assert "Nothing ends the gain" in found.words


def test_a_capped_loss_larger_than_the_party_could_lose_is_found() -> None:
    found = judge_place(
        "R13",
        {
            "contracts.0.terms": [*FOR_ACTIVITY, *TWO_SIDED],
            "organisations.1.capital_reserve": 10_000_000,
        },
    )
    assert found.outcome == "found"
    assert (
        found.words == "Seacombe Care Ltd can owe up to £32.5 million in a year and could lose £20 million."
    )


def test_one_sided_sharing_needs_no_cap_on_losses() -> None:
    judgement = judge("R13", terms=[*FOR_ACTIVITY, *ONE_SIDED])
    assert judgement.outcome == "does-not-apply"
    assert judgement.words == "Only gains are shared, so no loss needs an end."


def test_a_saving_that_chance_brings_is_not_to_be_shared() -> None:
    """With 30,000 people 1.28 standard deviations of chance are 1.54% (2.09 / sqrt(30,000) x 1.28)."""
    first_pound = [{**TWO_SIDED[0], "dead_band": 0.0}]
    found = judge("R17", people=30_000, terms=first_pound)
    assert found.outcome == "found"
    assert "less than 1.5% is shared" in found.words
    assert judge("R17", people=30_000, terms=TWO_SIDED).outcome == "passed"
    assert judge("R17", people=10_000, terms=TWO_SIDED).outcome == "found"


@pytest.mark.parametrize("people", [5_000, 6_000, 8_000, 10_000, 15_000, 20_000, 50_000, 60_000, 500_000])
def test_the_published_minimum_rates_lie_beyond_chance(people: int) -> None:
    """42 CFR 425.604(b): the table of minimum savings rates was made for this."""
    terms = [{**ONE_SIDED[0], "minimum_savings_rate": "by-population-size"}]
    assert judge("R17", people=people, terms=terms).outcome == "passed"


def test_a_contract_that_shares_nothing_needs_no_minimum() -> None:
    assert judge("R17", terms=[{"kind": "capitated-payment"}]).outcome == "does-not-apply"
    assert judge("R13", terms=[{"kind": "capitated-payment"}]).outcome == "does-not-apply"
