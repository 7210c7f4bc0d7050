"""R09: are there enough people for chance to even out?"""

from __future__ import annotations

from joinedup.money.checks.outliers import has_cap_per_person
from joinedup.money.checks.publications import BACHMANN_1996, JONES_2009
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
    """Found when fewer people than the limit stand behind a risk that no stop-loss ends."""
    people, where = proposal.contract.people, proposal.at("people")
    risk = risk_of(proposal)
    if risk.is_none:
        return does_not_apply("its providers can only gain, so no chance loss can fall on them.")
    if people is None:
        return cannot_be_judged(missing(where))
    least = int(limit("people_for_full_risk" if risk.is_full else "people_for_a_budget"))
    bears = "the whole of an overspend" if risk.is_full else f"{risk.share:.0%} of an overspend"
    said = f"{people:,} people are covered and the providers bear {bears}"
    if people >= least:
        return passed(f"{said}; chance evens out over at least {least:,}.", where)
    if has_cap_per_person(proposal):
        return passed(f"{said}; a stop-loss takes the cost of single people.", where)
    return judged(
        [
            Found(
                f"{said}; chance evens out over at least {least:,}, and no stop-loss takes the cost of single people.",
                where,
            )
        ],
        [],
        "",
    )


RULE = Rule(
    id="R09",
    slug="population-size",
    question="Are enough people covered for chance to even out, or is there a stop-loss?",
    about="contract",
    group="who-bears-a-loss",
    severity="error",
    reads=("contracts[].people", "contracts[].terms"),
    source=f"{BACHMANN_1996}: at least 30,000 for a risk pool; {JONES_2009}: at least 100,000 for full risk",
    mend="Cover more people, bear less of an overspend, or add a stop-loss term.",
    judge=judge,
)
