"""The work of those who look after people: the caseloads of the care models, and the people who are theirs."""

from __future__ import annotations

from django.urls import reverse

from joinedup.place.model import Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import people_joined
from joinedup.web.caseloads.mine import caseload_cards
from joinedup.web.caseloads.registered import how_many_registered
from joinedup.web.place.doorway import Doorway
from joinedup.web.published.current import SharedBuild
from joinedup.wording import slug, some

_SAID = "The people you look after, and who could have a place"


def people(viewer: Viewer, build: SharedBuild | None, place: Place) -> list[Doorway]:
    """How full each caseload is, and how many people the viewer looks after besides."""
    if build is None:
        return [
            Doorway(one.name, reverse("caseload", args=[slug(one.name)]), _SAID) for one in place.care_models
        ]
    cards = [
        Doorway(
            f"Caseload of {card.name}", reverse("caseload", args=[card.slug]), f"{card.counted} {card.waited}"
        )
        for card in caseload_cards(viewer, build, place)
    ]
    return [*_own(viewer), *cards]


def _own(viewer: Viewer) -> list[Doorway]:
    """The people of the viewer's organisation: those registered with it, those whose care team it joined."""
    registered, joined = how_many_registered(viewer), len(people_joined(viewer))
    said = [f"{some(registered, 'person is', 'people are')} registered with you."] if registered else []
    said += [f"You joined the care team of {some(joined, 'person', 'people')}."] if joined else []
    if not said:
        said = ["Nobody yet: by accepting a task you join a person's care team."]
    return [Doorway("People you look after", reverse("people"), " ".join(said))]
