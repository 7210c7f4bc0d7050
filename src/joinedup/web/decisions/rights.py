"""The decision rights of a place: who decides what by which rule, and whether votes can be counted by it."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.network.decision_rights import UnknownRule, VotingRule, voting_rule
from joinedup.place.governance import Agreement, DecisionRight
from joinedup.place.model import Place


@dataclass(frozen=True)
class Right:
    """One decision right. `key` names it in an address: agreement and right, both from 1. `refused` says why it cannot be used."""

    key: str
    agreement: Agreement
    right: DecisionRight
    rule: VotingRule | None
    refused: str

    @property
    def without_a_post(self) -> tuple[str, ...]:
        """Members of the agreement that no voting post speaks for."""
        spoken_for = {voter.organisation for voter in self.agreement.voters}
        return tuple(code for code in self.agreement.members if code not in spoken_for)


def rights_of(place: Place) -> tuple[Right, ...]:
    """Every decision right of the agreements in force, in the order of the place file."""
    return tuple(
        _right(f"{number}-{at}", agreement, right)
        for number, agreement in enumerate(place.agreements, start=1)
        if agreement.left_on is None
        for at, right in enumerate(agreement.decisions, start=1)
    )


def right_of(place: Place, key: str) -> Right | None:
    """The right of that key; None where there is none."""
    return next((one for one in rights_of(place) if one.key == key), None)


def _right(key: str, agreement: Agreement, right: DecisionRight) -> Right:
    if not agreement.voters:
        return Right(
            key, agreement, right, None, "No post votes under this agreement: write voters in the place file."
        )
    try:
        return Right(key, agreement, right, voting_rule(right.rule), "")
    except UnknownRule as error:
        said = str(error)
        return Right(key, agreement, right, None, f"{said[:1].upper()}{said[1:]}.")
