"""Opening a record in an emergency, ending it, and reviewing it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import Post
from joinedup.web.added_rows import pressed_twice
from joinedup.web.audit.actions import record
from joinedup.web.clock import now
from joinedup.web.emergency.models import EmergencyAccess, EmergencyEnd, EmergencyReview
from joinedup.web.emergency.queries import READ, under_way

LASTS = timedelta(hours=1)


class NotAllowedToReview(JoinedupError):
    """The viewer may not review this emergency access; the message says why."""


@transaction.atomic
def open_in_emergency(*, by: Viewer, person: str | None, reason: str) -> EmergencyAccess:
    """Open the record of a person for an hour. An attempt that finds nobody (`person` is None) is on record too.

    Asking again for a record that is open already gives the access that is under way.
    """
    Post.objects.select_for_update(no_key=True).get(pk=by.post_id)
    opened = under_way(by, person) if person else None
    if opened is not None:
        return opened
    opened_at = now()
    access = EmergencyAccess.objects.create(
        by_id=by.post_id, at=opened_at, ends_at=opened_at + LASTS, person=person or "", reason=reason[:500]
    )
    action = (
        "opened a record in an emergency"
        if person
        else "tried to open a record in an emergency: nobody was found"
    )
    record(
        by=by, action=action, subject=f"person {person}" if person else "nobody", detail={"access": access.pk}
    )
    return access


@transaction.atomic
def say_read(*, by: Viewer, access: EmergencyAccess, page: str) -> None:
    """Write down that a page was read under an emergency access."""
    record(
        by=by,
        action=READ,
        subject=f"person {access.person}",
        detail={"access": access.pk, "page": page},
    )


@transaction.atomic
def end(*, by: Viewer, access: EmergencyAccess) -> None:
    """The emergency is over: the record is closed to the viewer again. Nothing happens when it was ended before."""
    ended, is_new = EmergencyEnd.objects.get_or_create(
        access=access, defaults={"by_id": by.post_id, "at": now()}
    )
    if is_new:
        record(
            by=by,
            action="ended an emergency access",
            subject=f"person {access.person}",
            detail={"access": ended.access_id},
        )


@transaction.atomic
def review(
    *, by: Viewer, access: EmergencyAccess, finding: EmergencyReview.Finding, note: str
) -> EmergencyReview:
    """Say what was found about an access. Another look adds a further review, a button pressed twice none; the earlier stays.

    NotAllowedToReview for whoever may not see the audit, and for the one who opened the record.
    """
    if not by.may(May.SEE_AUDIT):
        raise NotAllowedToReview("emergency access is reviewed by the Caldicott guardian")
    if access.by.user_id == by.user_id:
        raise NotAllowedToReview("nobody reviews an access of their own: ask another Caldicott guardian")
    EmergencyAccess.objects.select_for_update(no_key=True).get(pk=access.pk)
    said = {"finding": finding.value, "note": note[:500]}
    there = pressed_twice(EmergencyReview.objects.filter(access=access), by.post_id, said)
    if there is not None:
        return there
    made = EmergencyReview.objects.create(by_id=by.post_id, at=now(), access=access, **said)
    subject = f"person {access.person}" if access.person else "nobody"
    record(
        by=by,
        action="reviewed an emergency access",
        subject=subject,
        detail={"access": access.pk, "finding": finding.value},
    )
    return made
