"""R31: did somebody independent look at each gate, and did advisers stay to the end?"""

from __future__ import annotations

from joinedup.money.checks.publications import ISAP_2017, PWC_2016
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Missing,
    Proposal,
    Rule,
    cannot_be_judged,
    judged,
    missing,
)
from joinedup.wording import day, listed

# The gates in their order, each as a sentence goes on after "the look".
GATES = {
    "early-engagement": "at early engagement",
    "before-procurement": "before procurement",
    "before-signature": "before signature",
    "before-start": "before the start",
}


def judge(proposal: Proposal) -> Judgement:
    """Found when a gate is missing, failed or looked at by a party or by somebody paid on success, or advisers left early."""
    contract, where = proposal.contract, proposal.at("gates")
    if not contract.gates and contract.advisers_until is None and not proposal.known_to_be_none("gates"):
        return cannot_be_judged(missing(where), missing(proposal.at("advisers_until")))
    found = [*_gates_not_there(proposal), *_gates_not_sound(proposal), *_advisers_gone(proposal)]
    keys: list[Missing] = [] if contract.advisers_until else [missing(proposal.at("advisers_until"))]
    return judged(
        found, keys, "Every gate was looked at independently, and advisers stayed to signature.", where
    )


def _gates_not_there(proposal: Proposal) -> list[Found]:
    """A contract that is not signed cannot have passed the last gate yet."""
    needed = list(GATES)[: None if proposal.contract.signed_on else -1]
    there = {gate.name for gate in proposal.contract.gates}
    absent = [GATES[name] for name in needed if name not in there]
    said = f"No independent look is recorded {listed(absent)}."
    return [Found(said, proposal.at("gates"))] if absent else []


def _gates_not_sound(proposal: Proposal) -> list[Found]:
    contract, found = proposal.contract, []
    award = contract.preferred_bidder_on or contract.signed_on
    latest = {
        "early-engagement": award,
        "before-procurement": award,
        "before-signature": contract.signed_on,
        "before-start": contract.starts_on,
    }
    last = {
        gate.name: max(one.on for one in contract.gates if one.name == gate.name) for gate in contract.gates
    }
    for number, gate in enumerate(contract.gates):
        if gate.on < last[gate.name]:
            continue  # It was held again.
        name, where = GATES[gate.name], proposal.at("gates", number)
        if not gate.passed:
            found.append(Found(f"The look {name} on {day(gate.on)} was not passed.", where))
        if gate.paid_on_success:
            found.append(
                Found(f"The look {name} was by {gate.by}, paid when the contract goes ahead.", where)
            )
        if proposal.is_party(gate.by):
            found.append(Found(f"The look {name} was by {gate.by}, a party of the contract.", where))
        by = latest.get(gate.name)
        if by and gate.on > by:
            found.append(Found(f"The look {name} came on {day(gate.on)}, after {day(by)}.", where))
    return found


def _advisers_gone(proposal: Proposal) -> list[Found]:
    contract = proposal.contract
    until, signed = contract.advisers_until, contract.signed_on or contract.starts_on
    if until is None or until >= signed:
        return []
    what = "signature" if contract.signed_on else "the first day"
    said = f"Advisers were retained until {day(until)} and were gone before {what} on {day(signed)}."
    return [Found(said, proposal.at("advisers_until"))]


RULE = Rule(
    id="R31",
    slug="independent-assurance",
    question="Did somebody independent look at each gate, and did advisers stay until signature?",
    about="contract",
    group="who-watches",
    severity="error",
    reads=(
        "contracts[].gates[].name",
        "contracts[].gates[].on",
        "contracts[].gates[].passed",
        "contracts[].gates[].by",
        "contracts[].gates[].paid_on_success",
        "contracts[].preferred_bidder_on",
        "contracts[].advisers_until",
        "contracts[].signed_on",
    ),
    source=f"{ISAP_2017}; {PWC_2016}: limited adviser input was retained after the preferred bidder was chosen",
    mend="Hold each gate, dated, by somebody not paid when the contract goes ahead, and keep advisers until signature.",
    judge=judge,
)
