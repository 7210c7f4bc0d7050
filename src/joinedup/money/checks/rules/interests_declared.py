"""R28: has everybody who votes declared their interests in time, and is there a quorum without the conflicted?"""

from __future__ import annotations

from joinedup.money.checks.agreements import in_force
from joinedup.money.checks.publications import NHS_ACT_14O
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Missing,
    Proposal,
    Rule,
    cannot_be_judged,
    judged,
    missing,
)
from joinedup.money.checks.thresholds import limit
from joinedup.place.governance import Agreement, Voter
from joinedup.place.key_paths import KeyPath
from joinedup.wording import listed, some


def judge(proposal: Proposal) -> Judgement:
    """Found when a voter declared late or never, votes on what they have an interest in, or a quorum needs the conflicted."""
    agreements = in_force(proposal.place)
    if not agreements:
        return cannot_be_judged(missing(("agreements",), "on what terms organisations work together"))
    found: list[Found] = []
    keys: list[Missing] = []
    for number, agreement in agreements:
        where: KeyPath = ("agreements", number)
        if not agreement.voters:
            keys.append(missing((*where, "voters")))
            continue
        found += [
            one
            for at, voter in enumerate(agreement.voters)
            for one in _declared(voter, (*where, "voters", at))
        ]
        if agreement.quorum is None:
            keys.append(missing((*where, "quorum")))
        else:
            found += _quorum(agreement, agreement.quorum, (*where, "quorum"))
    voters = sum(len(agreement.voters) for _, agreement in agreements)
    told = f"{some(voters, 'post that votes', 'posts that vote')}: interests declared in time, and a quorum without the conflicted."
    return judged(found, keys, told, ("agreements", agreements[0][0], "voters"))


def _declared(voter: Voter, where: KeyPath) -> list[Found]:
    found, most = [], int(limit("days_to_declare"))
    if voter.declared_on is None:
        found.append(Found(f"The {voter.post} votes and has declared no interests.", (*where, "declared_on")))
    elif (days := (voter.declared_on - voter.since).days) > most:
        said = f"The {voter.post} declared interests after {days} days; the law gives {most}."
        found.append(Found(said, (*where, "declared_on")))
    if voter.conflicted_in and not voter.steps_aside:
        said = f"The {voter.post} has an interest in {listed(list(voter.conflicted_in))} and does not step aside."
        found.append(Found(said, (*where, "steps_aside")))
    return found


def _quorum(agreement: Agreement, quorum: int, where: KeyPath) -> list[Found]:
    found = []
    if quorum > len(agreement.voters):
        vote = some(len(agreement.voters), "post votes", "posts vote")
        said = f"{quorum} are needed to decide and {vote}: nothing can be decided."
        return [Found(said, where)]
    for subject in dict.fromkeys(subject for voter in agreement.voters for subject in voter.conflicted_in):
        free = sum(subject not in voter.conflicted_in for voter in agreement.voters)
        if free < quorum:
            said = f"On {subject} {free} of {len(agreement.voters)} have no interest, and {quorum} are needed to decide."
            found.append(Found(said, where))
    return found


RULE = Rule(
    id="R28",
    slug="interests-declared",
    question="Has everybody who votes declared interests within 28 days, and can decisions be taken without the conflicted?",
    about="place",
    group="who-watches",
    severity="error",
    reads=(
        "agreements[].voters[].since",
        "agreements[].voters[].declared_on",
        "agreements[].voters[].conflicted_in",
        "agreements[].voters[].steps_aside",
        "agreements[].quorum",
    ),
    source=NHS_ACT_14O,
    mend="Have interests declared, minute who steps aside, and set a quorum that holds without them.",
    judge=judge,
)
