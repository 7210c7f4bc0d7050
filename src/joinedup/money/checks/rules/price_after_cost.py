"""R02: were cost and scope settled before anybody signed?"""

from __future__ import annotations

from datetime import date

from joinedup.money.checks.publications import PAC_2016
from joinedup.money.checks.rule import Found, Judgement, Missing, Proposal, Rule, judged, missing
from joinedup.wording import day

SUBJECTS = (("cost_agreed_on", "cost", "agreed"), ("scope_settled_on", "scope", "settled"))


def judge(proposal: Proposal) -> Judgement:
    """Found when the contract is signed before its cost is agreed or its scope settled, or neither ever was.

    A contract that is not signed yet is judged as one that is about to be.
    """
    found: list[Found] = []
    missing_keys: list[Missing] = []
    signed = proposal.contract.signed_on
    for key, what, done in SUBJECTS:
        settled: date | None = getattr(proposal.contract, key)
        if settled is None and (signed or proposal.known_to_be_none(key)):
            when = f"was signed on {day(signed)}" if signed else "is to be signed"
            found.append(
                Found(f"The contract {when} although its {what} was never {done}.", proposal.at(key))
            )
        elif settled is None:
            missing_keys.append(missing(proposal.at(key)))
        elif settled > proposal.binds_from[0]:
            begun = "was signed" if signed else "begins"
            on = f"{begun} on {day(proposal.binds_from[0])}"
            late = f"The contract {on}, before its {what} was {done} on {day(settled)}."
            found.append(Found(late, proposal.at(key)))
    return judged(
        found,
        missing_keys,
        "Cost and scope were settled before anybody signed.",
        proposal.at("cost_agreed_on"),
    )


RULE = Rule(
    id="R02",
    slug="price-after-cost",
    question="Were the cost agreed and the scope settled before anybody signed?",
    about="contract",
    group="price-before-cost",
    severity="block",
    reads=(
        "contracts[].signed_on",
        "contracts[].starts_on",
        "contracts[].cost_agreed_on",
        "contracts[].scope_settled_on",
    ),
    source=PAC_2016,
    mend="Agree the cost and settle the scope first, write both days, and sign after them.",
    judge=judge,
)
