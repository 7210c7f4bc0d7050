"""R17: is a gain or loss shared only when it is larger than chance?"""

from __future__ import annotations

from joinedup.money.checks.in_words import per_cent
from joinedup.money.checks.publications import CFR_425
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
from joinedup.money.checks.sharing import shared_at
from joinedup.money.checks.thresholds import limit
from joinedup.money.stress.chance import individual_costs, spread_of_mean

# A hair inside the limit, so that a minimum rate equal to it passes.
INSIDE = 0.999


def judge(proposal: Proposal) -> Judgement:
    """Found when money moves at a saving or overspend that chance alone brings in one year of ten."""
    people, where = proposal.contract.people, proposal.at("people")
    years = [year for year in range(1, proposal.contract.years + 1) if shared_at(proposal, (1.0,), year)]
    if not years:
        return does_not_apply("it shares neither gains nor losses.")
    if people is None:
        return cannot_be_judged(missing(where))
    variation, _ = individual_costs().capped_at(limit("cost_of_a_person_cut_at"))
    least = limit("standard_deviations_by_chance") * spread_of_mean(variation, people)
    just_inside = (1 - INSIDE * least, 1 + INSIDE * least)
    shared = [amounts for year in years for amounts in shared_at(proposal, just_inside, year).values()]
    gains, losses = (any(int(amounts[n]) for amounts in shared) for n in (0, 1))
    chance = f"with {people:,} people chance alone moves cost by {per_cent(least)} or more in two years of ten, up or down"
    found = [
        Found(f"A {what} of less than {per_cent(least)} is shared, and {chance}.", proposal.at("terms"))
        for what, moves in (("saving", gains), ("loss", losses))
        if moves
    ]
    return judged(
        found,
        [],
        f"Nothing is shared within {per_cent(least)} of what was expected; {chance}.",
        proposal.at("terms"),
    )


RULE = Rule(
    id="R17",
    slug="minimum-threshold",
    question="Is a gain or loss shared only when it is larger than chance?",
    about="contract",
    group="who-bears-a-loss",
    severity="warning",
    reads=("contracts[].terms", "contracts[].people"),
    source=f"{CFR_425}: minimum savings rates by number of people",
    mend='State a minimum rate, for example minimum_savings_rate = "by-population-size".',
    judge=judge,
)
