"""R15: can a party leave because no price was agreed, with nobody deciding first?"""

from __future__ import annotations

from joinedup.money.checks.publications import NHS_ENGLAND_2016
from joinedup.money.checks.rule import Found, Judgement, Proposal, Rule, cannot_be_judged, judged, missing
from joinedup.place.contracts import Exit
from joinedup.wording import listed


def judge(proposal: Proposal) -> Judgement:
    """Found when failing to agree a price is enough to leave and no arbiter decides before. An arbiter must be named to decide."""
    exits, where = proposal.contract.exits, proposal.at("exits")
    if exits is None:
        return cannot_be_judged(missing(where))
    found = [
        Found(_said(proposal, way), (*where, number))
        for number, way in enumerate(exits)
        if way.on_price_disagreement and not way.arbiter_first
    ]
    relied_on = any(way.on_price_disagreement and way.arbiter_first for way in exits)
    named = proposal.contract.disputes is not None and proposal.contract.disputes.arbiter is not None
    keys = [missing(proposal.at("disputes", "arbiter"))] if relied_on and not named else []
    return judged(
        found, keys, "Nobody can leave because no price was agreed, unless an arbiter decides first.", where
    )


def _said(proposal: Proposal, way: Exit) -> str:
    who = listed([proposal.named(code) for code in way.who]) if way.who else "Any party"
    return f"{who} can end the contract when no price is agreed ({way.when}), and no arbiter decides before."


RULE = Rule(
    id="R15",
    slug="no-walk-away",
    question="Can a party leave because no price was agreed, before an arbiter has decided?",
    about="contract",
    group="exit-without-arbiter",
    severity="block",
    reads=(
        "contracts[].exits[].on_price_disagreement",
        "contracts[].exits[].arbiter_first",
        "contracts[].disputes.arbiter",
    ),
    source=f"{NHS_ENGLAND_2016}: an amendment of March 2015 let either side leave when no price was agreed in six months",
    mend="Let an arbiter, named in disputes, set the price, or the commissioner step in, before anybody may leave.",
    judge=judge,
)
