"""What a year needs and nothing says is found at once, and told as it is to be written."""

from __future__ import annotations

import tomllib

from joinedup.money.settlement.missing_facts import missing_facts, to_write, written_instead
from tests.unit.money.terms.years import a_term, a_year, an_outcome, pounds, truths

SAVINGS = a_term(
    "shared-savings",
    minimum_savings_rate="by-population-size",
    quality="full-or-times-score",
    cap_of_revenue=0.1,
    gates=("safe",),
)
LOSSES = a_term("shared-losses", less_decided="flood", quality_relief=0.5)


def test_every_fact_that_any_term_misses_is_found_at_once_and_none_twice() -> None:
    missing = missing_facts(
        [SAVINGS, LOSSES, a_term("outcome-based", amount=5.0)], a_year(unsaid=("outcome falls",))
    )
    assert [fact.key for fact in missing] == [
        "benchmark",
        "spending",
        "person-years",
        "quality score",
        "condition quality standard",
        "condition alternative quality standard",
        "condition safe",
        "revenue HOLD",
        "decided flood",
        "outcome falls",
    ]


def test_a_year_with_every_fact_misses_none() -> None:
    facts = a_year(price_pence=pounds(5.0))
    assert missing_facts([a_term("capitated-payment")], facts) == ()


def test_what_is_to_be_written_is_a_facts_file_once_its_dots_are_filled_in() -> None:
    missing = missing_facts([SAVINGS, LOSSES], a_year())
    written = "\n".join(map(to_write, missing)).replace("met = ...", "met = true").replace("= ...", "= 1")
    read = tomllib.loads(written)
    assert [said["name"] for said in read["conditions"]] == [
        "quality standard",
        "alternative quality standard",
        "safe",
    ]
    assert read["quality_score"] == {"value": 1, "rests_on": 1}
    assert read["revenue"][0]["organisation"] == "HOLD"


def test_a_fact_that_only_records_hold_is_named_and_not_asked_for_in_the_file() -> None:
    (missing,) = missing_facts([a_term("stop-loss", per_person_above=10)], a_year())
    assert (missing.fact, to_write(missing)) == ("what single people cost", "")


def test_a_condition_much_like_the_one_missed_is_pointed_out() -> None:
    facts = a_year(
        met={"saef": truths(True)}, price_pence=pounds(1.0), outcomes={"f": an_outcome([1.0], 2.0, 1.0)}
    )
    (missing,) = missing_facts([a_term("outcome-based", share_at_risk=0.1, gates=("safe",))], facts)
    assert written_instead(missing, facts) == "saef"
