"""What stands under which heading, and from when an alarm is raised: reference/scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from joinedup.reference.files import files_in


@dataclass(frozen=True)
class Heading:
    """One heading of version one with the measures under it."""

    name: str
    title: str
    measures: Sequence[str]


@dataclass(frozen=True)
class Settings:
    """The headings in order; the share below plan from which money or time counts as diverted; what was assumed."""

    headings: Sequence[Heading]
    below_plan: float
    about: str


@cache
def settings() -> Settings:
    """The latest settings."""
    file = max(files_in("scorecard"), key=lambda one: one.applies_from)
    headings = [Heading(one["name"], one["title"], one["measures"]) for one in file.content["groups"]]
    return Settings(headings, float(file.content["below_plan"]), file.about)
