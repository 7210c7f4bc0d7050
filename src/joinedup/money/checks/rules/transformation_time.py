"""R24: do savings leave time for care to change?"""

from __future__ import annotations

from joinedup.money.checks.in_words import per_cent, pounds
from joinedup.money.checks.publications import CANTERBURY, KINGS_FUND_2016, NAO_2018
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
from joinedup.money.checks.savings import saved_over_all_years, total_of
from joinedup.money.checks.thresholds import limit
from joinedup.wording import some


def judge(proposal: Proposal) -> Judgement:
    """Found when much is saved in the first year, or the contract is shorter than care takes to change."""
    contract, where = proposal.contract, proposal.at("savings")
    if not contract.savings:
        return does_not_apply("no saving is planned.")
    found: list[Found] = []
    least = int(limit("least_years"))
    if contract.years < least:
        said = f"Savings are to come within {some(contract.years, 'year', 'years')}; care has taken at least {least} to change."
        found.append(Found(said, proposal.at("years")))
    keys: list[Missing] = [
        missing((*where, number, "amounts"), f"how {pounds(total_of(one))} of savings fall in the years")
        for number, one in enumerate(contract.savings)
        if not one.amounts
    ]
    first, total = (
        sum(one.amounts[0] for one in contract.savings if one.amounts),
        saved_over_all_years(contract),
    )
    share, most = first / total if total else 0.0, limit("largest_share_saved_in_first_year")
    said = f"{per_cent(share)} of all savings ({pounds(first)} of {pounds(total)})"
    if not keys and share > most:
        more = f"{said} are to be made in the first year; care changes later, and at most {per_cent(most)} should."
        found.append(Found(more, where))
    return judged(found, keys, f"{said} in the first of {contract.years} years.", where)


RULE = Rule(
    id="R24",
    slug="transformation-time",
    question="Do savings leave time for care to change: little in the first year, over at least three years?",
    about="contract",
    group="savings-and-time",
    severity="error",
    reads=("contracts[].savings[].amounts", "contracts[].savings[].total", "contracts[].years"),
    source=f"{KINGS_FUND_2016}; {NAO_2018}; {CANTERBURY}",
    mend="Plan savings from the second year on, over at least three years.",
    judge=judge,
)
