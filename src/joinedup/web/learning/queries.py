"""Every cycle that a viewer may read of: those the place file names, and those added here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.learning.models import Cycle, CycleEntry
from joinedup.wording import slug

ADDED = "added-"
_LONGEST_KEY = 200


@dataclass(frozen=True)
class CycleNow:
    """A cycle, wherever it was written down. `area` is empty for the whole place; `by` is for one of the place file, which has no
    `written_on` either."""

    key: str
    name: str
    measure: str
    area: str
    starts_on: date
    tried: str
    prediction: str
    by: str
    written_on: date | None = None


def cycles(viewer: Viewer, place: Place) -> list[CycleNow]:
    """Every cycle, the latest first."""
    if not viewer.may(May.SEE_PLACE):
        return []
    added = [_added(one) for one in Cycle.objects.select_related("by__user")]
    return sorted([*_agreed(place), *added], key=lambda one: (one.starts_on, one.key), reverse=True)


def cycle_with(viewer: Viewer, place: Place, key: str) -> CycleNow | None:
    """The cycle of a key; None where the viewer has none."""
    return next((one for one in cycles(viewer, place) if one.key == key), None)


def entries(viewer: Viewer, keys: Iterable[str]) -> QuerySet[CycleEntry]:
    """What happened in some cycles, in the order of their days."""
    if not viewer.may(May.SEE_PLACE):
        return CycleEntry.objects.none()
    return CycleEntry.objects.filter(cycle__in=list(keys)).select_related("by__user")


def _agreed(place: Place) -> list[CycleNow]:
    """The cycles of the place file; two alike in name and day are one."""
    found = {
        f"{slug(one.name)[: _LONGEST_KEY - 11]}-{one.starts_on.isoformat()}": one
        for one in place.learning.cycles
    }
    return [CycleNow(key, one.name, one.measure, "", one.starts_on, "", "", "") for key, one in found.items()]


def _added(one: Cycle) -> CycleNow:
    return CycleNow(
        f"{ADDED}{one.pk}",
        one.name,
        one.measure,
        one.area,
        one.starts_on,
        one.tried,
        one.prediction,
        one.by.user.name,
        localdate(one.at),
    )
