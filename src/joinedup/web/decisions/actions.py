"""Everything that can be done to a proposal. Each is one transaction with one audit entry; rows are added, never changed.

What is said twice in a row by the same post, as when a button is pressed twice, is written down once.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.network import decision_file
from joinedup.network.place_parts import Part
from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import Post
from joinedup.web.added_rows import pressed_twice
from joinedup.web.audit.actions import record
from joinedup.web.clock import now
from joinedup.web.decisions.models import (
    Condition,
    ConditionMet,
    Declaration,
    Evidence,
    Option,
    Outcome,
    Proposal,
    ProposalStatus,
    Status,
    Vote,
)
from joinedup.web.decisions.queries import takes_part
from joinedup.web.decisions.record import line_of_ended, line_of_taken
from joinedup.web.decisions.rights import Right
from joinedup.web.decisions.standing import SeatStanding, Standing, standing_of

LOG = logging.getLogger(__name__)


class NotPossible(JoinedupError):
    """The board's rules do not allow it, or no longer; the message says why, in a sentence."""


@dataclass(frozen=True)
class Draft:
    """What is proposed. `words` are the plain fields of a Proposal; `put_to_vote` counts the options from 1."""

    words: Mapping[str, Any]
    options: tuple[str, ...]
    put_to_vote: int
    part: Part | None
    replaces: Proposal | None
    form_key: UUID


@transaction.atomic
def propose(*, by: Viewer, right: Right, draft: Draft) -> Proposal:
    """Put a proposal to the forum that the decision right names. The same form sent again gives the proposal it made."""
    if not by.may(May.PROPOSE) or by.organisation not in right.agreement.members:
        raise NotPossible("Only who proposes for a member of the agreement may put something to its board.")
    if right.refused:
        raise NotPossible(right.refused)
    Post.objects.select_for_update(no_key=True).get(
        pk=by.post_id
    )  # a button pressed twice waits here for the first press
    already = Proposal.objects.filter(form_key=draft.form_key, by__user_id=by.user_id).first()
    if already is not None:
        return already
    part = (
        {f"part_{key}": getattr(draft.part, key) for key in ("path", "name", "sha256", "content")}
        if draft.part
        else {}
    )
    made = Proposal.objects.create(
        by_id=by.post_id,
        at=now(),
        form_key=draft.form_key,
        replaces=draft.replaces,
        **_as_agreed(right),
        **draft.words,
        **part,
    )
    for number, words in enumerate(draft.options, start=1):
        Option.objects.create(
            proposal=made, number=number, words=words, is_put_to_vote=number == draft.put_to_vote
        )
    ProposalStatus.objects.create(proposal=made, status=Status.PROPOSED, by_id=by.post_id, at=made.at)
    record(
        by=by, action="proposed a decision", subject=f"decision {made.pk}", detail={"part": made.part_sha256}
    )
    return made


def _as_agreed(right: Right) -> dict[str, Any]:
    """The decision right, the quorum and the seats as the place file has them today: what changes later changes no vote."""
    return {
        "agreement": right.agreement.name,
        "right_subject": right.right.subject,
        "right_rule": right.right.rule,
        "right_limit_pounds": right.right.limit,
        "forum": right.right.decides,
        "reserved_to": list(right.right.reserved_to),
        "quorum": right.agreement.quorum,
        "seats": [
            {
                "post": voter.post,
                "organisation": voter.organisation,
                "declared_on": voter.declared_on.isoformat() if voter.declared_on else None,
                "has_interest": right.right.subject in voter.conflicted_in,
            }
            for voter in right.agreement.voters
        ],
    }


@transaction.atomic
def add_evidence(
    *,
    by: Viewer,
    place: Place,
    proposal: Proposal,
    address: str,
    shows: str,
    build_sha256: str,
    place_file_sha256: str,
) -> None:
    """Lay a page of the application before the board, with the hashes of what its figures came from."""
    _open_for(by, place, proposal)
    said = {"address": address, "shows": shows, "build_sha256": build_sha256}
    said["place_file_sha256"] = place_file_sha256
    if pressed_twice(Evidence.objects.filter(proposal=proposal), by.post_id, said):
        return
    Evidence.objects.create(proposal=proposal, by_id=by.post_id, at=now(), **said)
    record(by=by, action="added evidence", subject=f"decision {proposal.pk}", detail={"build": build_sha256})


@transaction.atomic
def add_condition(
    *, by: Viewer, place: Place, proposal: Proposal, words: str, owner: str, due_on: date
) -> None:
    """Say what must be met before the decision takes effect."""
    _open_for(by, place, proposal)
    if Vote.objects.filter(proposal=proposal).exists():
        raise NotPossible("Votes have been cast: a condition added now is not what was voted on.")
    said: dict[str, Any] = {"words": words, "owner": owner, "due_on": due_on}
    if pressed_twice(Condition.objects.filter(proposal=proposal), by.post_id, said):
        return
    Condition.objects.create(proposal=proposal, by_id=by.post_id, at=now(), **said)
    record(by=by, action="added a condition", subject=f"decision {proposal.pk}")


@transaction.atomic
def declare(
    *, by: Viewer, place: Place, proposal: Proposal, seat: str, kind: str, interest: str, steps_aside: bool
) -> None:
    """Write down what a post that votes says of its interests. It can be said again for as long as votes are taken."""
    _seat_for(by, _open_for(by, place, proposal), seat)
    said: dict[str, Any] = {"kind": kind, "interest": interest, "steps_aside": steps_aside}
    if pressed_twice(Declaration.objects.filter(proposal=proposal, seat=seat), by.post_id, said):
        return
    Declaration.objects.create(proposal=proposal, seat=seat, by_id=by.post_id, at=now(), **said)
    detail = {"seat": seat, "kind": kind, "steps_aside": steps_aside}
    record(by=by, action="declared interests", subject=f"decision {proposal.pk}", detail=detail)


@transaction.atomic
def vote(*, by: Viewer, place: Place, proposal: Proposal, seat: str, choice: str, because: str) -> None:
    """Vote for one's own post, or write another's vote into the minutes: the holder's own always goes before."""
    found = _seat_for(by, _open_for(by, place, proposal), seat)
    if found.declaration is None:
        raise NotPossible(
            f"The {found.seat.post} has not said yet whether it has an interest in this: declare first."
        )
    if found.steps_aside:
        raise NotPossible(f"The {found.seat.post} has an interest in this and steps aside: it does not vote.")
    is_minuted = not _is_own(by, found)
    if is_minuted and found.vote is not None and not found.vote.is_minuted:
        raise NotPossible(f"The {found.seat.post} has voted already, and the minutes do not change that.")
    said: dict[str, Any] = {"choice": choice, "because": because, "is_minuted": is_minuted}
    if pressed_twice(Vote.objects.filter(proposal=proposal, seat=seat), by.post_id, said):
        return
    Vote.objects.create(proposal=proposal, seat=seat, by_id=by.post_id, at=now(), **said)
    detail = {"seat": seat, "vote": choice, "minuted": is_minuted}
    record(by=by, action="voted", subject=f"decision {proposal.pk}", detail=detail)


@transaction.atomic
def sign(*, by: Viewer, place: Place, proposal: Proposal) -> Status:
    """Close the vote: the decision is taken where it is carried, and written to decisions/decisions.jsonl of the place."""
    standing = _open_for(by, place, proposal)
    _may_sign(by, standing)
    at = now()
    status = Status.TAKEN if standing.count.is_carried else Status.NOT_CARRIED
    line = line_of_taken(standing, at=at, by=by) if status == Status.TAKEN else None
    ProposalStatus.objects.create(proposal=proposal, status=status, by_id=by.post_id, at=at, record=line)
    if status == Status.TAKEN and proposal.replaces is not None:
        _end(by, proposal)
    record(
        by=by, action="signed a decision", subject=f"decision {proposal.pk}", detail={"status": status.value}
    )
    transaction.on_commit(partial(write_decisions, settings.SURROUNDINGS.place))
    return status


@transaction.atomic
def withdraw(*, by: Viewer, place: Place, proposal: Proposal, because: str) -> None:
    """Take a proposal back before it is decided."""
    _open_for(by, place, proposal)
    ProposalStatus.objects.create(
        proposal=proposal, status=Status.WITHDRAWN, because=because, by_id=by.post_id, at=now()
    )
    record(by=by, action="withdrew a proposal", subject=f"decision {proposal.pk}")


@transaction.atomic
def meet_condition(*, by: Viewer, place: Place, condition: Condition, how: str) -> None:
    """Say that a condition of a decision in force is met, and how that is known."""
    _in_force_for(by, place, condition.proposal)
    if ConditionMet.objects.filter(condition=condition).exists():
        return
    ConditionMet.objects.create(condition=condition, how=how, by_id=by.post_id, at=now())
    record(
        by=by,
        action="met a condition",
        subject=f"decision {condition.proposal_id}",
        detail={"condition": condition.pk},
    )


@transaction.atomic
def add_outcome(
    *,
    by: Viewer,
    place: Place,
    proposal: Proposal,
    actual: str,
    judgement: str,
    address: str,
    build_sha256: str,
) -> None:
    """Write what came of a decision beside what was expected of it."""
    _in_force_for(by, place, proposal)
    said = {"actual": actual, "judgement": judgement, "address": address, "build_sha256": build_sha256}
    if pressed_twice(Outcome.objects.filter(proposal=proposal), by.post_id, said):
        return
    Outcome.objects.create(proposal=proposal, by_id=by.post_id, at=now(), **said)
    record(
        by=by,
        action="reviewed a decision",
        subject=f"decision {proposal.pk}",
        detail={"judgement": judgement},
    )


def write_decisions(folder: Path) -> bool:
    """Bring decisions/decisions.jsonl up to date with what was taken. False, and a line in the log, when it cannot be written."""
    lines = (
        ProposalStatus.objects.filter(record__isnull=False).order_by("pk").values_list("record", flat=True)
    )
    try:
        decision_file.write(folder, (line for line in lines if line is not None))
    except (JoinedupError, OSError) as error:
        LOG.error("decisions are not written to the place's folder: %s", error)
        return False
    return True


def _end(by: Viewer, proposal: Proposal) -> None:
    """The decision that this one replaces ends."""
    earlier, at = proposal.replaces, now()
    assert earlier is not None
    if standing_of(earlier).status != Status.TAKEN:
        raise NotPossible(f"Decision {earlier.pk}, which this would replace, is no longer in force.")
    line = line_of_ended(earlier, proposal.replaces_how, at=at, decision=proposal.pk)
    ProposalStatus.objects.create(
        proposal=earlier, status=proposal.replaces_how, by_id=by.post_id, at=at, record=line
    )


def _open_for(by: Viewer, place: Place, proposal: Proposal) -> Standing:
    """How an open proposal stands, held until the transaction ends; NotPossible for whoever has no part in it, or too late."""
    _has_part(by, place, proposal)
    standing = standing_of(Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk))
    if not standing.is_open:
        raise NotPossible(f"This is no longer open: its status is {standing.status.label.casefold()}.")
    return standing


def _in_force_for(by: Viewer, place: Place, proposal: Proposal) -> None:
    _has_part(by, place, proposal)
    held = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if standing_of(held).status not in (Status.TAKEN, Status.SUPERSEDED, Status.REVERSED):
        raise NotPossible("Only a decision that was taken has conditions to meet and something to review.")


def _has_part(by: Viewer, place: Place, proposal: Proposal) -> None:
    if not takes_part(by, place, proposal):
        raise NotPossible("Only who proposes or decides for a member of the agreement may do this.")


def _seat_for(by: Viewer, standing: Standing, key: str) -> SeatStanding:
    found = standing.seat(key)
    if found is None:
        raise NotPossible("No such post votes on this.")
    if not _is_own(by, found) and not by.may(May.PROPOSE):
        raise NotPossible("Only the post itself, or who keeps the minutes, may do this.")
    return found


def _is_own(by: Viewer, seat: SeatStanding) -> bool:
    return by.may(May.DECIDE) and by.organisation == seat.seat.organisation


def _may_sign(by: Viewer, standing: Standing) -> None:
    own = standing.seats_of(by.organisation)
    if not by.may(May.DECIDE) or not own:
        raise NotPossible("Only a member of the board who votes on this may sign it.")
    if all(one.steps_aside for one in own):
        raise NotPossible("Who steps aside does not sign the decision.")
    if standing.minuted_by(by.user_id):
        raise NotPossible("You wrote votes of others into the minutes: another member of the board signs.")
    if not standing.count.is_quorate:
        raise NotPossible(standing.count.because[0])
