"""R03: is anything still open that could change the price or the scope?"""

from __future__ import annotations

from joinedup.money.checks.publications import GUARDIAN_2016, NAO_2016
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Proposal,
    Rule,
    cannot_be_judged,
    judged,
    missing,
)
from joinedup.wording import are, day, some


def judge(proposal: Proposal) -> Judgement:
    """Found when a material issue is not settled by the first day."""
    issues = proposal.contract.open_issues
    where = proposal.at("open_issues")
    if issues is None:
        return cannot_be_judged(
            missing(where, "which issues are not settled; an empty array says there are none")
        )
    starts_on = proposal.contract.starts_on
    still = [one for one in issues if one.material and (one.settled_on is None or one.settled_on > starts_on)]
    number = sum(one.count for one in still)
    said = (
        f"{some(number, 'issue', 'issues')} that could change the price or the scope {are(number)} still open when care begins on"
        f" {day(starts_on)}; there should be none."
    )
    return judged(
        [Found(said, where)] if number else [],
        [],
        "No issue is open that could change the price or the scope.",
        where,
    )


RULE = Rule(
    id="R03",
    slug="open-issues",
    question="Is anything still open, when care begins, that could change the price or the scope?",
    about="contract",
    group="price-before-cost",
    severity="block",
    reads=("contracts[].open_issues", "contracts[].starts_on"),
    source=f"{GUARDIAN_2016}: 34 issues were open; {NAO_2016}",
    mend="Settle each issue and write the day in settled_on, or put off the first day.",
    judge=judge,
)
