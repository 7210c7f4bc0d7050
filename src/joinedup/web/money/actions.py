"""Writing down what was spent of the money and time set aside for change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import Post
from joinedup.web.added_rows import pressed_twice
from joinedup.web.audit.actions import record
from joinedup.web.clock import now
from joinedup.web.money.models import ChangeFund, ChangeSpending


@transaction.atomic
def record_spending(
    *,
    by: Viewer,
    fund: ChangeFund,
    quarter: date,
    spent_pounds: int,
    used_elsewhere_pounds: int,
    staff: Decimal | None,
    note: str,
) -> ChangeSpending:
    """Record one quarter of one fund. What was recorded of it before stays, and no longer counts.

    What is recorded twice in a row by the same post, as when a button is pressed twice, is recorded once.
    """
    Post.objects.select_for_update(no_key=True).get(pk=by.post_id)
    words = {
        "spent_pounds": spent_pounds,
        "used_elsewhere_pounds": used_elsewhere_pounds,
        "staff": staff,
        "note": note,
    }
    of_quarter = {"fund": fund, "quarter_starts_on": quarter}
    there = pressed_twice(ChangeSpending.objects.filter(**of_quarter), by.post_id, words)
    if there is not None:
        return there
    said = ChangeSpending.objects.create(by_id=by.post_id, at=now(), **of_quarter, **words)
    detail = {"spent_pounds": spent_pounds, "used_elsewhere_pounds": used_elsewhere_pounds, "row": said.pk}
    record(by=by, action="recorded change spending", subject=f"{fund} {quarter}", detail=detail)
    return said
