"""R01: is the cost that the contract starts from traced to ledgers?"""

from __future__ import annotations

from joinedup.money.checks.in_words import per_cent, pounds
from joinedup.money.checks.price_path import first_year_amount
from joinedup.money.checks.publications import NAO_2016, PAC_2016
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Proposal,
    Rule,
    cannot_be_judged,
    judged,
    missing,
)
from joinedup.money.checks.thresholds import limit


def judge(proposal: Proposal) -> Judgement:
    """Found when less of the first year's amount than the limit is traced to a ledger."""
    lines = proposal.contract.baseline.lines
    amount, called = first_year_amount(proposal.contract)
    if amount is None or not lines:
        keys = [] if lines else [missing(proposal.at("baseline", "lines"))]
        keys += [] if amount is not None else [missing(proposal.at("baseline", "annual"))]
        return cannot_be_judged(*keys)
    traced, least = sum(line.amount for line in lines if line.traced_to), limit("least_share_traced")
    said = f"{pounds(traced)} of the {pounds(amount)} {called} of the first year is traced to a ledger"
    if traced > amount:
        said = f"{pounds(traced)} is traced to ledgers, more than the {called} of the first year, which is {pounds(amount)}"
    where = proposal.at("baseline", "lines")
    found = [
        Found(f"Nobody can say what the care costs: {said}; at least {per_cent(least)} should be.", where)
    ]
    return judged(found if traced < least * amount else [], [], f"{said}.", where)


RULE = Rule(
    id="R01",
    slug="baseline-traced",
    question="Is the cost that the contract starts from traced to ledgers?",
    about="contract",
    group="price-before-cost",
    severity="block",
    reads=(
        "contracts[].baseline.lines[].amount",
        "contracts[].baseline.lines[].traced_to",
        "contracts[].prices",
        "contracts[].benchmarks",
        "contracts[].baseline.annual",
    ),
    source=f"{NAO_2016}; {PAC_2016}",
    mend="Trace each part of the first year's cost to a ledger, a build or a return, and write which in traced_to;"
    " set the price again on what was traced.",
    judge=judge,
)
