"""R18: do shares sum to one, and does a settlement sum to nothing?"""

from __future__ import annotations

import numpy as np

from joinedup.money.checks.in_words import per_cent
from joinedup.money.checks.made_up_year import Case, made_up_year
from joinedup.money.checks.publications import MONITOR_2015
from joinedup.money.checks.rule import Found, Judgement, Proposal, Rule, judged
from joinedup.money.checks.thresholds import limit

# As planned; less and more care than planned; outcomes missed; single people who cost a great deal.
CASES = (
    Case(),
    Case(spending=0.9, activity=0.95),
    Case(spending=1.15, activity=1.1, outcomes=0.0, above=0.02),
)


def judge(proposal: Proposal) -> Judgement:
    """Found when the shares of a pool do not sum to one, or a settled year creates or loses money."""
    found = []
    terms = proposal.terms.terms if proposal.terms else ()
    pools = [(name, shares) for term in terms for name, shares in term.pools().items()]
    for name, shares in pools:
        total = sum(shares.values())
        if abs(total - 1) > limit("shares_tolerance"):
            said = f"The shares of {name} sum to {per_cent(total, 4)} and not to all of it."
            found.append(Found(said, proposal.at("terms")))
    settled = made_up_year(proposal, CASES)
    left = sum(settled.net.values(), np.zeros(len(CASES), np.int64))
    if np.any(left != 0):
        said = f"A made-up year leaves {int(np.max(np.abs(left))):,} pence that nobody paid or received."
        found.append(Found(said, proposal.at("terms")))
    return judged(
        found, [], "All shares sum to one, and made-up years settle to the penny.", proposal.at("terms")
    )


RULE = Rule(
    id="R18",
    slug="shares-sum",
    question="Do the shares of everything that is divided sum to one, and a settlement to nothing?",
    about="contract",
    group="shares-and-outcomes",
    severity="block",
    reads=("contracts[].terms",),
    source=MONITOR_2015,
    mend="Let the shares of each pool sum to 1.",
    judge=judge,
)
