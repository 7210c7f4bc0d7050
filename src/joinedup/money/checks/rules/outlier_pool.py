"""R10: does anything take the cost of single, very costly people?"""

from __future__ import annotations

from joinedup.money.checks.outliers import has_cap_per_person
from joinedup.money.checks.publications import CFR_425
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Proposal,
    Rule,
    cannot_be_judged,
    does_not_apply,
    judged,
    missing,
    passed,
)
from joinedup.money.checks.thresholds import limit
from joinedup.money.checks.who_bears import risk_of


def judge(proposal: Proposal) -> Judgement:
    """Found when no term caps the cost of one person and fewer people than the limit are covered."""
    people, where = proposal.contract.people, proposal.at("people")
    if risk_of(proposal).is_none:
        return does_not_apply("its providers can only gain, so the cost of single people cannot hurt them.")
    if people is None:
        return cannot_be_judged(missing(where))
    enough = int(limit("people_without_a_cap_per_person"))
    if people >= enough:
        return passed(
            f"{people:,} people are covered; from {enough:,} on single people matter little.", where
        )
    if has_cap_per_person(proposal):
        return passed("A term takes the cost of single people above a cap.", proposal.at("terms"))
    said = (
        f"No term takes the cost of single, very costly people, and with {people:,} people covered a few of them can"
        " decide the year."
    )
    return judged([Found(said, proposal.at("terms"))], [], "")


RULE = Rule(
    id="R10",
    slug="outlier-pool",
    question="Does a cap for each person, or a reinsurance, take the cost of single, very costly people?",
    about="contract",
    group="who-bears-a-loss",
    severity="warning",
    reads=("contracts[].people", "contracts[].terms"),
    source=f"{CFR_425}: each person's cost is cut at the national 99th percentile",
    mend="Add a stop-loss term: a cap for each person, and who pays what lies above it.",
    judge=judge,
)
