"""Adding a row once, however often and however fast its form is sent."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Manager

from joinedup.web.access.viewer import Viewer
from joinedup.web.added_rows import SentOnce
from joinedup.web.clock import now
from joinedup.web.learning.asking import NotPossible

Row = TypeVar("Row", bound=SentOnce)


def added_once(rows: Manager[Row], /, *, by: Viewer, form_key: UUID, **values: Any) -> tuple[Row, bool]:
    """The row that a form adds, and whether it is new. NotPossible where somebody else has sent a form of that key."""
    defaults = {**values, "by_id": by.post_id, "at": now()}
    row, is_new = rows.get_or_create(form_key=form_key, defaults=defaults)
    if row.by.user_id != by.user_id:
        raise NotPossible("This form was sent by somebody else. Open it again.")
    return row, is_new
