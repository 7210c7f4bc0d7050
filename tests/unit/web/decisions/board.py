"""A board for tests: who sits on it in Harbour, and a proposal put to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings

from tests.support.care_team_people import viewer

if TYPE_CHECKING:
    from joinedup.place.model import Place
    from joinedup.web.access.viewer import Viewer
    from joinedup.web.decisions.models import Proposal

HOSPITAL, BOARD, COUNCIL, PRACTICE = (
    "RZZ1: finance director",
    "QZZ: director of strategy",
    "SEA: director of adult social care",
    "L81001: clinical lead",
)


def place() -> Place:
    from joinedup.web.published.place_file import place_of

    return place_of(settings.SURROUNDINGS.place)


def member(organisation: str) -> Viewer:
    """The member of the board that votes for an organisation."""
    return viewer(f"Board member of {organisation}", "board-member", organisation)


def secretary() -> Viewer:
    """Who proposes and keeps the minutes, for the commissioner."""
    return viewer("Grace Adeyemi", "programme-lead", "QZZ")


def proposed(right: str = "1-1", **words: Any) -> Proposal:
    """A proposal under a decision right of Harbour."""
    from joinedup.network.place_parts import part_at, parts_of
    from joinedup.web.decisions import actions
    from joinedup.web.decisions.rights import right_of

    chosen = right_of(place(), right)
    assert chosen is not None
    replaces = words.pop("replaces", None)
    said = {
        "title": "Open the hub at weekends",
        "why": "People wait.",
        "accountable": "QZZ",
        "responsible": "L81001",
        "expected": "Fewer emergency admissions",
        "review_on": date(2030, 4, 1),
        "amount_pounds": 20_000,
        "replaces_how": "superseded" if replaces else "",
    } | words
    part = part_at(parts_of(place()), "care_models[1]")
    draft = actions.Draft(said, ("Open it", "Leave it as it is"), 1, part, replaces, uuid4())
    return actions.propose(by=secretary(), right=chosen, draft=draft)


def declares(by: Viewer, proposal: Proposal, seat: str, *, steps_aside: bool = False) -> None:
    from joinedup.web.decisions import actions

    kind, interest = ("financial", "Owns shares in the builder") if steps_aside else ("none", "")
    actions.declare(
        by=by,
        place=place(),
        proposal=proposal,
        seat=seat,
        kind=kind,
        interest=interest,
        steps_aside=steps_aside,
    )


def votes(by: Viewer, proposal: Proposal, seat: str, choice: str = "for", because: str = "") -> None:
    """A post declares that it has no interest, and votes."""
    from joinedup.web.decisions import actions

    declares(by, proposal, seat)
    actions.vote(by=by, place=place(), proposal=proposal, seat=seat, choice=choice, because=because)


def signs(by: Viewer, proposal: Proposal) -> str:
    from joinedup.web.decisions import actions

    return actions.sign(by=by, place=place(), proposal=proposal).value
