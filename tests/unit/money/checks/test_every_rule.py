"""What holds for every rule: it is content with a sound place, says what is missing, and reads keys that there are."""

from __future__ import annotations

import re
from typing import Any

import pytest

from joinedup.money.checks.checked import answer
from joinedup.money.checks.rule import Rule, rules
from joinedup.money.checks.thresholds import limits_of
from joinedup.place.shape import fields_at
from tests.unit.money.checks.proposals import GONE, changed, judge_place, proposal

OF_CONTRACT = "contracts.0."
# For each rule: what is taken away, so that it can no longer be judged, and a key that it must then ask for.
UNKNOWN: dict[str, tuple[dict[str, Any], str]] = {
    "R01": ({"baseline.lines": GONE}, "baseline.lines"),
    "R02": ({"signed_on": GONE, "cost_agreed_on": GONE}, "cost_agreed_on"),
    "R03": ({"open_issues": GONE}, "open_issues"),
    "R04": ({"expected_variation": GONE}, "expected_variation"),
    "R05": ({"baseline.growth": GONE}, "baseline.growth"),
    "R06": ({"savings.0.credited_to": GONE}, "savings[1].credited_to"),
    "R07": ({"need": GONE}, "need.adjusts_for"),
    "R08": ({"need.sum_of_weights": GONE}, "need.sum_of_weights"),
    "R09": ({"people": GONE}, "people"),
    "R10": ({"people": GONE}, "people"),
    "R11": ({"terms": []}, "terms"),
    "R12": ({"limited_liability": GONE, "form": "alliance"}, "limited_liability"),
    "R13": ({"organisations.1.capital_reserve": GONE}, "organisations[2].capital_reserve"),
    "R14": ({"tax": GONE}, "tax"),
    "R15": ({"exits": GONE}, "exits"),
    "R16": ({"disputes": GONE}, "disputes.arbiter"),
    "R17": ({"people": GONE}, "people"),
    "R18": ({"holder": GONE}, "holder"),
    "R19": ({"savings.0.service": GONE}, "savings[1].service"),
    "R20": ({"outcomes": GONE}, "outcomes"),
    "R21": ({"outcomes.0.spread": GONE}, "outcomes[1].spread"),
    "R22": ({"organisations.1.capital_reserve": GONE}, "organisations[2].capital_reserve"),
    "R23": ({"shadow_years": GONE}, "shadow_years"),
    "R24": ({"savings.0.amounts": GONE, "savings.0.total": 20_200_000}, "savings[1].amounts"),
    "R25": ({"investments": GONE}, "investments"),
    "R26": ({"retained_by_commissioner": GONE}, "retained_by_commissioner"),
    "R27": ({"agreements.0.decisions": []}, "agreements[1].decisions"),
    "R28": ({"agreements.0.quorum": GONE}, "agreements[1].quorum"),
    "R29": ({"risk_owner": GONE, "signed_on": GONE}, "risk_owner"),
    "R30": (
        {
            f"budget.{key}": GONE
            for key in (
                "host",
                "pool_manager",
                "report_every_weeks",
                "covers_overspend",
                "exit_notice_months",
            )
        },
        "budget.host",
    ),
    "R31": ({"gates": GONE, "advisers_until": GONE}, "gates"),
    "R32": ({"engine_room": GONE}, "engine_room"),
}
# R22 asks for a reserve only where much depends on outcomes.
UNKNOWN["R22"][0]["terms.2.share_at_risk"] = [0.0, 0.1, 0.2, 0.2, 0.2]
WHOLE_PLACE = ("organisations", "agreements", "budget", "engine_room", "neighbourhoods")


def in_place(change: dict[str, Any]) -> dict[str, Any]:
    """Keys of the contract as keys of the place."""
    return {
        key if key.split(".")[0] in WHOLE_PLACE else f"{OF_CONTRACT}{key}": value
        for key, value in change.items()
    }


def test_there_are_thirty_two_rules_each_with_its_id() -> None:
    assert [rule.id for rule in rules()] == [f"R{number:02d}" for number in range(1, 33)]
    assert len({rule.slug for rule in rules()}) == 32


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_is_content_with_a_sound_place_and_says_why(rule: Rule) -> None:
    judgement = judge_place(rule.id, {})
    assert judgement.outcome == "passed", judgement
    assert judgement.words.endswith(".")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_that_cannot_be_judged_names_the_key_that_is_missing(rule: Rule) -> None:
    change, key = UNKNOWN[rule.id]
    judgement = answer(rule, proposal(changed(in_place(change)), rule.id))
    assert judgement.outcome == "cannot-be-judged", judgement
    missing = [str(one) for one in judgement.missing]
    wanted = key if key.split(".")[0].split("[")[0] in WHOLE_PLACE else f"contracts[1].{key}"
    assert any(one.startswith(f"{wanted}: ") for one in missing), missing


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_reads_keys_that_a_place_file_has(rule: Rule) -> None:
    for key in rule.reads:
        *path, last = re.findall(r"[\w-]+", key)
        assert last in fields_at(tuple(path)), key


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_asks_a_question_names_its_source_and_says_what_would_mend_it(rule: Rule) -> None:
    assert rule.question.endswith("?")
    assert len(rule.source) > 20
    assert rule.mend.endswith(".")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_limit_of_a_rule_has_its_source_and_its_unit(rule: Rule) -> None:
    for figure in limits_of(rule.id):
        assert figure["source"]
        assert figure["unit"]
        assert not figure.get("assumption") or figure["about"]
