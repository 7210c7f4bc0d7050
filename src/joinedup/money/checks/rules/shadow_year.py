"""R23: was the contract run in figures only before money moves?"""

from __future__ import annotations

from joinedup.money.checks.publications import HFMA_SHADOW
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Proposal,
    Rule,
    cannot_be_judged,
    judged,
    missing,
    passed,
)
from joinedup.money.checks.thresholds import limit
from joinedup.wording import some


def judge(proposal: Proposal) -> Judgement:
    """Found when there is no shadow year and nobody signed that there need be none."""
    contract, where = proposal.contract, proposal.at("shadow_years")
    if contract.shadow_waived_by:
        return passed(
            f"Signed that no shadow year is needed: {contract.shadow_waived_by}.",
            proposal.at("shadow_waived_by"),
        )
    years = contract.shadow_years
    if years is None:
        years = _years_of_place(proposal)
    if years is None:
        return cannot_be_judged(missing(where), missing(proposal.at("shadow_waived_by")))
    said = "Money moves from the first day, with no year settled in figures before and no waiver signed."
    ran = f"{some(years, 'year', 'years')} settled in figures before any money moves."
    return judged([Found(said, where)] if years < limit("least_shadow_years") else [], [], ran, where)


def _years_of_place(proposal: Proposal) -> int | None:
    """Whole years between the days the place says that figures run and that money moves, where it begins no earlier."""
    about = proposal.place.place
    if about.shadow_from is None or about.live_from is None:
        return None
    if about.live_from > proposal.contract.starts_on:
        return None
    return (about.live_from - about.shadow_from).days // 365


RULE = Rule(
    id="R23",
    slug="shadow-year",
    question="Is at least one year settled in figures only before money moves, or has somebody signed that it need not?",
    about="contract",
    group="savings-and-time",
    severity="error",
    reads=(
        "contracts[].shadow_years",
        "contracts[].shadow_waived_by",
        "contracts[].starts_on",
        "place.shadow_from",
        "place.live_from",
    ),
    source=HFMA_SHADOW,
    mend="Settle a year in shadow with `joinedup settle` and write shadow_years = 1, or say who waived it.",
    judge=judge,
)
