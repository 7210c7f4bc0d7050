"""R25: is there money to set up and to run old and new care side by side?"""

from __future__ import annotations

from joinedup.money.checks.in_words import pounds
from joinedup.money.checks.publications import NAO_2016
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Proposal,
    Rule,
    cannot_be_judged,
    does_not_apply,
    judged,
    missing,
)

ASKED = {
    "mobilisation": "to set the contract up",
    "double-running": "to run old and new care side by side",
}


def judge(proposal: Proposal) -> Judgement:
    """Found when activity is meant to move and nothing is set aside for setting up or for double running."""
    contract, where = proposal.contract, proposal.at("investments")
    if not contract.savings:
        return does_not_apply("no activity is meant to be avoided or moved.")
    if not contract.investments and not proposal.known_to_be_none("investments"):
        return cannot_be_judged(missing(where))
    set_aside = {
        kind: sum(sum(one.amounts) for one in contract.investments if one.kind == kind) for kind in ASKED
    }
    found = [
        Found(f"No money is set aside {ASKED[kind]}.", where)
        for kind, amount in set_aside.items()
        if not amount
    ]
    told = f"{pounds(set_aside['mobilisation'])} to set up and {pounds(set_aside['double-running'])} for double running."
    return judged(found, [], told, where)


RULE = Rule(
    id="R25",
    slug="double-running-cost",
    question="Is money set aside to set up, and to run old and new care side by side?",
    about="contract",
    group="savings-and-time",
    severity="error",
    reads=("contracts[].investments[].kind", "contracts[].investments[].amounts", "contracts[].savings"),
    source=f"{NAO_2016}: setting the contract up cost £8.9 million",
    mend="Write an investment for each, with its amount in each year and who pays it.",
    judge=judge,
)
