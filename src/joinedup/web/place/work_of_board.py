"""The work of the board: what it is asked, and decisions that want looking at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from joinedup.network.place_parts import Part, parts_of
from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.decisions.models import Proposal, Status
from joinedup.web.decisions.presenters import Listed
from joinedup.web.decisions.queries import belongs, proposals
from joinedup.web.decisions.standing import standing_of, status_of
from joinedup.web.place.doorway import Doorway
from joinedup.wording import day

SHOWN = 4


def board(viewer: Viewer, place: Place, today: date) -> list[Doorway]:
    """Open proposals first, then decisions in force that are due for review or no longer cover the place file."""
    found = list(proposals(viewer))
    asked = [_asked(viewer, place, one) for one in found if status_of(one) == Status.PROPOSED][:SHOWN]
    taken = [one for one in found if status_of(one) == Status.TAKEN]
    parts = parts_of(place) if taken else ()
    again = [door for one in taken if (door := _again(one, parts, today))][:SHOWN]
    said = f"{len(found):,} in all" if found else "No proposal waits, and nothing was decided yet"
    return [*asked, *again, Doorway("Decisions of the board", reverse("decisions"), said)]


def _asked(viewer: Viewer, place: Place, proposal: Proposal) -> Doorway:
    said = f"Proposed on {day(proposal.at.date())}, review on {day(proposal.review_on)}"
    is_own = viewer.may(May.DECIDE) and belongs(viewer, place, proposal) and _waits_for(viewer, proposal)
    tag, colour = ("Your vote is wanted", "orange") if is_own else ("Open for votes", "blue")
    return Doorway(proposal.title, reverse("decision", args=[proposal.pk]), said, tag, colour)


def _waits_for(viewer: Viewer, proposal: Proposal) -> bool:
    """Whether a seat of the viewer's organisation has neither voted nor stepped aside."""
    own = standing_of(proposal).seats_of(viewer.organisation)
    return any(one.vote is None and not one.steps_aside for one in own)


def _again(proposal: Proposal, parts: Sequence[Part], today: date) -> Doorway | None:
    """A decision that wants looking at; None for one that does not."""
    listed = Listed.of(proposal, parts, today)
    address = reverse("decision", args=[proposal.pk])
    if listed.no_longer_covers:
        said = "What it approved was changed in the place file since"
        return Doorway(proposal.title, address, said, "No longer covered", "red")
    if proposal.review_on <= today and not proposal.outcomes.exists():
        return Doorway(proposal.title, address, listed.review, "Review due", "yellow")
    return None
