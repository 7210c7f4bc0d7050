"""Counting a vote: who may vote, whether enough are there without those who have an interest, and whether it is carried."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from joinedup.network.decision_rights import VotingRule
from joinedup.wording import are, some

Choice = Literal["for", "against", "abstain"]


@dataclass(frozen=True)
class Seat:
    """A post that votes for an organisation. No names of people."""

    post: str
    organisation: str

    @property
    def key(self) -> str:
        return f"{self.organisation}: {self.post}"


@dataclass(frozen=True)
class Count:
    """How a vote stands. `because` says, in sentences, why it is quorate or not and carried or not."""

    entitled: int
    voted: int
    quorum: int
    votes_for: int
    against: int
    abstained: int
    needed: int
    is_quorate: bool
    is_carried: bool
    because: tuple[str, ...]


def counted(
    rule: VotingRule,
    seats: Sequence[Seat],
    votes: Mapping[Seat, Choice],
    *,
    aside: Collection[Seat] = (),
    quorum: int | None = None,
    reserved_to: Collection[str] = (),
) -> Count:
    """The count of `votes` by `rule`.

    Whoever steps aside (`aside`) counts neither to the quorum nor to anything else, whatever they voted. Without a quorum
    written down, everybody entitled must vote. A decision reserved to bodies is carried only when each of them votes for it.
    """
    free = [seat for seat in seats if seat not in aside]
    cast = [votes[seat] for seat in free if seat in votes]
    votes_for, against, abstained = (cast.count(choice) for choice in ("for", "against", "abstain"))
    enough = max(1, len(free) if quorum is None else quorum)
    needed = max(1, rule.needed(len(free) if rule.of == "entitled" else votes_for + against))
    missing = [body for body in reserved_to if not _is_for(body, free, votes)]
    is_quorate = len(cast) >= enough
    is_carried = is_quorate and votes_for >= needed and not missing
    because = (
        _there(len(cast), enough, len(aside), len(free)),
        _carried(rule, votes_for, needed),
        *(f"The decision is reserved to {body}, which has not voted for it." for body in missing),
    )
    return Count(
        len(free), len(cast), enough, votes_for, against, abstained, needed, is_quorate, is_carried, because
    )


def _is_for(body: str, free: Sequence[Seat], votes: Mapping[Seat, Choice]) -> bool:
    own = [votes.get(seat) for seat in free if seat.organisation == body]
    return bool(own) and all(choice == "for" for choice in own)


def _there(voted: int, quorum: int, aside: int, free: int) -> str:
    without = f", not counting {some(aside, 'post', 'posts')} that stepped aside" if aside else ""
    if free < quorum:
        said = (
            f"{some(free, 'post is', 'posts are')} free of an interest{without}, and {quorum} must be there"
        )
        return f"{said}: nobody can decide this."
    verdict = "a quorum" if voted >= quorum else "no quorum yet"
    return f"{voted} of {free} {are(voted)} there{without}, and {quorum} must be: {verdict}."


def _carried(rule: VotingRule, votes_for: int, needed: int) -> str:
    return f"The rule is {rule.words}: {rule.in_full}. {some(needed, 'vote', 'votes')} needed, {votes_for} for it."
