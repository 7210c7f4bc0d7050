"""Whoever runs the engine room of Harbour (tests/support/harbour.py), and forms filled in as they fill them in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.support.care_team_people import viewer

if TYPE_CHECKING:
    from joinedup.web.access.viewer import Viewer

# What a browser can be made to send: markup, right to left, emoji, quotes.
HOSTILE = "<script>alert('x')</script> & \u202eright to left\u202c \U0001f9d1\u200d⚕️ \"quoted\""


def programme_lead() -> Viewer:
    """Who runs the engine room."""
    return viewer("Grace Adeyemi", "programme-lead", "QZZ")


def finance_lead() -> Viewer:
    """Who sees the place and does not run the engine room."""
    return viewer("Marek Nowak", "finance-lead", "QZZ")


def boxes(name: str, day: date) -> dict[str, str]:
    """The three boxes of a day as a browser sends them."""
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def a_cycle(**changes: str) -> dict[str, str]:
    """The form of a cycle, filled in."""
    return {
        "name": "Ring before you refer",
        "measure": "outpatient_attendances",
        "area": "Quay",
        "tried": "Two practices ring first",
        "prediction": "A tenth fewer",
        "form_key": str(uuid4()),
        **boxes("starts_on", date(2023, 9, 1)),
        **changes,
    }


def a_finding(**changes: str) -> dict[str, str]:
    """The form of what the place learned, filled in."""
    return {
        "name": "Ring before you refer",
        "kind": "pacs",
        "done": "Two practices rang",
        "where": "Quay",
        "who": "People about to be referred",
        "measure": "outpatient_attendances",
        "change": "-4",
        "low": "-11",
        "high": "3",
        "rests_on": "A control chart",
        "learned": "Messages work better",
        "form_key": str(uuid4()),
        **changes,
    }
