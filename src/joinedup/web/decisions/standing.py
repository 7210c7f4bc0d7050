"""How a proposal stands: seats with what each declared and voted, the count, and its status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from joinedup.network.decision_rights import voting_rule
from joinedup.network.voting import Choice, Count, Seat, counted
from joinedup.web.decisions.models import Declaration, Proposal, Status, Vote


@dataclass(frozen=True)
class SeatStanding:
    """One post that votes: what the register and its declaration say, and its vote. A vote of who steps aside does not count."""

    seat: Seat
    declared_on: str | None
    has_interest_on_register: bool
    declaration: Declaration | None
    vote: Vote | None

    @property
    def key(self) -> str:
        return self.seat.key

    @property
    def steps_aside(self) -> bool:
        return self.has_interest_on_register or (
            self.declaration is not None and self.declaration.steps_aside
        )


@dataclass(frozen=True)
class Standing:
    """A proposal with everything that decides it."""

    proposal: Proposal
    status: Status
    seats: tuple[SeatStanding, ...]
    count: Count

    @property
    def is_open(self) -> bool:
        return self.status == Status.PROPOSED

    @property
    def aside(self) -> tuple[SeatStanding, ...]:
        return tuple(one for one in self.seats if one.steps_aside)

    def seat(self, key: str) -> SeatStanding | None:
        return next((one for one in self.seats if one.key == key), None)

    def seats_of(self, organisation: str) -> tuple[SeatStanding, ...]:
        return tuple(one for one in self.seats if one.seat.organisation == organisation)

    def minuted_by(self, user_id: int) -> bool:
        """Whether a vote that counts was written down by this user for somebody else."""
        return any(
            one.vote is not None and one.vote.is_minuted and one.vote.by.user_id == user_id
            for one in self.seats
            if not one.steps_aside
        )


def standing_of(proposal: Proposal) -> Standing:
    """How a proposal stands now."""
    votes = _counting(proposal.votes.select_related("by__user"))
    declared = {one.seat: one for one in proposal.declarations.select_related("by__user")}
    seats = tuple(_seat(row, declared, votes) for row in proposal.seats)
    count = counted(
        voting_rule(proposal.right_rule),
        [one.seat for one in seats],
        {one.seat: cast("Choice", one.vote.choice) for one in seats if one.vote},
        aside=[one.seat for one in seats if one.steps_aside],
        quorum=proposal.quorum,
        reserved_to=proposal.reserved_to,
    )
    return Standing(proposal, status_of(proposal), seats, count)


def status_of(proposal: Proposal) -> Status:
    """The latest status of a proposal."""
    rows = list(proposal.statuses.all())
    return Status(rows[-1].status) if rows else Status.PROPOSED


def _counting(votes: Iterable[Vote]) -> dict[str, Vote]:
    """The vote of each seat that counts: its holder's latest, else the latest in the minutes."""
    found: dict[str, Vote] = {}
    for vote in votes:
        before = found.get(vote.seat)
        if before is None or before.is_minuted or not vote.is_minuted:
            found[vote.seat] = vote
    return found


def _seat(
    row: Mapping[str, Any], declared: Mapping[str, Declaration], votes: Mapping[str, Vote]
) -> SeatStanding:
    seat = Seat(row["post"], row["organisation"])
    return SeatStanding(
        seat,
        row.get("declared_on"),
        bool(row.get("has_interest")),
        declared.get(seat.key),
        votes.get(seat.key),
    )
