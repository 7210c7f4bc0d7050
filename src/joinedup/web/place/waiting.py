"""What waits for a decision of the board."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from joinedup.web.access.viewer import Viewer
from joinedup.web.decisions.queries import undecided
from joinedup.wording import day


@dataclass(frozen=True)
class Waiting:
    """One proposal that is not decided yet."""

    title: str
    address: str
    said: str


def waiting_for_a_decision(viewer: Viewer) -> list[Waiting]:
    """Every proposal before the board, the newest first."""
    return [
        Waiting(one.title, reverse("decision", args=[one.pk]), f"Proposed on {day(one.at.date())}")
        for one in undecided(viewer)
    ]
