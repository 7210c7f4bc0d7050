"""R13: where gains and losses are shared, do both have an end, and can whoever owes a loss pay it?"""

from __future__ import annotations

import numpy as np

from joinedup.money.checks.bearers import can_bear, reserve_missing
from joinedup.money.checks.in_words import pounds
from joinedup.money.checks.publications import CFR_425
from joinedup.money.checks.rule import Found, Judgement, Missing, Proposal, Rule, does_not_apply, judged
from joinedup.money.checks.sharing import shared_at

# Nothing spent and a tenth of it; twice and three times what was planned.
LESS, LEAST, MORE, MOST = 0.1, 0.0, 2.0, 3.0


def judge(proposal: Proposal) -> Judgement:
    """Found when a shared gain or loss has no end, or the most a party can owe is more than it could lose."""
    shared = shared_at(proposal, (LESS, LEAST, MORE, MOST))
    if not shared:
        return does_not_apply("it shares neither gains nor losses.")
    total = sum(shared.values(), np.zeros(4, np.int64))
    if not any(int(amounts[3]) < 0 for amounts in shared.values()):
        return does_not_apply("only gains are shared, so no loss needs an end.")
    found: list[Found] = []
    keys: list[Missing] = []
    if int(total[1]) > int(total[0]):
        found.append(
            Found(
                "Nothing ends the gain that providers can make: the commissioner's loss has no end.",
                proposal.at("terms"),
            )
        )
    for code, amounts in shared.items():
        if int(amounts[3]) < int(amounts[2]):
            said = f"Nothing ends the loss that {proposal.named(code)} can owe: no cap is stated."
            found.append(Found(said, proposal.at("terms")))
        elif int(amounts[3]) < 0:
            _can_pay(proposal, code, -int(amounts[3]), found, keys)
    return judged(
        found,
        keys,
        "Gains and losses both have an end, and each party could pay its share.",
        proposal.at("terms"),
    )


def _can_pay(proposal: Proposal, code: str, owed_pence: int, found: list[Found], keys: list[Missing]) -> None:
    means = can_bear(proposal, code)
    if means is None:
        keys.append(reserve_missing(proposal, code))
    elif owed_pence > means * 100:
        said = f"{proposal.named(code)} can owe up to {pounds(owed_pence / 100)} in a year and could lose {pounds(means)}."
        found.append(Found(said, proposal.at("terms")))


RULE = Rule(
    id="R13",
    slug="loss-cap",
    question="Where gains and losses are shared, do both have an end, and can whoever owes a loss pay it?",
    about="contract",
    group="who-bears-a-loss",
    severity="error",
    reads=("contracts[].terms", "organisations[].capital_reserve", "contracts[].guarantees[].amount"),
    source=f"{CFR_425}: every track has a cap on gains and, with losses, a cap on losses",
    mend="State a cap on gains and a cap on losses, the latter within what each party could lose.",
    judge=judge,
)
