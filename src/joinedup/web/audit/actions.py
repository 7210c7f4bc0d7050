"""Writing an entry. Called inside the transaction of the action it tells of: both happen or neither does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils import timezone

from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.chain import BEGINNING, sha256_of
from joinedup.web.audit.models import Entry

# Any number that nothing else in the database locks: writers of the audit take turns under it until they commit.
_TURN = 727_001


def record(*, by: Viewer | str, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> Entry:
    """Add an entry in the transaction under way. Nobody writes anonymously: `by` is a viewer, or the name of a job."""
    if not by:
        raise ValueError("an audit entry says by whom")
    if not connection.in_atomic_block:
        raise RuntimeError("an audit entry is written in the transaction of its action")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_TURN])
    last = Entry.objects.order_by("-number").values("number", "sha256").first()
    number, previous = (last["number"] + 1, last["sha256"]) if last else (1, BEGINNING)
    at = timezone.now()
    said: dict[str, Any] = {
        "by": f"user {by.user_id}" if isinstance(by, Viewer) else by,
        "post": f"{by.role} at {by.organisation}" if isinstance(by, Viewer) else "",
        "action": action,
        "subject": subject,
        "detail": dict(detail or {}),
    }
    entry = Entry(
        number=number, at=at, previous_sha256=previous, sha256=sha256_of(number, at, said, previous), **said
    )
    entry.save()
    return entry
