"""R26: does the commissioner keep what it cannot hand over?"""

from __future__ import annotations

from joinedup.money.checks.publications import PAC_2016
from joinedup.money.checks.rule import Found, Judgement, Proposal, Rule, cannot_be_judged, judged, missing
from joinedup.wording import listed

ASKED = {
    "statutory-duties": "its statutory duties",
    "monitoring": "watching over the contract",
    "step-in": "the right to step in",
}


def judge(proposal: Proposal) -> Judgement:
    """Found when statutory duties, monitoring or the right to step in do not stay with the commissioner."""
    kept, where = proposal.contract.retained_by_commissioner, proposal.at("retained_by_commissioner")
    if kept is None:
        return cannot_be_judged(missing(where))
    gone = [what for key, what in ASKED.items() if key not in kept]
    who = (
        proposal.named(proposal.contract.commissioner)
        if proposal.contract.commissioner
        else "The commissioner"
    )
    said = f"{who} does not keep {_either(gone)}: responsibility cannot be handed over with a contract."
    kept_all = f"{who} keeps {listed(list(ASKED.values()))}."
    return judged([Found(said, where)] if gone else [], [], kept_all, where)


def _either(what: list[str]) -> str:
    """a, b or c."""
    return " or ".join(part for part in (", ".join(what[:-1]), *what[-1:]) if part)


RULE = Rule(
    id="R26",
    slug="commissioner-retained",
    question="Does the commissioner keep its statutory duties, monitoring, and the right to step in?",
    about="contract",
    group="who-watches",
    severity="block",
    reads=("contracts[].retained_by_commissioner",),
    source=f"{PAC_2016}, first recommendation",
    mend="Write the three duties into retained_by_commissioner, and staff them.",
    judge=judge,
)
