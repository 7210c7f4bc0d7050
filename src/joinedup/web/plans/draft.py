"""What a version of a plan says, apart from who saved it when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from joinedup.web.plans.headings import EVERY_HEADING

THE_PERSON = ""


@dataclass(frozen=True)
class Action:
    """Something that somebody does: an organisation (in a role, if one is named), or the person and their family."""

    key: str
    what: str
    owner: str = THE_PERSON
    role: str = ""
    by_when: date | None = None

    def kept(self) -> dict[str, Any]:
        """As it stands in the database."""
        day = self.by_when.isoformat() if self.by_when else None
        return {"key": self.key, "what": self.what, "owner": self.owner, "role": self.role, "by_when": day}


@dataclass(frozen=True)
class Draft:
    """The words under each heading, the actions, the day the plan is looked at again, and whether the person agreed to it."""

    words: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    review_on: date | None = None
    is_agreed: bool = False

    def under(self, key: str) -> str:
        """The words under a heading; nothing where there are none."""
        return self.words.get(key, "")

    def says_the_same(self, other: Draft) -> bool:
        same_words = all(self.under(heading.key) == other.under(heading.key) for heading in EVERY_HEADING)
        return same_words and (self.actions, self.review_on, self.is_agreed) == (
            other.actions,
            other.review_on,
            other.is_agreed,
        )


def action_kept(kept: Mapping[str, Any]) -> Action:
    """An action as the database gave it back."""
    day = date.fromisoformat(kept["by_when"]) if kept["by_when"] else None
    return Action(kept["key"], kept["what"], kept["owner"], kept["role"], day)
