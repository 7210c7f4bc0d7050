"""The people of a made-up place that anybody may be, where the place file says demo = true. In no other place do they exist."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.place.model import Place
from joinedup.web.access.roles import TITLES, Role


@dataclass(frozen=True)
class Persona:
    """A made-up person with one post."""

    key: str
    name: str
    role: Role
    organisation: str
    does: str

    @property
    def title(self) -> str:
        return TITLES[self.role]


# Who plays each role, at the first organisation of which kind, and what they come here for.
_CAST = (
    (
        Role.CARE_COORDINATOR,
        "Amina Yusuf",
        "practice",
        "Keeps the plans of the people on her caseload together.",
    ),
    (Role.GP, "Tom Ellery", "practice", "Sees what happened to his patients anywhere, and agrees plans."),
    (
        Role.SOCIAL_WORKER,
        "Priya Nair",
        "council",
        "Takes on actions for the council, and reads the plans she has part in.",
    ),
    (Role.CARE_HOME_MANAGER, "Joan Fletcher", "care-home", "Follows the plans of her residents."),
    (Role.FINANCE_LEAD, "Marek Nowak", "commissioner", "Sets the budget, and knows who owes whom and why."),
    (
        Role.PROGRAMME_LEAD,
        "Grace Adeyemi",
        "commissioner",
        "Runs the engine room: what is tried, and what it showed.",
    ),
    (Role.BOARD_MEMBER, "Helen Shaw", "acute", "Decides with the other members of the board."),
    (Role.ANALYST, "Dev Patel", "commissioner", "Turns extracts into figures that everyone accepts."),
    (Role.CALDICOTT_GUARDIAN, "Ruth Owen", "acute", "Reviews who opened whose record, and why."),
)


def personas(place: Place) -> tuple[Persona, ...]:
    """The personas of a place; none where it is not made up."""
    if not place.place.demo:
        return ()
    first: dict[str, str] = {}
    for body in place.organisations:
        if not body.succeeded_by:
            first.setdefault(body.kind, body.code)
    return tuple(
        Persona(role.value, name, role, first[kind], does)
        for role, name, kind, does in _CAST
        if kind in first
    )
