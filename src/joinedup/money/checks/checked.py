"""All rules asked of a place: of each of its contracts, and of the place once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from joinedup.errors import JoinedupError
from joinedup.money.checks.made_up_year import NotWritten
from joinedup.money.checks.rests_on import assumed_in, rests_on
from joinedup.money.checks.rule import (
    SEVERITIES,
    Judgement,
    Outcome,
    Proposal,
    Rule,
    Severity,
    cannot_be_judged,
    rules,
)
from joinedup.money.contracts import with_terms
from joinedup.place.model import Place


@dataclass(frozen=True)
class Judged:
    """One rule's answer about one contract, or about the place where `contract` is empty."""

    rule: Rule
    contract: str
    judgement: Judgement
    # Where the figures that the rule read come from, as the place file says.
    rests_on: tuple[str, ...] = ()

    @property
    def assumes(self) -> tuple[str, ...]:
        """What of these figures is assumed or inferred, as their sources say."""
        return tuple(dict.fromkeys(part for source in self.rests_on for part in assumed_in(source)))

    @property
    def outcome(self) -> Outcome:
        """passed, found, cannot-be-judged or does-not-apply."""
        return self.judgement.outcome


def checked(place: Place) -> tuple[Judged, ...]:
    """Every rule's answer, contract by contract and then the place, each in the order of ids.

    The place was read with `term_findings`, so its terms are sound. A place without a contract is asked only the rules
    about a place.
    """
    return (*_of_contracts(place), *_asked("place", Proposal(place), ""))


def with_outcome(
    answers: Iterable[Judged], outcome: Outcome, severity: Severity | None = None
) -> list[Judged]:
    """The answers of one outcome, and of one severity when it is given: the gravest first, then by id."""
    wanted = [one for one in answers if one.outcome == outcome and severity in (None, one.rule.severity)]
    return sorted(wanted, key=lambda one: (SEVERITIES.index(one.rule.severity), one.rule.id))


def is_blocked(answers: Iterable[Judged]) -> bool:
    """Whether a rule that blocks was found broken."""
    return bool(with_outcome(answers, "found", "block"))


def _of_contracts(place: Place) -> Iterator[Judged]:
    for position, contract in enumerate(place.contracts):
        yield from _asked("contract", Proposal(place, with_terms(contract), position), contract.name)


def _asked(subject: str, proposal: Proposal, contract: str) -> Iterator[Judged]:
    for rule in rules():
        if rule.about == subject:
            yield Judged(rule, contract, answer(rule, proposal), rests_on(proposal, rule))


def answer(rule: Rule, proposal: Proposal) -> Judgement:
    """What a rule says; where it stumbles over what is not written, that it cannot be judged, and why."""
    try:
        return rule.judge(proposal)
    except NotWritten as error:
        return cannot_be_judged(*error.keys)
    except JoinedupError as error:
        return cannot_be_judged(why=f"it could not be worked out: {str(error).rstrip('.')}.")
