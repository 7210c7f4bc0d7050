"""R29: does one body hold the view of all remaining risk?"""

from __future__ import annotations

from joinedup.money.checks.publications import NAO_2016
from joinedup.money.checks.rule import Found, Judgement, Proposal, Rule, cannot_be_judged, judged, missing


def judge(proposal: Proposal) -> Judgement:
    """Found when a signed contract names no body that holds the whole risk, or says where it is known from that none does."""
    contract, where = proposal.contract, proposal.at("risk_owner")
    if contract.risk_owner is None:
        if contract.signed_on is None and not proposal.known_to_be_none("risk_owner"):
            return cannot_be_judged(missing(where), missing(proposal.at("risk_log_reports_to")))
        said = "No body holds the view of all remaining risk: each party sees its own part, and nobody the whole."
        return judged([Found(said, where)], [], "")
    keys = [] if contract.risk_log_reports_to else [missing(proposal.at("risk_log_reports_to"))]
    owner = proposal.named(contract.risk_owner)
    told = f"{owner} holds the view of all risk, and takes its log to: {contract.risk_log_reports_to}."
    return judged([], keys, told, where)


RULE = Rule(
    id="R29",
    slug="whole-risk-owner",
    question="Does one named body hold the view of all remaining risk, and is its log taken further when a risk grows?",
    about="contract",
    group="who-watches",
    severity="block",
    reads=("contracts[].risk_owner", "contracts[].risk_log_reports_to", "contracts[].signed_on"),
    source=f"{NAO_2016}: no organisation held a holistic view of remaining risk",
    mend="Name one body in risk_owner, and in risk_log_reports_to where its log goes.",
    judge=judge,
)
