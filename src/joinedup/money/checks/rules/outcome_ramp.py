"""R22: does what depends on outcomes begin small and stay within means?"""

from __future__ import annotations

from joinedup.money.checks.bearers import can_bear, reserve_missing
from joinedup.money.checks.in_words import per_cent, pounds
from joinedup.money.checks.outcomes import depends_on_outcomes, pays_for_outcomes
from joinedup.money.checks.publications import HSJ_OUTCOMES
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Missing,
    Proposal,
    Rule,
    does_not_apply,
    judged,
)
from joinedup.money.checks.thresholds import limit


def judge(proposal: Proposal) -> Judgement:
    """Found when more than the limit depends on outcomes in the first year, or later more than can be borne."""
    contract, where = proposal.contract, proposal.at("terms")
    if not pays_for_outcomes(proposal) and not contract.outcomes:
        return does_not_apply("no money depends on outcomes.")
    years = range(1, contract.years + 1)
    by_year = {year: depends_on_outcomes(proposal, year) for year in years}
    shares = {
        year: at_stake / all_met if all_met > 0 else 0.0 for year, (at_stake, all_met) in by_year.items()
    }
    if not any(at_stake > 0 for at_stake, _ in by_year.values()):
        return does_not_apply("no money depends on outcomes.")
    found: list[Found] = []
    keys: list[Missing] = []
    first = limit("largest_first_share_on_outcomes")
    if shares[1] > first:
        said = f"{per_cent(shares[1])} of the first year's income depends on outcomes; at most {per_cent(first)} should."
        found.append(Found(said, where))
    worst = max(shares, key=lambda year: shares[year])
    if shares[worst] > limit("largest_share_on_outcomes"):
        _beyond_means(proposal, worst, shares[worst], by_year[worst][0], found, keys)
    told = f"{per_cent(shares[1])} of income depends on outcomes in year 1, at most {per_cent(shares[worst])} later."
    return judged(found, keys, told, where)


def _beyond_means(
    proposal: Proposal, year: int, share: float, at_stake: float, found: list[Found], keys: list[Missing]
) -> None:
    holder = proposal.contract.holder or ""
    means = can_bear(proposal, holder)
    if means is None:
        keys.append(reserve_missing(proposal, holder))
    elif means < at_stake:
        said = (
            f"In year {year} {per_cent(share)} of income ({pounds(at_stake)}) depends on outcomes, and {proposal.named(holder)}"
            f" could lose {pounds(means)}."
        )
        found.append(Found(said, proposal.at("terms")))


RULE = Rule(
    id="R22",
    slug="outcome-ramp",
    question="Does what depends on outcomes begin small, and stay within what could be lost?",
    about="contract",
    group="shares-and-outcomes",
    severity="warning",
    reads=("contracts[].terms", "contracts[].outcomes", "organisations[].capital_reserve"),
    source=f"{HSJ_OUTCOMES}: nothing in year 1, about 10% in years 2 and 3, 15% in years 4 and 5",
    mend="Let nothing or little depend on outcomes in the first year, and raise it as measures prove sound.",
    judge=judge,
)
