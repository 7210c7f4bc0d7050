"""Opening the names of people, for a purpose, and hiding them again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from joinedup.errors import JoinedupError
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.care_teams.queries import memberships
from joinedup.web.emergency.queries import may_read, under_way
from joinedup.web.names.held import forget, hold
from joinedup.web.names.models import NameOpening, NamesHidden
from joinedup.web.names.purposes import Purpose
from joinedup.web.names.queries import lasting, names_open
from joinedup.web.names.way_back import name_of
from joinedup.web.published.current import SharedBuild

LASTS = timedelta(minutes=30)
AT_ONCE = 50
_LOG = logging.getLogger(__name__)


class NotTheirName(JoinedupError):
    """The viewer has no role, or no part in the care of the person, that lets them see the name."""


@transaction.atomic
def open_names(*, by: Viewer, build: SharedBuild, people: Sequence[str], purpose: Purpose) -> bool:
    """Open the names of some people for half an hour: one audit entry for each, written before the vault is touched.

    False where the way back is closed (the key is not on this machine, the vault does not open): the attempt stays on record.
    NotTheirName, before anything is opened, when the viewer does not look after one of them.
    """
    if (
        not by.may(May.SEE_NAMES)
        or len(people) > AT_ONCE
        or not all(may_read(by, person) for person in people)
    ):
        raise NotTheirName("a name is opened by those who look after the person")
    open_already = names_open(by, people)
    try:
        for person in dict.fromkeys(people):
            if person not in open_already:
                _open(by, build, person, purpose)
    except JoinedupError as error:
        _LOG.error("names cannot be opened: %s", type(error).__name__)
        return False
    return True


@transaction.atomic
def hide_names(*, by: Viewer) -> None:
    """Hide every name that the viewer has open, before its half hour is over. Nothing where none is open: pressed twice."""
    openings = lasting(by)
    if not openings:
        return
    NamesHidden(by_id=by.post_id, at=timezone.now()).save()
    people = len({one.person for one in openings})
    record(by=by, action="hid names", subject="names", detail={"names": people})
    forget(one.pk for one in openings)


def _open(by: Viewer, build: SharedBuild, person: str, purpose: Purpose) -> None:
    relationship = _relationship(by, person)
    name = name_of(build, person, by=by, relationship=relationship, stated=purpose.value)
    now = timezone.now()
    opening = NameOpening.objects.create(
        by_id=by.post_id,
        at=now,
        ends_at=now + LASTS,
        person=person,
        purpose=purpose.value,
        relationship=relationship,
    )
    hold(opening.pk, name, opening.ends_at, now=now)


def _relationship(by: Viewer, person: str) -> str:
    """What the viewer has to do with the person's care, in words of our own: nothing that anybody typed goes to the audit."""
    for one in memberships(person):
        if one.organisation == by.organisation:
            return "The organisation joined the care team" if one.joined_here else one.because
    emergency = under_way(by, person)
    return f"Emergency access {emergency.pk}" if emergency else ""
