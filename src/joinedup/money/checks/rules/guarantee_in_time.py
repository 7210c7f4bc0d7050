"""R12: does somebody with means stand behind a limited holder, and since before signature?"""

from __future__ import annotations

from joinedup.money.checks.in_words import pounds
from joinedup.money.checks.publications import PWC_2016
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
from joinedup.money.checks.who_bears import risk_of
from joinedup.place.contracts import Guarantee
from joinedup.wording import day


def judge(proposal: Proposal) -> Judgement:
    """Found when a limited body holds the contract and no guarantee, or one signed too late or never made a condition."""
    contract = proposal.contract
    where = proposal.at("guarantees")
    is_limited = contract.limited_liability
    if is_limited is None and contract.form == "corporate-joint-venture":
        is_limited = True
    if is_limited is None:
        return cannot_be_judged(missing(proposal.at("limited_liability")))
    if not is_limited:
        return does_not_apply("its holder is no limited body of its own.")
    if not contract.guarantees:
        if contract.terms and risk_of(proposal).is_none:
            return does_not_apply("its providers can only gain, so nobody need stand behind the holder.")
        holder = proposal.named(contract.holder) if contract.holder else "The holder"
        said = f"{holder} is a limited body, and nobody has signed to pay what it cannot."
        return judged([Found(said, where)], [], "")
    late = [found for number, one in enumerate(contract.guarantees) for found in _late(proposal, number, one)]
    total = sum(one.amount for one in contract.guarantees)
    return judged(late, [], f"Guarantees of {pounds(total)} were signed in time.", where)


def _late(proposal: Proposal, number: int, guarantee: Guarantee) -> list[Found]:
    contract, found = proposal.contract, list[Found]()
    if guarantee.guarantor == contract.holder:
        said = f"{proposal.named(guarantee.guarantor)} guarantees for itself, which adds nothing to what it could lose."
        return [Found(said, proposal.at("guarantees", number, "guarantor"))]
    if not guarantee.amount:
        said = f"The guarantee by {proposal.named(guarantee.guarantor)} is of £0."
        return [Found(said, proposal.at("guarantees", number, "amount"))]
    who, of = proposal.named(guarantee.guarantor), pounds(guarantee.amount)
    by, what = proposal.binds_from
    after = "the contract" if contract.signed_on else what
    if guarantee.executed_on is None:
        found.append(
            Found(f"The guarantee of {of} by {who} is not signed.", proposal.at("guarantees", number))
        )
    elif guarantee.executed_on > by:
        said = f"The guarantee of {of} by {who} was signed on {day(guarantee.executed_on)}, after {after} on {day(by)}."
        found.append(Found(said, proposal.at("guarantees", number, "executed_on")))
    if contract.preferred_bidder_on and not guarantee.condition_of_award:
        said = f"The guarantee of {of} by {who} was no condition of the award, so nobody had to give it."
        found.append(Found(said, proposal.at("guarantees", number)))
    return found


RULE = Rule(
    id="R12",
    slug="guarantee-in-time",
    question="Where a limited body holds the contract, does somebody with means stand behind it since before signature?",
    about="contract",
    group="who-bears-a-loss",
    severity="block",
    reads=(
        "contracts[].limited_liability",
        "contracts[].form",
        "contracts[].guarantees[].guarantor",
        "contracts[].guarantees[].amount",
        "contracts[].guarantees[].executed_on",
        "contracts[].guarantees[].condition_of_award",
        "contracts[].signed_on",
        "contracts[].starts_on",
        "contracts[].preferred_bidder_on",
    ),
    source=f"{PWC_2016}: three chances to ask for parent guarantees were missed",
    mend="Make a guarantee by each parent a condition in the letter to the preferred bidder, and sign none of it later than"
    " the contract.",
    judge=judge,
)
