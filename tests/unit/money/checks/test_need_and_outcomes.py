"""R07, R08, R18 and R20 to R22: money that follows need, shares that sum, outcomes that are agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from joinedup.money.checks.outcomes import chance_of_false_miss
from joinedup.money.checks.rule import by_id
from joinedup.money.payments import Payment
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Outcome
from tests.unit.money.checks.proposals import GONE, content, judge, proposal

FOR_ACTIVITY = [{"kind": "activity"}]


def test_a_price_by_age_and_sex_alone_is_found() -> None:
    found = judge("R07", need__adjusts_for=["age", "sex"])
    assert found.outcome == "found"
    assert "adjusts for age and sex and for nothing that shows need" in found.words


@pytest.mark.parametrize("what", ["deprivation", "conditions", "segment", "past-use"])
def test_a_price_that_follows_anything_that_shows_need_passes(what: str) -> None:
    assert judge("R07", need__adjusts_for=["age", "sex", what]).outcome == "passed"


def test_a_contract_that_pays_for_activity_has_no_weights() -> None:
    assert judge("R07", need=GONE, terms=FOR_ACTIVITY).outcome == "does-not-apply"
    assert judge("R08", need=GONE, terms=FOR_ACTIVITY).outcome == "does-not-apply"


def test_weights_that_make_money_are_found_with_how_much() -> None:
    found = judge("R08", need__sum_of_weights=303_000.0)
    assert found.outcome == "found"
    assert "the budgets come to 1% more than the money there is" in found.words


def test_weights_may_differ_by_rounding_only() -> None:
    assert judge("R08", need__sum_of_weights=300_000.1).outcome == "passed"
    assert judge("R08", need__sum_of_weights=300_000.4).outcome == "found"
    assert judge("R08", need__sum_of_weights=299_999.6).outcome == "found"


class Lopsided(ContractTerm):
    """A term, written for this test, whose shares do not share everything out."""

    kind: str = "lopsided"

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        pence = np.full(facts.futures, 100, dtype=np.int64)
        return [Payment(facts.commissioner, facts.holder, pence, lambda n: "a share")]

    def pools(self) -> Mapping[str, Mapping[str, float]]:
        return {"share": {"HOLD": 0.5, "RZZ1": 0.4}}


def with_terms_of_its_own(terms: Iterable[ContractTerm]) -> Any:
    sound = proposal(content(), "R18")
    assert sound.terms is not None
    return replace(sound, terms=replace(sound.terms, terms=tuple(terms)))


def test_shares_that_do_not_sum_are_found() -> None:
    found = by_id()["R18"].judge(with_terms_of_its_own([Lopsided()]))
    assert found.outcome == "found"
    assert found.words == "The shares of share sum to 90% and not to all of it."


def test_every_shipped_term_of_the_sound_contract_settles_to_the_penny() -> None:
    assert judge("R18").words == "All shares sum to one, and made-up years settle to the penny."


def test_weights_of_outcomes_that_do_not_sum_are_found() -> None:
    assert "sum to 90%" in judge("R20", outcomes__0__weight=0.4).words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("owner", "without who answers for them"),
        ("gate", "without what must be met"),
        ("frequency", "without how often they are read"),
        ("measured_by", "without the data they are read from"),
    ],
)
def test_an_outcome_that_is_not_fully_agreed_is_found_by_name(key: str, words: str) -> None:
    found = judge("R20", **{f"outcomes__1__{key}": GONE})
    assert found.outcome == "found"
    assert words in found.words
    assert '"seen in two days"' in found.words


def test_outcomes_that_all_lack_an_owner_cannot_be_judged() -> None:
    unknown = judge("R20", outcomes__0__owner=GONE, outcomes__1__owner=GONE)
    assert unknown.outcome == "cannot-be-judged"


def test_a_contract_that_pays_for_no_outcome_is_asked_nothing_of_them() -> None:
    for rule in ("R20", "R21", "R22"):
        assert judge(rule, outcomes=[], terms=FOR_ACTIVITY).outcome == "does-not-apply"


def test_outcomes_that_move_little_money_are_found() -> None:
    terms = [{"kind": "outcome-based", "amount": 400_000}]
    found = judge("R21", terms=terms)
    assert found.outcome == "found"
    assert "2 of 2 outcomes move less than £250,000 a year (the smallest £200,000)" in found.words


def test_an_outcome_that_chance_decides_is_found() -> None:
    found = judge("R21", outcomes__0__spread=5.0)
    assert found.outcome == "found"
    assert '"admissions per 1,000" (16% of years)' in found.words


def outcome(**keys: Any) -> Outcome:
    return Outcome(**{"name": "o", "baseline": 0.8, "target": 0.9, "weight": 1.0, **keys})


def test_chance_in_a_proportion_follows_from_how_many_it_is_measured_on() -> None:
    """0.8 to 0.9 on 16 people: one standard deviation, sqrt(0.8 x 0.2 / 16) = 0.1; beyond it lie 15.9% of a normal curve."""
    assert chance_of_false_miss(outcome(size=16)) == pytest.approx(0.1587, abs=1e-4)
    assert chance_of_false_miss(outcome(size=64)) == pytest.approx(0.0228, abs=1e-4)
    assert chance_of_false_miss(outcome(spread=0.0)) == 0.0
    assert chance_of_false_miss(outcome()) is None


def test_much_that_depends_on_outcomes_in_the_first_year_is_found() -> None:
    terms = [{"kind": "capitated-payment"}, {"kind": "outcome-based", "share_at_risk": 0.06}]
    found = judge("R22", terms=terms)
    assert found.outcome == "found"
    assert "6% of the first year's income depends on outcomes; at most 5% should" in found.words


def test_more_than_can_be_borne_on_outcomes_later_is_found() -> None:
    terms = [
        {"kind": "capitated-payment"},
        {"kind": "outcome-based", "share_at_risk": [0.0, 0.10, 0.20, 0.20, 0.20]},
    ]
    assert judge("R22", terms=terms).outcome == "passed"
    found = judge("R22", terms=terms, holder="RZZ1", guarantees=[], prices=[3_000_000_000] * 5)
    assert found.outcome == "found"
    assert (
        "In year 3 20% of income (£600 million) depends on outcomes, and Seacombe General could lose £100 million"
        in found.words
    )


def test_the_ramp_of_the_cambridgeshire_framework_passes() -> None:
    """HSJ 2014: nothing in year 1, about 10% in years 2 and 3, 15% in years 4 and 5, over 62 indicators."""
    terms = [
        {"kind": "capitated-payment"},
        {"kind": "outcome-based", "share_at_risk": [0.0, 0.10, 0.10, 0.15, 0.15], "indicators": 62},
    ]
    assert judge("R22", terms=terms, outcomes=[]).outcome == "passed"
