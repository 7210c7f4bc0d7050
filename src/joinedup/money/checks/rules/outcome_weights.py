"""R20: is each outcome that money depends on fully agreed?"""

from __future__ import annotations

from joinedup.money.checks.in_words import per_cent
from joinedup.money.checks.outcomes import pays_for_outcomes
from joinedup.money.checks.publications import DUDLEY_MCP
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Missing,
    Proposal,
    Rule,
    cannot_be_judged,
    does_not_apply,
    judged,
    missing,
)
from joinedup.money.checks.thresholds import limit
from joinedup.place.contracts import Outcome
from joinedup.wording import quoted, some

ASKED = {
    "measured_by": "the data they are read from",
    "frequency": "how often they are read",
    "owner": "who answers for them",
    "gate": "what must be met before they pay",
}


def judge(proposal: Proposal) -> Judgement:
    """Found when weights do not sum to one or an outcome lacks its data, frequency, owner or gate."""
    outcomes, where = proposal.contract.outcomes, proposal.at("outcomes")
    if not outcomes:
        if not pays_for_outcomes(proposal):
            return does_not_apply("no money depends on outcomes.")
        return cannot_be_judged(missing(where))
    found: list[Found] = []
    total = sum(one.weight for one in outcomes)
    if abs(total - 1) > limit("shares_tolerance"):
        found.append(Found(f"The weights of outcomes sum to {per_cent(total)} and not to all of it.", where))
    keys: list[Missing] = []
    for key, what in ASKED.items():
        lacking = [(number, one) for number, one in enumerate(outcomes) if not _says(one, key)]
        if len(lacking) == len(outcomes):
            keys.append(
                missing(
                    (*where, lacking[0][0], key),
                    f"{what} (for none of {some(len(outcomes), 'outcome', 'outcomes')})",
                )
            )
        elif lacking:
            names = quoted([one.name for _, one in lacking])
            said = f"{some(len(lacking), 'outcome', 'outcomes')} of {len(outcomes)} without {what}: {names}."
            found.append(Found(said, (*where, lacking[0][0])))
    return judged(
        found,
        keys,
        f"{some(len(outcomes), 'outcome', 'outcomes')}, each with its baseline, target, data, owner and gate.",
        where,
    )


def _says(outcome: Outcome, key: str) -> bool:
    if key == "measured_by":
        return bool(outcome.measured_by or outcome.measure)
    return getattr(outcome, key) is not None


RULE = Rule(
    id="R20",
    slug="outcome-weights",
    question="Do the weights of outcomes sum to one, and is each outcome fully agreed?",
    about="contract",
    group="shares-and-outcomes",
    severity="error",
    reads=(
        "contracts[].outcomes[].weight",
        "contracts[].outcomes[].measure",
        "contracts[].outcomes[].measured_by",
        "contracts[].outcomes[].frequency",
        "contracts[].outcomes[].owner",
        "contracts[].outcomes[].gate",
    ),
    source=DUDLEY_MCP,
    mend="Write for each outcome the data, how often it is read, who answers for it, and what must be met before it pays.",
    judge=judge,
)
