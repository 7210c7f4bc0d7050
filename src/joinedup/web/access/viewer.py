"""Who is asking: the person signed in, in the one post they act in."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.web.access.roles import PERMISSIONS, TITLES, May, Role


@dataclass(frozen=True)
class Viewer:
    """A signed-in person acting in one post of one organisation. Every query starts from it."""

    user_id: int
    name: str
    post_id: int
    role: Role
    organisation: str

    def may(self, permission: May) -> bool:
        """Whether the role allows it; a person's record needs more than that."""
        return permission in PERMISSIONS[self.role]

    @property
    def title(self) -> str:
        return TITLES[self.role]
