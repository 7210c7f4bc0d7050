"""The evidence library: what was tried elsewhere and what came of it, one file of reference/evidence each, with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from joinedup.reference.files import ReferenceError, ReferenceFile, files_in

# Whom it was for, as a place can count them: everybody, adults, people of 65 and over, residents of care homes, or those that a
# care model of the same kind is for.
Group = Literal["everybody", "adults", "65-and-over", "care-home", "care-model"]
Kind = Literal["pacs", "mcp", "care-homes", "urgent-care", "whole-system", "risk-tool", "continuity"]

KINDS: Mapping[str, str] = {
    "pacs": "Primary and acute care together",
    "mcp": "Primary and community care together",
    "care-homes": "Care homes",
    "urgent-care": "Urgent and emergency care",
    "whole-system": "A whole system",
    "risk-tool": "Finding people at risk",
    "continuity": "Continuity of care",
}


@dataclass(frozen=True)
class Effect:
    """What came of it on one measure. `change` is relative (-0.23 for 23% lower), with its interval where one was published;
    all None where it was said in words alone."""

    measure: str
    words: str
    change: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95


@dataclass(frozen=True)
class Tried:
    """Something that was tried. What the source does not say is None or empty, and is not guessed."""

    id: str
    name: str
    kind: str
    done: str
    where: str
    system: str
    years: str
    who: str
    group: str
    people: int | None
    mean_age: float | None
    design: str
    staff: str
    primary_care_lead: bool | None
    organisations: tuple[str, ...]
    effects: tuple[Effect, ...]
    caution: str
    source: str
    address: str
    published: date | None
    is_assumption: bool = False

    def has_measure(self, measure: str) -> bool:
        """Whether anything is said of a measure."""
        return any(one.measure == measure for one in self.effects)


@cache
def library() -> tuple[Tried, ...]:
    """Everything that was tried, by name of its file. ReferenceError where a file does not keep to the form."""
    return tuple(read_entry(file) for file in files_in("evidence"))


def read_entry(file: ReferenceFile) -> Tried:
    """The entry that a file holds. ReferenceError where it does not keep to the form."""
    said: Mapping[str, Any] = file.content
    try:
        setting, people, needs = said["setting"], said["people"], said.get("needs", {})
        found = Tried(
            id=file.name.rpartition("/")[2].removesuffix(".toml").replace("_", "-"),
            name=file.title,
            kind=said["kind"],
            done=said["done"].strip(),
            where=setting["where"],
            system=setting["system"],
            years=setting["years"],
            who=people["who"],
            group=people["group"],
            people=people.get("number"),
            mean_age=people.get("mean_age"),
            design=said["design"],
            staff=needs.get("staff", ""),
            primary_care_lead=needs.get("primary_care_lead"),
            organisations=tuple(needs.get("organisations", ())),
            effects=tuple(Effect(**one) for one in said["effects"]),
            caution=said.get("caution", ""),
            source=file.source,
            address=said.get("address", ""),
            published=file.published,
            is_assumption=file.assumption,
        )
    except (KeyError, TypeError) as error:
        raise ReferenceError(f"{file.name}: {error}: see the other files of reference/evidence") from error
    _check(file, found)
    return found


def _check(file: ReferenceFile, found: Tried) -> None:
    if found.kind not in KINDS or found.group not in get_args(Group):
        raise ReferenceError(
            f"{file.name}: kind is one of {', '.join(KINDS)}; group of {', '.join(get_args(Group))}"
        )
    for one in found.effects:
        ordered = (
            one.low is None or one.high is None or one.change is None or one.low <= one.change <= one.high
        )
        if not ordered or (one.low is None) != (one.high is None):
            raise ReferenceError(
                f"{file.name}: an interval has two ends, with the estimate between them: {one}"
            )
