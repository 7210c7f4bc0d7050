"""Adding a cycle, and writing down what happened in one: one transaction and one audit entry each."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.audit.actions import record
from joinedup.web.learning.adding import added_once
from joinedup.web.learning.asking import NotPossible
from joinedup.web.learning.models import Cycle, CycleEntry
from joinedup.web.learning.queries import ADDED, cycle_with


@transaction.atomic
def add_cycle(
    *,
    by: Viewer,
    name: str,
    measure: str,
    area: str,
    starts_on: date,
    tried: str,
    prediction: str,
    form_key: UUID,
) -> str:
    """Add a cycle; its key. The same form sent again gives the cycle it added."""
    _runs_the_engine_room(by)
    made, is_new = added_once(
        Cycle.objects,
        by=by,
        form_key=form_key,
        name=name,
        measure=measure,
        area=area,
        starts_on=starts_on,
        tried=tried,
        prediction=prediction,
    )
    if is_new:
        detail = {"measure": measure, "starts_on": starts_on.isoformat()}
        record(by=by, action="added a cycle", subject=f"cycle {ADDED}{made.pk}", detail=detail)
    return f"{ADDED}{made.pk}"


@transaction.atomic
def write_down(
    *,
    by: Viewer,
    place: Place,
    cycle: str,
    stage: str,
    on: date,
    words: str,
    form_key: UUID,
    outcome: str = "",
) -> None:
    """Write down what was done, what the figures showed, or what was learned. The same form sent again adds nothing."""
    _runs_the_engine_room(by)
    found = cycle_with(by, place, cycle)
    if found is None:
        raise NotPossible("There is no such cycle any more: the place file has changed.")
    if on < found.starts_on:
        raise NotPossible(f"The cycle began on {found.starts_on:%-d %B %Y}: enter that day or a later one.")
    made, is_new = added_once(
        CycleEntry.objects,
        by=by,
        form_key=form_key,
        cycle=cycle,
        stage=stage,
        outcome=outcome,
        on=on,
        words=words,
    )
    if is_new:
        detail = {"stage": str(stage), "outcome": str(outcome), "row": made.pk}
        subject = f"cycle {cycle}"[:120]
        record(by=by, action="wrote down what happened in a cycle", subject=subject, detail=detail)


def _runs_the_engine_room(by: Viewer) -> None:
    if not by.may(May.RUN_ENGINE_ROOM):
        raise NotPossible("Cycles are kept by the engine room.")
