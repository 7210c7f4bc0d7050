"""R16: who decides a dispute, by when, and does care go on?"""

from __future__ import annotations

from joinedup.money.checks.publications import NZ_ALLIANCE
from joinedup.money.checks.rule import Found, Judgement, Proposal, Rule, cannot_be_judged, judged, missing


def judge(proposal: Proposal) -> Judgement:
    """Found when disputes name no arbiter, or a party as one, no time or no continuity of care."""
    disputes, where = proposal.contract.disputes, proposal.at("disputes")
    if disputes is None:
        return cannot_be_judged(
            missing((*where, "arbiter")), missing((*where, "days")), missing((*where, "service_continues"))
        )
    found = []
    if disputes.arbiter is None:
        found.append(Found("Nobody is named to decide when the parties cannot agree.", (*where, "arbiter")))
    elif proposal.is_party(disputes.arbiter):
        said = f"{disputes.arbiter} is to decide, and is itself a party of the contract."
        found.append(Found(said, (*where, "arbiter")))
    if disputes.days is None:
        found.append(Found("Nothing says by when a dispute is decided.", (*where, "days")))
    if not disputes.service_continues:
        found.append(
            Found("Nothing says that care goes on as before during a dispute.", (*where, "service_continues"))
        )
    decides = f"{disputes.arbiter} decides within {disputes.days} days, and care goes on meanwhile."
    return judged(found, [], decides[:1].upper() + decides[1:], where)


RULE = Rule(
    id="R16",
    slug="dispute-arbiter",
    question="Is it agreed who decides a dispute, by when, and that care goes on?",
    about="contract",
    group="exit-without-arbiter",
    severity="error",
    reads=(
        "contracts[].disputes.arbiter",
        "contracts[].commissioner",
        "contracts[].holder",
        "contracts[].disputes.days",
        "contracts[].disputes.service_continues",
    ),
    source=NZ_ALLIANCE,
    mend="Name an arbiter and the days they have, and write service_continues = true.",
    judge=judge,
)
