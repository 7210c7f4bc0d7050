"""The rule of an address: who may open it at all. What they then see of it is decided by the queries, from the same viewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer


@dataclass(frozen=True)
class Rule:
    """A rule in words, and as a question about the viewer (None for nobody signed in)."""

    words: str
    allows: Callable[[Viewer | None], bool]

    @property
    def needs_sign_in(self) -> bool:
        return not self.allows(None)


ANYONE = Rule("anyone, signed in or not", lambda viewer: True)
SIGNED_IN = Rule("everyone who is signed in", lambda viewer: viewer is not None)


def may(permission: May) -> Rule:
    """Whoever has a role that allows this."""
    return Rule(f"who may {permission}", lambda viewer: viewer is not None and viewer.may(permission))
