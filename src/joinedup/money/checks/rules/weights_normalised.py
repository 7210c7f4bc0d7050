"""R08: do the weights of a capitated price sum to the people weighted?"""

from __future__ import annotations

from joinedup.money.checks.capitated import is_capitated
from joinedup.money.checks.in_words import per_cent
from joinedup.money.checks.publications import NHS_ALLOCATIONS
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
from joinedup.money.checks.thresholds import limit


def judge(proposal: Proposal) -> Judgement:
    """Found when weights do not sum to the people they were normalised over: money is then made or lost."""
    need = proposal.contract.need
    if need is None and not is_capitated(proposal):
        return does_not_apply("no term pays an amount for people whatever they need.")
    keys = ("sum_of_weights", "people_weighted")
    weights, people = (need.sum_of_weights, need.people_weighted) if need else (None, None)
    if weights is None or people is None:
        absent = [key for key, value in zip(keys, (weights, people), strict=True) if value is None]
        return cannot_be_judged(*(missing(proposal.at("need", key)) for key in absent))
    where, away = proposal.at("need", "sum_of_weights"), weights / people - 1
    said = f"The weights sum to {weights:,.10g} over {people:,.10g} people"
    made = f"{said}: the budgets come to {per_cent(abs(away))} {'more' if away > 0 else 'less'} than the money there is."
    return judged(
        [Found(made, where)] if abs(away) >= limit("weights_tolerance") else [], [], f"{said}.", where
    )


RULE = Rule(
    id="R08",
    slug="weights-normalised",
    question="Do the weights of a price per person sum to the people weighted?",
    about="contract",
    group="need-and-numbers",
    severity="block",
    reads=("contracts[].need.sum_of_weights", "contracts[].need.people_weighted", "contracts[].terms[].kind"),
    source=NHS_ALLOCATIONS,
    mend="Divide every weight by their mean over everybody who is paid for, and write both sums.",
    judge=judge,
)
