"""The banner of an emergency, on every page for as long as it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from joinedup.web.access.request import Request
from joinedup.web.emergency.queries import all_under_way
from joinedup.web.pseudonyms import reference


@dataclass(frozen=True)
class Banner:
    """One record that is open in an emergency."""

    access: int
    person: str
    reference: str
    ends_at: datetime


def emergencies(request: Request) -> dict[str, Any]:
    """What the viewer of this page has open in an emergency."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {"emergencies": []}
    found = all_under_way(viewer)
    return {
        "emergencies": [
            Banner(one.pk, one.person, reference(one.person), timezone.localtime(one.ends_at))
            for one in found
        ]
    }
