"""People who work in Harbour (tests/support/harbour.py), each in one post, and somebody they care for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from joinedup.web.access.viewer import Viewer

PERSON = "k3p9w2m7x4c8v5b6n1q0z2d4f6"
ANOTHER_PERSON = "a7s5d3f1g9h8j6k4l2z0x9c8v7"


def viewer(name: str, role: str, organisation: str) -> Viewer:
    """Somebody in a post, as the application sees them."""
    from joinedup.web.access.roles import Role
    from joinedup.web.access.viewer import Viewer
    from joinedup.web.accounts.models import Post, User

    user, _ = User.objects.get_or_create(subject=f"test:{name}", defaults={"name": name})
    post, _ = Post.objects.get_or_create(
        user=user, role=role, organisation=organisation, defaults={"starts_on": date(2020, 1, 1)}
    )
    return Viewer(user.pk, name, post.pk, Role(role), organisation)


def care_coordinator(person: str = PERSON) -> Viewer:
    """The care coordinator of Harbour View Surgery, whose practice is in the person's care team."""
    from joinedup.web.care_teams.actions import join

    found = viewer("Amina Yusuf", "care-coordinator", "L81001")
    join(by=found, person=person, organisation="L81001", because="for a test")
    return found


def social_worker() -> Viewer:
    """The social worker of Harbour Council, in nobody's care team yet."""
    return viewer("Priya Nair", "social-worker", "SEA")
