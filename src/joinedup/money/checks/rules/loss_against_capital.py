"""R11: could each organisation bear the loss that one year in twenty brings?"""

from __future__ import annotations

from joinedup.money.checks.bearers import can_bear, reserve_missing
from joinedup.money.checks.in_words import pounds
from joinedup.money.checks.made_up_year import must_be_written
from joinedup.money.checks.publications import NAO_2016, PAC_HINCHINGBROOKE
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Missing,
    Proposal,
    Rule,
    cannot_be_judged,
    judged,
)
from joinedup.money.contracts import TermsOfContract
from joinedup.money.stress.plan import CannotStress
from joinedup.money.stress.results import OrganisationStress
from joinedup.money.stress.stress import stressed
from joinedup.wording import listed

# Enough for the loss of one year in twenty to be known within a few per cent, in a fifth of a second.
FUTURES = 2_000
ONE_IN_TWENTY = 0.05


def judge(proposal: Proposal) -> Judgement:
    """Found when the loss of one year in twenty, over many futures of the contract, is more than an organisation could lose, or
    when losses added up over years are so in more than one future of twenty."""
    must_be_written(proposal)
    contract = TermsOfContract(proposal.contract, proposal.terms.terms if proposal.terms else ())
    try:
        tested = stressed(proposal.place, contract, futures=FUTURES)
    except CannotStress as error:
        return cannot_be_judged(why=f"a stress test needs {'; '.join(error.missing)}.")
    bearing = [one for one in tested.organisations if one.organisation != proposal.contract.commissioner]
    found: list[Found] = []
    keys: list[Missing] = []
    for one in bearing:
        loss = one.loss_in_one_year_in_twenty_pence
        if can_bear(proposal, one.organisation) is None and (
            loss > (one.can_bear_pence or 0) or _used_up(one)
        ):
            keys.append(reserve_missing(proposal, one.organisation))
        elif one.can_bear_pence is not None and loss > one.can_bear_pence:
            found.append(Found(_said(proposal, one), proposal.at("terms")))
        elif _used_up(one):
            found.append(Found(_added_up(proposal, one), proposal.at("terms")))
    return judged(found, keys, _borne(proposal, bearing), proposal.at("terms"))


def _said(proposal: Proposal, one: OrganisationStress) -> str:
    name, loss = proposal.named(one.organisation), pounds(one.loss_in_one_year_in_twenty_pence / 100)
    means = pounds((one.can_bear_pence or 0) / 100)
    return f"In one year of twenty {name} loses {loss} or more; it could bear {means}, its reserve and guarantees together."


def _used_up(one: OrganisationStress) -> bool:
    """Whether losses of year after year use up what it could bear in more than one future of twenty: it can be lost once."""
    return (one.largest_chance_beyond_reserve_at_a_years_end or 0.0) > ONE_IN_TWENTY


def _added_up(proposal: Proposal, one: OrganisationStress) -> str:
    chance = one.largest_chance_beyond_reserve_at_a_years_end or 0.0
    return (
        f"{proposal.named(one.organisation)} could bear the loss of a single year, but not of one after the other: added up, they"
        f" are more than its {pounds((one.can_bear_pence or 0) / 100)} in {100 * chance:.0f} of 100 futures."
    )


def _borne(proposal: Proposal, bearing: list[OrganisationStress]) -> str:
    losing = [one for one in bearing if one.loss_in_one_year_in_twenty_pence]
    if not losing:
        return "In nineteen years of twenty no provider loses anything under the contract."
    told = [
        f"{proposal.named(one.organisation)} {pounds(one.loss_in_one_year_in_twenty_pence / 100)} of"
        f" {pounds((one.can_bear_pence or 0) / 100)}"
        for one in losing
    ]
    return f"In one year of twenty, of what each could bear: {listed(told)}."


RULE = Rule(
    id="R11",
    slug="loss-against-capital",
    question="Could each organisation bear the loss that one year in twenty brings?",
    about="contract",
    group="who-bears-a-loss",
    severity="block",
    reads=(
        "contracts[].terms",
        "contracts[].services",
        "contracts[].savings",
        "contracts[].futures",
        "organisations[].capital_reserve",
        "contracts[].guarantees[].amount",
    ),
    source=f"{NAO_2016}: the holder was a partnership without capital of its own; {PAC_HINCHINGBROOKE}: risk was handed over up"
    " to £5 million of £311 million promised",
    mend="Let less risk fall on it (a cap, a corridor, a stop-loss), guarantee more, or hold more capital;"
    " `joinedup stress` shows what drives the loss.",
    judge=judge,
)
