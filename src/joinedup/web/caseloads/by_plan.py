"""A list of people by whether they have a shared care plan: everybody, who has none yet, whose is to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from joinedup.web.caseloads.queries import Listed
from joinedup.web.plans.queries import AHEAD, PlanNow


class ByPlan(StrEnum):
    """Who of a list is shown; the value stands in the address."""

    EVERYBODY = ""
    NONE = "none"
    DUE = "due"


WORDS: Mapping[ByPlan, str] = {
    ByPlan.EVERYBODY: "Everybody",
    ByPlan.NONE: "No shared care plan yet",
    ByPlan.DUE: "Plan due to be looked at again",
}


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list down, and how many of those the viewer looks after it leaves."""

    words: str
    count: int
    address: str
    is_chosen: bool


def asked_for(value: str | None) -> ByPlan:
    """What an address asks for; everybody where it asks for nothing that there is."""
    return ByPlan(value) if value in set(ByPlan) else ByPlan.EVERYBODY


def narrowed(
    listed: Sequence[Listed], plans: Mapping[str, PlanNow], today: date
) -> dict[ByPlan, Sequence[Listed]]:
    """The list each way. A plan is due from 14 days before its day on, as on the first page; those due first come first."""
    return {
        ByPlan.EVERYBODY: listed,
        ByPlan.NONE: [one for one in listed if one.person not in plans],
        ByPlan.DUE: _due(listed, plans, today),
    }


def choices(
    found: Mapping[ByPlan, Sequence[Listed]], chosen: ByPlan, keeps: Mapping[str, str]
) -> list[Choice]:
    """A link for each way, which `keeps` what else stands in the address."""
    return [
        Choice(words, len(found[one]), f"?{urlencode(in_address(one, keeps))}", one is chosen)
        for one, words in WORDS.items()
    ]


def in_address(chosen: ByPlan, keeps: Mapping[str, str]) -> dict[str, str]:
    """What stands in the address of the list narrowed down."""
    return {**keeps, **({"plan": chosen.value} if chosen else {})}


def _due(listed: Sequence[Listed], plans: Mapping[str, PlanNow], today: date) -> list[Listed]:
    days = {one.person: plans[one.person].review_on for one in listed if one.person in plans}
    near = [(day, one) for one in listed if (day := days.get(one.person)) and day <= today + AHEAD]
    return [one for _, one in sorted(near, key=lambda pair: pair[0])]
