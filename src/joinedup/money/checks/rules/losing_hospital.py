"""R19: is whoever loses activity in the gain, or is there a plan for the cost that stays?"""

from __future__ import annotations

from joinedup.money.checks.publications import MONITOR_2015
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Missing,
    Proposal,
    Rule,
    does_not_apply,
    judged,
    missing,
)
from joinedup.money.checks.support import supported
from joinedup.wording import listed


def judge(proposal: Proposal) -> Judgement:
    """Found when an organisation loses activity, shares in no gain, and nothing pays for the cost that stays."""
    savings = proposal.contract.savings
    if not savings:
        return does_not_apply("no activity is meant to be avoided or moved.")
    owner = {service.name: service.organisation for service in proposal.contract.services}
    losing = dict.fromkeys(owner[saving.service] for saving in savings if saving.service in owner)
    keys: list[Missing] = [
        missing(proposal.at("savings", number, "service"))
        for number, saving in enumerate(savings)
        if saving.service is None
    ]
    helped = supported(proposal) if losing else frozenset()
    found = [
        Found(
            f"{proposal.named(code)} loses activity, has no share in what is saved, and nothing pays for the cost that stays.",
            proposal.at("savings"),
        )
        for code in losing
        if code not in helped
    ]
    names = listed([proposal.named(code) for code in losing])
    told = f"Losing activity, and with a share or a plan for the cost that stays: {names}."
    return judged(found, keys, told, proposal.at("savings"))


RULE = Rule(
    id="R19",
    slug="losing-hospital",
    question="Does whoever loses activity share in the gain, or is there a plan for the cost that stays?",
    about="contract",
    group="savings-and-time",
    severity="warning",
    reads=(
        "contracts[].savings[].service",
        "contracts[].services[].organisation",
        "contracts[].terms",
        "contracts[].investments[].kind",
    ),
    source=MONITOR_2015,
    mend="Give the organisation that loses activity a share of the gain, or support while cost leaves.",
    judge=judge,
)
