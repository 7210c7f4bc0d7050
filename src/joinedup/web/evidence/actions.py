"""Adding to the evidence library what this place learned: one transaction, one audit entry."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.evidence.models import OwnFinding
from joinedup.web.learning.adding import added_once
from joinedup.web.learning.asking import NotPossible


@transaction.atomic
def add_finding(
    *,
    by: Viewer,
    name: str,
    kind: str,
    measure: str,
    change: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    where: str,
    who: str,
    done: str,
    learned: str,
    rests_on: str,
    form_key: UUID,
) -> OwnFinding:
    """Add what the place learned. The same form sent again gives what it added."""
    if not by.may(May.RUN_ENGINE_ROOM):
        raise NotPossible("The evidence library is kept by the engine room.")
    made, is_new = added_once(
        OwnFinding.objects,
        by=by,
        form_key=form_key,
        name=name,
        kind=kind,
        measure=measure,
        change=change,
        low=low,
        high=high,
        where=where,
        who=who,
        done=done,
        learned=learned,
        rests_on=rests_on,
    )
    if is_new:
        record(
            by=by, action="added to the evidence library", subject=f"finding {made.pk}", detail={"kind": kind}
        )
    return made
