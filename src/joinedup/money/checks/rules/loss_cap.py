"""R13: where gains and losses are shared, do both have an end, and can whoever owes a loss pay it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from joinedup.money.checks.bearers import can_bear, reserve_missing
from joinedup.money.checks.in_words import pounds
from joinedup.money.checks.publications import CFR_425
from joinedup.money.checks.rule import Found, Judgement, Missing, Proposal, Rule, does_not_apply, judged
from joinedup.money.checks.sharing import shared_at
from joinedup.money.pence import Pence

# Nothing spent and a tenth of it; twice and three times what was planned.
LESS, LEAST, MORE, MOST = 0.1, 0.0, 2.0, 3.0


def judge(proposal: Proposal) -> Judgement:
    """Found when a shared gain or loss has no end, or the most a party can owe is more than it could lose."""
    years = range(1, proposal.contract.years + 1)
    by_year = [shared for year in years if (shared := shared_at(proposal, (LESS, LEAST, MORE, MOST), year))]
    if not by_year:
        return does_not_apply("it shares neither gains nor losses.")
    if not any(int(amounts[3]) < 0 for shared in by_year for amounts in shared.values()):
        return does_not_apply("only gains are shared, so no loss needs an end.")
    found: list[Found] = []
    keys: list[Missing] = []
    _ends(proposal, by_year, found)
    _can_pay(proposal, by_year, found, keys)
    return judged(
        found,
        keys,
        "Gains and losses both have an end, and each party could pay its share.",
        proposal.at("terms"),
    )


def _ends(proposal: Proposal, by_year: Sequence[Mapping[str, Pence]], found: list[Found]) -> None:
    """Adds what has no end in some year."""
    totals = [sum(shared.values(), np.zeros(4, np.int64)) for shared in by_year]
    if any(int(total[1]) > int(total[0]) for total in totals):
        found.append(
            Found(
                "Nothing ends the gain that providers can make: the commissioner's loss has no end.",
                proposal.at("terms"),
            )
        )
    for code in _without_end(by_year):
        said = f"Nothing ends the loss that {proposal.named(code)} can owe: no cap is stated."
        found.append(Found(said, proposal.at("terms")))


def _without_end(by_year: Sequence[Mapping[str, Pence]]) -> dict[str, None]:
    """Who owes more at three times the planned spending than at twice, in some year."""
    return {
        code: None
        for shared in by_year
        for code, amounts in shared.items()
        if int(amounts[3]) < int(amounts[2])
    }


def _can_pay(
    proposal: Proposal, by_year: Sequence[Mapping[str, Pence]], found: list[Found], keys: list[Missing]
) -> None:
    """Adds who could not pay the most that it can owe in a year, of those whose loss has an end."""
    owed: dict[str, int] = {}
    for shared in by_year:
        for code, amounts in shared.items():
            owed[code] = max(owed.get(code, 0), -int(amounts[3]))
    without_end = _without_end(by_year)
    for code in (code for code in owed if code not in without_end):
        means = can_bear(proposal, code)
        if owed[code] and means is None:
            keys.append(reserve_missing(proposal, code))
        elif means is not None and owed[code] > means * 100:
            said = f"{proposal.named(code)} can owe up to {pounds(owed[code] / 100)} in a year and could lose {pounds(means)}."
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
