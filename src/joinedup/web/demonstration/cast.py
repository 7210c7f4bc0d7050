"""Who does what in the made-up place: its personas, and colleagues of theirs whom nobody can sign in as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from joinedup.place.model import Place
from joinedup.web.access.roles import Role
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import GivenBy
from joinedup.web.accounts.personas import personas
from joinedup.web.accounts.posts import give_post

MADE_BY = "the demonstration"
# Key, name, role, and the kind of organisation where they work: at the last of its kind, where nobody else in the cast is.
_COLLEAGUES = (
    ("practice-board", "Sunil Rao", Role.BOARD_MEMBER, "practice"),
    ("council-board", "Mary Costello", Role.BOARD_MEMBER, "council"),
    ("community-board", "Beth Lowry", Role.BOARD_MEMBER, "community"),
    ("other-gp", "Anna Kovacs", Role.GP, "practice"),
)


@dataclass(frozen=True)
class Cast:
    """The people by a word for each: a persona's is its role."""

    people: Mapping[str, Viewer]

    def __getitem__(self, key: str) -> Viewer:
        return self.people[key]

    def has(self, *keys: str) -> bool:
        """Whether all of them are there: a small place has no council, or no care home."""
        return all(key in self.people for key in keys)


def cast_of(place: Place, on: date) -> Cast:
    """Everybody, with their posts given where they have none yet."""
    found = {
        one.key: _viewer(place, f"persona:{one.key}", one.name, one.role, one.organisation, on)
        for one in personas(place)
    }
    for key, name, role, kind in _COLLEAGUES:
        codes = [body.code for body in place.organisations if body.kind == kind and not body.succeeded_by]
        if codes:
            code = codes[-1] if key == "other-gp" else codes[0]
            found[key] = _viewer(place, f"made-up:{key}", name, role, code, on)
    return Cast(found)


def _viewer(place: Place, subject: str, name: str, role: Role, organisation: str, on: date) -> Viewer:
    post = give_post(
        by=MADE_BY,
        place=place,
        subject=subject,
        name=name,
        role=role.value,
        organisation=organisation,
        on=on,
        given_by=GivenBy.DEMO,
    )
    return Viewer(post.user_id, name, post.pk, role, organisation)
