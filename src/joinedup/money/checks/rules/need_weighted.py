"""R07: does a price per person follow need, and not age and sex alone?"""

from __future__ import annotations

from joinedup.money.checks.capitated import is_capitated
from joinedup.money.checks.publications import ASARIA
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
from joinedup.wording import listed

SHOWS_NEED = {"deprivation", "conditions", "segment", "past-use"}


def judge(proposal: Proposal) -> Judgement:
    """Found when a capitated price adjusts for neither deprivation nor illness."""
    need, where = proposal.contract.need, proposal.at("need", "adjusts_for")
    if need is None:
        if not is_capitated(proposal):
            return does_not_apply("no term pays an amount for people whatever they need.")
        return cannot_be_judged(missing(where))
    said = listed(list(need.adjusts_for))
    found = Found(
        f"The price adjusts for {said} and for nothing that shows need: age and sex alone put the most deprived fifth about a"
        " fifth too low.",
        where,
    )
    return judged(
        [] if SHOWS_NEED & set(need.adjusts_for) else [found], [], f"The price adjusts for {said}.", where
    )


RULE = Rule(
    id="R07",
    slug="need-weighted",
    question="Does the price follow deprivation or illness, and not age and sex alone?",
    about="contract",
    group="need-and-numbers",
    severity="warning",
    reads=("contracts[].need.adjusts_for", "contracts[].terms[].kind"),
    source=ASARIA,
    mend="Weight people by deprivation or by their conditions as well; `joinedup budget` shows what that changes.",
    judge=judge,
)
