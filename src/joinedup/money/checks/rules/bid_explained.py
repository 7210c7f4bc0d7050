"""R04: is a price below the ceiling explained by savings, and is the price the price?"""

from __future__ import annotations

from joinedup.money.checks.in_words import per_cent, pounds
from joinedup.money.checks.publications import NAO_2016, PAC_2016
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
from joinedup.money.checks.savings import saved_over_all_years
from joinedup.money.checks.thresholds import limit


def judge(proposal: Proposal) -> Judgement:
    """Found when the bid is far below the ceiling without savings that fill the gap, above it, or expected to change later."""
    contract = proposal.contract
    if not contract.prices:
        return does_not_apply("no price is agreed for its years.")
    found: list[Found] = []
    missing_keys: list[Missing] = []
    bid, ceiling, variation = sum(contract.prices), contract.price_ceiling, contract.expected_variation
    if ceiling is None:
        missing_keys.append(missing(proposal.at("price_ceiling")))
    elif bid > ceiling:
        above = f"The prices come to {pounds(bid)}, more than the {pounds(ceiling)} that the commissioner would pay at most."
        found.append(Found(above, proposal.at("prices")))
    elif (gap := ceiling - bid) > limit("largest_unexplained_bid_gap") * ceiling:
        found += _gap_not_explained(proposal, gap, ceiling)
    if variation is None:
        missing_keys.append(missing(proposal.at("expected_variation")))
    elif abs(variation) > limit("largest_expected_variation"):
        more = (
            f"The price of {pounds(bid)} is expected to change by {per_cent(variation)} after signature, which is"
            f" {pounds(abs(variation) * bid)}: it is not the price."
        )
        found.append(Found(more, proposal.at("expected_variation")))
    return judged(
        found, missing_keys, "The price is explained and no change of it is expected.", proposal.at("prices")
    )


def _gap_not_explained(proposal: Proposal, gap: float, ceiling: float) -> list[Found]:
    saved = saved_over_all_years(proposal.contract)
    if saved >= gap:
        return []
    said = (
        f"The prices are {per_cent(gap / ceiling)} ({pounds(gap)}) below what the commissioner would pay, and named savings explain"
        f" {pounds(saved)} of that."
    )
    return [Found(said, proposal.at("prices"))]


RULE = Rule(
    id="R04",
    slug="bid-explained",
    question="Is a bid below the ceiling explained by named savings, and is it free of changes expected later?",
    about="contract",
    group="price-before-cost",
    severity="error",
    reads=(
        "contracts[].prices",
        "contracts[].price_ceiling",
        "contracts[].expected_variation",
        "contracts[].savings[].amounts",
        "contracts[].savings[].total",
    ),
    source=f"{NAO_2016}: the bid was 3.5% below the ceiling; {PAC_2016}: a rise of 20% was expected and not said",
    mend="Write every change that anybody expects into the price, and name the savings that a low bid relies on.",
    judge=judge,
)
