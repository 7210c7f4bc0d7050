"""R21: is each outcome worth its measuring, and more than chance?"""

from __future__ import annotations

from joinedup.money.checks.in_words import per_cent, pounds
from joinedup.money.checks.outcomes import chance_of_false_miss, depends_on_outcomes, how_many
from joinedup.money.checks.publications import HSJ_OUTCOMES
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
from joinedup.money.checks.thresholds import limit
from joinedup.wording import listed, some


def judge(proposal: Proposal) -> Judgement:
    """Found when an outcome moves less money than it costs to measure, or chance alone would decide it too often."""
    outcomes, where = proposal.contract.outcomes, proposal.at("outcomes")
    number = how_many(proposal)
    if not number:
        return does_not_apply("no outcome is written that money depends on.")
    years = range(1, proposal.contract.years + 1)
    at_stake = max(depends_on_outcomes(proposal, year)[0] for year in years)
    if at_stake <= 0:
        return does_not_apply("no money depends on its outcomes.")
    amounts = [one.weight * at_stake for one in outcomes] or [at_stake / number] * number
    keys: list[Missing] = [missing(where, "each outcome with its baseline, target and size")] * (not outcomes)
    keys += [
        missing((*where, position, "spread"))
        for position, one in enumerate(outcomes)
        if chance_of_false_miss(one) is None
    ]
    each = f"Each of {some(number, 'outcome', 'outcomes')}"
    said = f"{each} moves at least {pounds(min(amounts))} a year, and chance seldom decides one."
    return judged([*_too_little(proposal, amounts), *_by_chance(proposal)], keys, said, where)


def _too_little(proposal: Proposal, amounts: list[float]) -> list[Found]:
    floor = limit("least_pounds_an_outcome")
    small = [amount for amount in amounts if amount < floor]
    if not small:
        return []
    said = (
        f"{len(small)} of {some(len(amounts), 'outcome', 'outcomes')} move less than {pounds(floor)} a year (the smallest"
        f" {pounds(min(small))}): measuring and agreeing them may cost more."
    )
    return [Found(said, proposal.at("outcomes"))]


def _by_chance(proposal: Proposal) -> list[Found]:
    most = limit("largest_chance_of_false_miss")
    chances = [
        (number, one, chance_of_false_miss(one)) for number, one in enumerate(proposal.contract.outcomes)
    ]
    often = [(number, one, chance) for number, one, chance in chances if chance is not None and chance > most]
    if not often:
        return []
    names = listed([f'"{one.name}" ({per_cent(chance, 0)} of years)' for _, one, chance in often[:4]])
    said = f"Chance alone would decide too often, against at most {per_cent(most)} of years: {names}."
    return [Found(said, proposal.at("outcomes", often[0][0]))]


RULE = Rule(
    id="R21",
    slug="outcome-noise",
    question="Does each outcome move enough money to be worth measuring, and does chance seldom decide it?",
    about="contract",
    group="shares-and-outcomes",
    severity="warning",
    reads=(
        "contracts[].outcomes[].weight",
        "contracts[].outcomes[].baseline",
        "contracts[].outcomes[].target",
        "contracts[].outcomes[].size",
        "contracts[].outcomes[].spread",
        "contracts[].terms",
    ),
    source=HSJ_OUTCOMES,
    mend="Pay for fewer outcomes, measured on more people or over more years, with targets further from where they stand.",
    judge=judge,
)
