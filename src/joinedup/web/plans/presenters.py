"""What the pages say of a plan: its parts, who saved it, what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from joinedup.place.model import Place
from joinedup.web.pages import day
from joinedup.web.plans.differences import Piece, pieces
from joinedup.web.plans.draft import Action, Draft
from joinedup.web.plans.headings import ACTIONS_TITLE, EVERY_HEADING, HEADINGS, LATER_HEADINGS, Heading
from joinedup.web.plans.models import Version
from joinedup.web.tasks.presenters import ShownTask
from joinedup.web.tasks.words import at, days_late, moment, who

_BLANK_LINE = re.compile(r"\n\s*\n")
NOBODY_ELSE = "The person or their family"


@dataclass(frozen=True)
class ShownPart:
    """A heading with the words under it, as paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class ShownAction:
    """An action of the plan, and the task by which it was asked of somebody, if it was."""

    what: str
    owner: str
    by_when: str
    task: ShownTask | None
    ask_address: str


@dataclass(frozen=True)
class ShownPlan:
    """A version of a plan in words."""

    number: int
    saved: str
    before: tuple[ShownPart, ...]
    actions: tuple[ShownAction, ...]
    after: tuple[ShownPart, ...]
    review: str
    late: str
    is_agreed: bool


@dataclass(frozen=True)
class ShownChange:
    """What changed under one heading. `both` where the reader changed it as well."""

    title: str
    pieces: tuple[Piece, ...]
    both: bool


def shown_plan(place: Place, version: Version, tasks: Mapping[str, ShownTask], today: date) -> ShownPlan:
    """A version as a page shows it; `tasks` by the key of the action they were asked for."""
    draft, person = version.draft(), version.plan.person
    return ShownPlan(
        number=version.number,
        saved=saved(place, version),
        before=_parts(HEADINGS, draft),
        actions=tuple(
            _shown_action(place, person, action, tasks.get(action.key)) for action in draft.actions
        ),
        after=_parts(LATER_HEADINGS, draft),
        review=day(draft.review_on) if draft.review_on else "",
        late=days_late(draft.review_on, today) if draft.review_on else "",
        is_agreed=draft.is_agreed,
    )


def saved(place: Place, version: Version) -> str:
    """Version 3, saved by Amina Yusuf, Care coordinator, Harbour View Surgery, on 1 April 2023 at 9:05am."""
    return f"Version {version.number:,}, saved by {signed(place, version)}"


def signed(place: Place, version: Version) -> str:
    """Who saved it in which post, and when."""
    return f"{who(place, version.by)}, on {moment(version.at)}"


def changes(
    place: Place, before: Draft, after: Draft, both: frozenset[str] = frozenset()
) -> list[ShownChange]:
    """What changed from one draft to another, under the headings where anything did."""
    return list(_changes(place, before, after, both))


def _changes(place: Place, before: Draft, after: Draft, both: frozenset[str]) -> Iterator[ShownChange]:
    for heading in EVERY_HEADING:
        old, new = before.under(heading.key), after.under(heading.key)
        if old != new:
            yield ShownChange(heading.title, tuple(pieces(old, new)), heading.key in both)
    if before.actions != after.actions:
        found = tuple(_changed_actions(place, before.actions, after.actions))
        yield ShownChange(ACTIONS_TITLE, found, "actions" in both)
    if before.review_on != after.review_on:
        days = (day(one.review_on) if one.review_on else "" for one in (before, after))
        yield ShownChange("Day of review", tuple(pieces(*days)), "review_on" in both)
    if before.is_agreed != after.is_agreed:
        agreed = ("", "agreed") if after.is_agreed else ("agreed", "not agreed")
        yield ShownChange("Agreed with the person", tuple(pieces(*agreed)), False)


def _changed_actions(place: Place, before: tuple[Action, ...], after: tuple[Action, ...]) -> Iterator[Piece]:
    """Action by action, each on its own line: taken out, written in, or changed word by word."""
    were, are = ({one.key: _in_words(place, one) for one in some} for some in (before, after))
    for key in dict.fromkeys((*were, *are)):
        if were.get(key) != are.get(key):
            yield from pieces(were.get(key, ""), are.get(key, ""))
            yield Piece("stayed", "\n")


def _in_words(place: Place, action: Action) -> str:
    until = f", by {day(action.by_when)}" if action.by_when else ""
    return f"{action.what} ({_owner(place, action)}{until})"


def _owner(place: Place, action: Action) -> str:
    return at(place, action.role, action.owner) if action.owner else NOBODY_ELSE


def _parts(headings: tuple[Heading, ...], draft: Draft) -> tuple[ShownPart, ...]:
    return tuple(
        ShownPart(heading.title, tuple(_BLANK_LINE.split(draft.under(heading.key).strip())))
        for heading in headings
        if draft.under(heading.key).strip()
    )


def _shown_action(place: Place, person: str, action: Action, task: ShownTask | None) -> ShownAction:
    can_be_asked = action.owner and (task is None or not task.is_open)
    return ShownAction(
        what=action.what,
        owner=_owner(place, action),
        by_when=day(action.by_when) if action.by_when else "no day set",
        task=task,
        ask_address=reverse("ask-action", args=(person, action.key)) if can_be_asked else "",
    )
