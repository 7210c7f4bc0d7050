"""Joining and leaving the care team of a person."""

from __future__ import annotations

from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.care_teams.models import TeamChange
from joinedup.web.care_teams.queries import has_joined, in_team
from joinedup.web.clock import now


class NotTheirsToChange(JoinedupError):
    """The viewer may not change this care team in this way; the message says why."""


@transaction.atomic
def join(*, by: Viewer, person: str, organisation: str, because: str) -> None:
    """An organisation joins the care team of a person: from now on its people who give care read what the team reads.

    Nothing happens where it is in the team already. NotTheirsToChange when the viewer neither belongs to the organisation
    nor is in the team.
    """
    _may_change(by, person, organisation)
    if has_joined(organisation, person):
        return
    _add(by, person, organisation, TeamChange.Change.JOINED, because)
    record(
        by=by, action="joined a care team", subject=f"person {person}", detail={"organisation": organisation}
    )


@transaction.atomic
def leave(*, by: Viewer, person: str, organisation: str, because: str) -> None:
    """An organisation leaves the care team that it joined: from now on it reads no more of the person.

    Nothing happens where it had not joined. An organisation that is in the team because the records say so (the person's
    practice, the lead of their care model) stays in it for as long as they do.
    """
    _may_change(by, person, organisation)
    if not has_joined(organisation, person):
        return
    _add(by, person, organisation, TeamChange.Change.LEFT, because)
    record(
        by=by, action="left a care team", subject=f"person {person}", detail={"organisation": organisation}
    )


def _may_change(by: Viewer, person: str, organisation: str) -> None:
    if by.organisation != organisation and not in_team(by, person):
        raise NotTheirsToChange(
            "an organisation joins or leaves a care team itself, or somebody in the team does it"
        )


def _add(by: Viewer, person: str, organisation: str, change: TeamChange.Change, because: str) -> None:
    TeamChange.objects.create(
        person=person,
        organisation=organisation,
        change=change,
        because=because[:200],
        at=now(),
        by_id=by.post_id,
    )
