"""R27: does each decision have one body that takes it, with limits and reserved matters?"""

from __future__ import annotations

from collections.abc import Iterator

from joinedup.money.checks.agreements import in_force
from joinedup.money.checks.publications import DECISION_ROLES
from joinedup.money.checks.rule import Found, Judgement, Proposal, Rule, cannot_be_judged, judged, missing
from joinedup.wording import listed


def judge(proposal: Proposal) -> Judgement:
    """Found when two bodies decide the same, or no decision is limited in pounds or reserved to a member."""
    agreements = in_force(proposal.place)
    if not agreements:
        return cannot_be_judged(missing(("agreements",), "on what terms organisations work together"))
    decisions = [one for _, agreement in agreements for one in agreement.decisions]
    where = ("agreements", agreements[0][0], "decisions")
    if not decisions:
        return cannot_be_judged(missing(where))
    found = list(_decided_twice(proposal))
    if not any(one.limit is not None for one in decisions):
        found.append(
            Found("No decision has a limit in pounds: nobody knows up to what amount who may decide.", where)
        )
    if not any(one.reserved_to for one in decisions):
        found.append(
            Found("No decision is reserved to a member: nothing says what members keep to themselves.", where)
        )
    return judged(
        found,
        [],
        f"{len(decisions)} decisions, each taken by one body, with limits and reserved matters.",
        where,
    )


def _decided_twice(proposal: Proposal) -> Iterator[Found]:
    by_subject: dict[str, set[str]] = {}
    for number, agreement in in_force(proposal.place):
        for at, decision in enumerate(agreement.decisions):
            bodies = by_subject.setdefault(decision.subject.casefold().strip(), set())
            bodies.add(decision.decides)
            if len(bodies) == 2:
                who = listed(sorted(bodies))
                where = ("agreements", number, "decisions", at, "decides")
                yield Found(f"{who} both decide {decision.subject}: one body must.", where)


RULE = Rule(
    id="R27",
    slug="single-accountable",
    question="Does each decision have exactly one body that takes it, a limit in pounds, and are some reserved?",
    about="place",
    group="who-watches",
    severity="error",
    reads=(
        "agreements[].decisions[].subject",
        "agreements[].decisions[].decides",
        "agreements[].decisions[].limit",
        "agreements[].decisions[].reserved_to",
    ),
    source=DECISION_ROLES,
    mend="Name one body for each decision, the pounds up to which it may decide, and what members keep to themselves.",
    judge=judge,
)
